/** Dated things overlap when neither ends before the other begins; null never ends. Days are 'yyyy-mm-dd'. */
export const overlap = (one: Dated, other: Dated): boolean =>
  (one.validTo === null || one.validTo >= other.validFrom) && (other.validTo === null || other.validTo >= one.validFrom)

interface Dated {
  validFrom: string
  validTo: string | null
}

export function grantState(
  grant: Dated & { revoked: boolean },
  today: string,
): 'future' | 'current' | 'past' | 'revoked' {
  if (grant.revoked) return 'revoked'
  if (grant.validFrom > today) return 'future'
  return grant.validTo !== null && grant.validTo < today ? 'past' : 'current'
}
