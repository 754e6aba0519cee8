/**
 * What a suite of algorithms does for letters between nodes. One suite is pinned for each line at its enrolment; a letter of another suite
 * is refused. A cryptographic device (服务器密码机) takes a suite's place by implementing this; its keys are then handles, not PEM.
 */
export interface Suite {
  readonly name: SuiteName
  /** Name of the signature algorithm in protected headers. */
  readonly alg: 'Ed25519' | 'SM2SM3'
  /** A new pair of keys as PEM (SPKI and PKCS#8). The private half is to be kept encrypted. */
  makeKey(purpose: 'signing' | 'encryption'): KeyPair
  hash(...parts: (Buffer | string)[]): Buffer
  /** 64 bytes. */
  sign(privateKey: string, data: Buffer): Buffer
  /** False for anything but a good signature of exactly these bytes; never throws for a bad one. */
  verify(publicKey: string, data: Buffer, signature: Buffer): boolean
  /** Encrypts for one receiver, bound to the claims of the header: a compact JWE of five parts. */
  seal(publicKey: string, claims: { kid: string; hh: string }, plain: Buffer): string
  /** Throws `Forged` for whatever was changed, or was sealed for another key. */
  open(privateKey: string, sealed: string): Buffer
}

export type SuiteName = 'std-1' | 'gm-1'

export interface KeyPair {
  publicKey: string
  privateKey: string
}

/** Bytes that are not what they should be: altered, of another key, or in a second spelling. `reason` is a short code for board and log. */
export class Forged extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`The envelope is not accepted: ${reason}.`)
    this.reason = reason
  }
}
