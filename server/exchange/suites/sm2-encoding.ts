import type { KeyObject } from 'node:crypto'
import { bytesOf, numberOf } from './sm2.ts'

/** The uncompressed point at the end of an SPKI. Node knows no JWK for SM2. */
export function publicPointOf(key: KeyObject): Buffer {
  const spki = key.export({ type: 'spki', format: 'der' })
  if (!spki.includes(sm2Oid)) throw new Error('This is no SM2 key.')
  return spki.subarray(-65)
}

/** The private number: in PKCS#8 lies a SEC 1 structure of INTEGER 1, OCTET STRING of 32 bytes. Exporting as SEC 1 ends the process. */
export function privateNumberOf(key: KeyObject): Buffer {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  const at = pkcs8.indexOf(Buffer.from([0x02, 0x01, 0x01, 0x04, 0x20]))
  if (at < 0 || !pkcs8.includes(sm2Oid)) throw new Error('This is no SM2 key.')
  return pkcs8.subarray(at + 5, at + 37)
}

/** 1.2.156.10197.1.301 */
const sm2Oid = Buffer.from('06082a811ccf5501822d', 'hex')

/** r ‖ s, 32 bytes each, from what OpenSSL makes: SEQUENCE of two INTEGERs. */
export function rawOf(der: Buffer): Buffer {
  const rLength = der[3]!
  const r = der.subarray(4, 4 + rLength)
  const s = der.subarray(6 + rLength, 6 + rLength + der[5 + rLength]!)
  return Buffer.concat([bytesOf(numberOf(r)), bytesOf(numberOf(s))])
}

export function derOf(raw: Buffer): Buffer {
  const integers = [raw.subarray(0, 32), raw.subarray(32)].map((bytes) => {
    const first = bytes.findIndex((byte) => byte !== 0)
    const short = first < 0 ? Buffer.from([0]) : bytes.subarray(first)
    const value = short[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short
    return Buffer.concat([Buffer.from([0x02, value.length]), value])
  })
  const content = Buffer.concat(integers)
  return Buffer.concat([Buffer.from([0x30, content.length]), content])
}
