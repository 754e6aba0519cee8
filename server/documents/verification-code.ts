import { createHmac } from 'node:crypto'

/** Without I, O, 0 and 1, which are read wrong from paper. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/**
 * 'XZ-2026-0386-7QK4': year and number as people cite them, and four characters that only this node can work out (HMAC-SHA256).
 * Two series may have the same number in a year: `attempt` tells them apart when even the four characters agree.
 */
export function verificationCode(
  secret: string,
  document: { ownerId: string; digest: string; year: number; number: number },
  attempt = 0,
): string {
  const { ownerId, digest, year, number } = document
  const mark = createHmac('sha256', secret).update([ownerId, digest, year, number, attempt].join('|')).digest()
  const letters = [...mark.subarray(0, 4)].map((byte) => alphabet[byte % 32]).join('')
  return `XZ-${year}-${String(number).padStart(4, '0')}-${letters}`
}

/** A code as somebody types it: small letters, full-width signs, blanks. Null when it cannot be one. */
export function readCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s—–_]/gu, '')
  const [, year, number, letters] = /^XZ-?(\d{4})-?(\d{4,6}?)-?([A-HJ-NP-Z2-9]{4})$/u.exec(plain) ?? []
  return year && number && letters ? `XZ-${year}-${number}-${letters}` : null
}
