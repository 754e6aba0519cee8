import { X509Certificate, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export interface OwnCertificate {
  /** The certificate, PEM. */
  certificate: string
  /** Its private key, PKCS#8 PEM. */
  privateKey: string
  /** sha-256 of the certificate, hex: what the other side pins. */
  fingerprint: string
  expiresAt: Date
}

/**
 * A self-signed P-256 certificate for the lines of this node. No authority stands above it: each side pins the other's fingerprint,
 * which two people have compared. It begins a day early, so that a slow clock does not refuse it.
 */
export function makeCertificate(code: string, now: Date, days: number): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const expiresAt = new Date(now.getTime() + days * 86_400_000)
  const der = certificate(code, new Date(now.getTime() - 86_400_000), expiresAt, publicKey, privateKey)
  const pem = `-----BEGIN CERTIFICATE-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END CERTIFICATE-----\n`
  return {
    certificate: pem,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(pem),
    expiresAt,
  }
}

export const fingerprintOf = (certificate: string | Buffer): string =>
  new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase()

// The few shapes of DER that a certificate needs (RFC 5280).
const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: Buffer[]) => tlv(0x30, ...parts)
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const commonName = (name: string) => sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(name)))))
const utcTime = (at: Date) =>
  tlv(
    0x17,
    Buffer.from(
      at
        .toISOString()
        .slice(2)
        .replace(/[-:T]|\.\d+/g, ''),
    ),
  )
const notAnAuthority = tlv(
  0xa3,
  sequence(sequence(oid('551d13'), tlv(0x01, Buffer.from([0xff])), tlv(0x04, sequence()))),
)

function certificate(name: string, from: Date, to: Date, publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)])
  const signed = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    ecdsaWithSha256,
    commonName(name),
    sequence(utcTime(from), utcTime(to)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    notAnAuthority,
  )
  return sequence(signed, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), sign('sha256', signed, privateKey)))
}
