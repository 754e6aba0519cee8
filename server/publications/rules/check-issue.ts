import type { IssueProblem } from '../../../contract/publications.ts'

export interface CheckedEntry {
  title: string
  characters: number
  classificationRank: number
  unsignedSources: string[]
  backEntrySources: string[]
  /** 批注 at the desk that nobody has settled. */
  openComments: number
}
export interface CheckedIssue {
  entries: CheckedEntry[]
  classificationRank: number
  recipientCount: number
  longestEntry: number
}

/**
 * Everything that is wrong with an issue before its release, all together. Only what would be a scandal blocks: an item nobody signed off
 * (第十三条). One that came by phone or paper (补录) has no sign-off to show, and the office answers for it: a warning.
 */
export function checkIssue(issue: CheckedIssue): IssueProblem[] {
  const problems: IssueProblem[] = []
  const add = (kind: IssueProblem['kind'], blocks: boolean, title: string | null, detail = '') =>
    problems.push({ kind, blocks, title, detail })
  if (issue.entries.length === 0) add('empty', true, null)
  const seen = new Set<string>()
  for (const entry of issue.entries) {
    const plain = entry.title.replace(/\s+/g, '')
    if (seen.has(plain)) add('duplicateTitle', true, entry.title)
    seen.add(plain)
    if (entry.unsignedSources.length > 0) add('unsignedSource', true, entry.title, entry.unsignedSources.join('、'))
    if (entry.backEntrySources.length > 0) add('backEntry', false, entry.title, entry.backEntrySources.join('、'))
    if (entry.openComments > 0) add('openComments', false, entry.title, String(entry.openComments))
    if (entry.characters > issue.longestEntry) add('tooLong', false, entry.title, String(entry.characters))
    if (entry.classificationRank > issue.classificationRank) add('classificationTooHigh', true, entry.title)
  }
  if (issue.recipientCount === 0) add('noRecipients', false, null)
  return problems
}

/** Which items use characters that no printing font has: a warning, for the reader on the screen sees them. */
export function glyphProblems(
  entries: readonly { title: string; text: string }[],
  missing: readonly string[],
): IssueProblem[] {
  return entries.flatMap(({ title, text }) => {
    const here = missing.filter((sign) => title.includes(sign) || text.includes(sign))
    return here.length > 0 ? [{ kind: 'missingGlyphs' as const, blocks: false, title, detail: here.join('') }] : []
  })
}
