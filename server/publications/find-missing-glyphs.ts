import type { Body } from '../../contract/body.ts'
import type { IssueProblem } from '../../contract/publications.ts'
import { bodyText, missingGlyphs } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { entriesOf } from './entries.ts'
import { loadIssue } from './load-issue.ts'
import { glyphProblems } from './rules/check-issue.ts'

/** 缺字: asks the printing process, which is another process; so the texts are read first and the transaction is over by then. */
export async function findMissingGlyphs(
  query: <T>(work: (cx: Cx) => Promise<T>) => Promise<T>,
  id: string,
): Promise<{ problems: IssueProblem[] }> {
  const entries = await query(async (cx) => {
    await loadIssue(cx, id)
    return (await entriesOf(cx, id)).map((entry) => ({
      title: entry.title,
      text: bodyText(entry.body as unknown as Body),
    }))
  })
  if (entries.length === 0) return { problems: [] }
  return {
    problems: glyphProblems(entries, await missingGlyphs(entries.map(({ title, text }) => title + text).join(''))),
  }
}
