import type { IssueProblem } from '../../../contract/publications.ts'

export interface CheckedEntry { title: string; characters: number; classificationRank: number; unsignedSources: string[]; missingGlyphs: string[] }
export interface CheckedIssue { entries: CheckedEntry[]; classificationRank: number; recipientCount: number; longestEntry: number }

/** Everything that is wrong with an issue before its release, all together. Only what would be a scandal blocks. */
export function checkIssue(issue: CheckedIssue): IssueProblem[] {
  const problems: IssueProblem[] = []
  const add = (kind: IssueProblem['kind'], blocks: boolean, title: string | null, detail = '') => problems.push({ kind, blocks, title, detail })
  if (issue.entries.length === 0) add('empty', true, null)
  const seen = new Set<string>()
  for (const entry of issue.entries) {
    const plain = entry.title.replace(/\s+/g, '')
    if (seen.has(plain)) add('duplicateTitle', true, entry.title)
    seen.add(plain)
    if (entry.unsignedSources.length > 0) add('unsignedSource', false, entry.title, entry.unsignedSources.join('、'))
    if (entry.characters > issue.longestEntry) add('tooLong', false, entry.title, String(entry.characters))
    if (entry.missingGlyphs.length > 0) add('missingGlyphs', false, entry.title, entry.missingGlyphs.join(''))
    if (entry.classificationRank > issue.classificationRank) add('classificationTooHigh', true, entry.title)
  }
  if (issue.recipientCount === 0) add('noRecipients', false, null)
  return problems
}
