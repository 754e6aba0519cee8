import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'

/** The node's Ed25519 key: it witnesses sign-offs and issues. `id` is the first 16 hex digits of the public key's sha-256. */
export interface SigningKey {
  id: string
  publicKeyPem: string
  /** Signs the RFC 8785 canonical form of `statement`; base64url. */
  sign(statement: unknown): string
}

/**
 * Loads the key from `<dataDir>/keys/signing.key`, making it at the first start. It lies there encrypted (scrypt, AES-256-GCM)
 * under `secret`; a wrong secret is refused with a sentence, never answered by a new key.
 */
export function loadSigningKey(dataDir: string, secret: string): SigningKey {
  const path = join(dataDir, 'keys', 'signing.key')
  if (!existsSync(path)) {
    mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(path, seal(privateKey.export({ type: 'pkcs8', format: 'der' }), secret), { mode: 0o600 })
  }
  return signingKeyOf(createPrivateKey({ key: open(readFileSync(path), secret, path), format: 'der', type: 'pkcs8' }))
}

/** Seals small secrets that lie in the database: AES-256-GCM under a key that lies outside of it (SEC-14). */
export interface Vault {
  seal(plain: Buffer): Buffer
  /** Throws when the bytes were changed or sealed under another key. */
  open(sealed: Buffer): Buffer
}

/** The vault's key lies in `<dataDir>/keys/vault.key`, encrypted under `secret` like the signing key. */
export function loadVault(dataDir: string, secret: string): Vault {
  const path = join(dataDir, 'keys', 'vault.key')
  if (!existsSync(path)) {
    mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
    writeFileSync(path, seal(randomBytes(32), secret), { mode: 0o600 })
  }
  return vaultOf(open(readFileSync(path), secret, path))
}

export function vaultOf(key: Buffer): Vault {
  return {
    seal(plain) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    },
  }
}

export function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey)
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
  return {
    id,
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (statement) => sign(null, Buffer.from(canonicalize(statement) ?? ''), privateKey).toString('base64url'),
  }
}

export const verifyStatement = (publicKeyPem: string, statement: unknown, signature: string): boolean =>
  verify(
    null,
    Buffer.from(canonicalize(statement) ?? ''),
    createPublicKey(publicKeyPem),
    Buffer.from(signature, 'base64url'),
  )

function seal(plain: Buffer, secret: string): Buffer {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', scryptSync(secret, salt, 32), iv)
  return Buffer.concat([salt, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(sealed: Buffer, secret: string, path: string): Buffer {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    scryptSync(secret, sealed.subarray(0, 16), 32),
    sealed.subarray(16, 28),
  )
  decipher.setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28, -16)), decipher.final()])
  } catch {
    throw new Error(
      `The key file ${path} cannot be opened with this ZHENGXIN_SECRET. 密钥文件与当前口令不符，请恢复原来的 ZHENGXIN_SECRET。`,
    )
  }
}
