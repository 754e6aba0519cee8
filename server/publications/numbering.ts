import type { Numbering, Publication, Series } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { yearOf } from './compose-issue.ts'
import { loadPublication, showPublication } from './load-publication.ts'

/** Year 0 counts the running total. */
const wholeTime = 0

/** 起始期号: a publication that ran on paper numbers on from there. Never below what was issued here, for a number is cited once. */
export async function setNumbering(cx: Cx, input: Numbering & { id: string }): Promise<Publication> {
  const publication = await loadPublication(cx, input.id, { manage: true })
  const year = yearOf(cx.now)
  if (input.year !== year) throw new Refusal('publication.year_over', { year })
  if (input.serial < input.number) throw new Refusal('publication.total_too_small')
  await setCounter(cx, input.id, 'main', year, input.number, 'number')
  await setCounter(cx, input.id, 'main', wholeTime, input.serial, 'serial')
  await setCounter(cx, input.id, 'supplement', year, input.supplement, 'supplement')
  const { number, serial, supplement } = input
  await cx.record(
    'publication.numbering_set',
    { id: input.id, unitId: publication.office_id },
    { name: publication.name, year, number, serial, supplement },
  )
  cx.tell('publications', publication.office_id)
  return showPublication(cx, input.id)
}

/** The counter is locked before the issues are asked: who signs meanwhile waits for it, or has signed already. */
async function setCounter(
  cx: Cx,
  publicationId: string,
  series: Series,
  year: number,
  last: number,
  of: 'number' | 'serial' | 'supplement',
): Promise<void> {
  const counter = { publication_id: publicationId, series, year }
  await cx.db
    .insertInto('issue_counter')
    .values({ ...counter, last: 0 })
    .onConflict((oc) =>
      oc.columns(['publication_id', 'series', 'year']).doUpdateSet((eb) => ({ last: eb.ref('issue_counter.last') })),
    )
    .execute()
  let issues = cx.db.selectFrom('issue').where('publication_id', '=', publicationId).where('series', '=', series)
  if (year !== wholeTime) issues = issues.where('year', '=', year)
  const issued = await issues
    .select((eb) => eb.fn.max(year === wholeTime ? 'serial' : 'number').as('least'))
    .executeTakeFirst()
  const least = Number(issued?.least ?? 0)
  if (last < least) throw new Refusal('publication.number_used', { least, of })
  await cx.db
    .updateTable('issue_counter')
    .set({ last })
    .where('publication_id', '=', publicationId)
    .where('series', '=', series)
    .where('year', '=', year)
    .execute()
}

/** 签发 takes the next number; a signing that fails gives it back. */
export async function nextNumbers(
  cx: Cx,
  issue: { publication_id: string; series: Series },
  year: number,
): Promise<{ number: number; serial: number }> {
  const next = async (of: number) => {
    const { last } = await cx.db
      .insertInto('issue_counter')
      .values({ publication_id: issue.publication_id, series: issue.series, year: of, last: 1 })
      .onConflict((oc) =>
        oc
          .columns(['publication_id', 'series', 'year'])
          .doUpdateSet((eb) => ({ last: eb('issue_counter.last', '+', 1) })),
      )
      .returning('last')
      .executeTakeFirstOrThrow()
    return last
  }
  return { number: await next(year), serial: await next(wholeTime) }
}
