/**
 * The index (第十七条): each record is indexed by its pairs of neighbouring characters, each behind the code of the month it came in,
 * so that one index answers for a month at a time and a search can stop when it has enough. A pair behind `strong` stands in the title
 * or several times in the text; what stands behind `scope` says who may see it.
 */
const strong = '\ue002'
const scope = '\ue003'
/** Stands for the code of the month in a query that is asked of many months. */
export const anyMonth = '\ue010'
const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'
const shanghai = 8 * 3_600_000

/** Months since January 1900, in Shanghai. */
export function segmentOf(instant: Date): number {
  const local = new Date(instant.getTime() + shanghai)
  return Math.max(0, (local.getUTCFullYear() - 1900) * 12 + local.getUTCMonth())
}
export const segmentCode = (segment: number): string => signs[(segment >> 6) & 63]! + signs[segment & 63]!

/** Who may see a record, as lexemes: the permission, the unit, and whether it was released to anyone. */
export interface Scope {
  permission: string
  unitId: string
  released: boolean
}
const permissionLexeme = (permission: string) => `${scope}p${permission}`
const unitLexeme = (unitId: string) => `${scope}u${unitId.slice(-12)}`
const releasedLexeme = `${scope}r`
/** Stands before the code of the keeper and of each unit above it (bulk.ts adds them by the path). */
const belowLexeme = (unitCode: string) => `${scope}b${unitCode}`
export const belowPrefix = (code: string): string => code + belowLexeme('')

const strongFrom = 3
const strongAtMost = 64

/**
 * All lexemes of a record as PostgreSQL reads a tsvector. A folded text holds neither quotes nor backslashes. Half of a rare character
 * that takes two places becomes the sign for what cannot be written, as the driver makes of it in a query.
 */
export function lexemesOf(code: string, folded: string, titleLength: number, who: Scope): string {
  const times = new Map<string, number>()
  for (let at = 0; at < folded.length - 1; at += 1) {
    const pair = folded.slice(at, at + 2)
    const weight = at < titleLength ? strongFrom : 1
    times.set(pair, (times.get(pair) ?? 0) + weight)
  }
  let lexemes = `'${code}${permissionLexeme(who.permission)}' '${code}${unitLexeme(who.unitId)}'`
  if (who.released) lexemes += ` '${code}${releasedLexeme}'`
  let strongOnes = 0
  for (const [pair, count] of times) {
    lexemes += ` '${code}${pair}'`
    if (count >= strongFrom && strongOnes < strongAtMost) {
      lexemes += ` '${code}${strong}${pair}'`
      strongOnes += 1
    }
  }
  return lexemes.replace(/[\ud800-\udfff]/gu, '\ufffd')
}

/** The distinct pairs of a folded text. */
export function pairsOf(folded: string): string[] {
  const pairs = new Set<string>()
  for (let at = 0; at < folded.length - 1; at += 1) pairs.add(folded.slice(at, at + 2))
  return [...pairs]
}

/** What the index must hold for a term to be there: its pairs; for a single character any pair that begins with it. */
export function termQuery(term: string, options: { strong?: boolean } = {}): string {
  const before = anyMonth + (options.strong ? strong : '')
  if (term.length === 1) return `'${before}${term}':*`
  return pairsOf(term)
    .map((pair) => `'${before}${pair}'`)
    .join(' & ')
}

/** More permissions than this are not named: together they are nearly everything a unit keeps, and each costs a look into every month. */
const namedPermissions = 3

/** Narrows the index to what was released, to these units, and to these and all below them; the condition on the row decides. */
export function scopeQuery(reads: { permissions: string[]; unitIds: string[]; belowCodes: string[] }[]): string {
  const parts = reads
    .filter(({ unitIds, belowCodes }) => unitIds.length + belowCodes.length > 0)
    .map(({ permissions, unitIds, belowCodes }) => {
      const either = (lexemes: string[]) => `(${lexemes.map((lexeme) => `'${anyMonth}${lexeme}'`).join(' | ')})`
      const atUnits = either([...unitIds.map(unitLexeme), ...belowCodes.map(belowLexeme)])
      return permissions.length > namedPermissions
        ? atUnits
        : `(${either(permissions.map(permissionLexeme))} & ${atUnits})`
    })
  return `(${[`'${anyMonth}${releasedLexeme}'`, ...parts].join(' | ')})`
}

/** A term of two characters is proven by the index alone; a longer one may have its pairs apart, and half a rare character says nothing. */
export const needsProof = (term: string): boolean => term.length > 2 || /[\ud800-\udfff]/.test(term)
