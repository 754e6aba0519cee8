import { createHash } from 'node:crypto'
import type { LetterBody } from '../../contract/letters.ts'
import type { Span } from '../../contract/assessment.ts'
import { sendLetter } from '../exchange/index.ts'
import { dayOf, loadUnit } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { spanOf } from './frozen.ts'
import { addDays, spanOf as spanAround } from './rules/period.ts'
import { standingsOn, unitScoreOn } from './standings.ts'
import { worksElsewhere } from './standings-told.ts'

const firstHour = 5

/**
 * 排名 to units on other nodes: once a day, early, and after each act on a period, what has changed since it was last told. Units on this node read it live.
 * Runs every minute; the row of the day is taken by one process.
 */
export async function tellStandings(cx: Cx): Promise<void> {
  const today = dayOf(cx.now)
  if (new Date(cx.now.getTime() + 8 * 3_600_000).getUTCHours() < firstHour) return
  const due = await cx.db
    .updateTable('ledger_mark')
    .set({ told_on: today })
    .where((eb) => eb.or([eb('told_on', 'is', null), eb('told_on', '<', today)]))
    .returning('office_id')
    .execute()
  for (const { office_id } of due) await tellOfOffice(cx, await loadUnit(cx, office_id), today)
}

/** Posted, closed or corrected: told within the minute, not the next morning. */
export async function tellSoon(cx: Cx, officeId: string): Promise<void> {
  await cx.db.updateTable('ledger_mark').set({ told_on: null }).where('office_id', '=', officeId).execute()
}

async function tellOfOffice(cx: Cx, office: Unit, today: string): Promise<void> {
  const units = new Map<string, boolean>()
  const isElsewhere = async (unitId: string) => {
    const known = units.get(unitId)
    if (known !== undefined) return known
    const unit = await loadUnit(cx, unitId)
    const elsewhere = unit.validTo === null && (await worksElsewhere(cx, unit))
    units.set(unitId, elsewhere)
    return elsewhere
  }
  for (const span of await spansToTell(cx, office.id, today)) {
    const standings = await standingsOn(cx, office, span, false)
    if (standings.schemeId === null) continue
    for (const { unitId } of standings.groups.flatMap((group) => group.units))
      if (await isElsewhere(unitId)) await tellUnit(cx, office, unitId, standings)
  }
}

/** The running month, quarter, half year and year, those before them (being settled now), and every period of the last year that has a page. */
async function spansToTell(cx: Cx, officeId: string, today: string): Promise<Span[]> {
  const running = (['month', 'quarter', 'half', 'year'] as const).flatMap((length) => {
    const now = spanAround(today, length)
    return [now, spanAround(addDays(now.from, -1), length)]
  })
  const periods = await cx.db
    .selectFrom('assessment_period')
    .select(['starts_on', 'ends_on'])
    .where('office_id', '=', officeId)
    .where('ends_on', '>=', addDays(today, -400))
    .execute()
  const spans = [...running.map(({ from, to }) => ({ startsOn: from, endsOn: to })), ...periods.map(spanOf)]
  return [...new Map(spans.map((span) => [`${span.startsOn} ${span.endsOn}`, span])).values()]
}

type Told = LetterBody<'assessment.standings'>

async function tellUnit(cx: Cx, office: Unit, unitId: string, standings: Told['standings']): Promise<void> {
  const score = withoutForeignLinks(await unitScoreOn(cx, office, unitId, standings.span))
  const digest = createHash('sha256')
    .update(JSON.stringify([standings, score]))
    .digest('hex')
  const about = {
    office_id: office.id,
    unit_id: unitId,
    starts_on: standings.span.startsOn,
    ends_on: standings.span.endsOn,
  }
  const known = await cx.db
    .selectFrom('standing_sent')
    .select('digest')
    .where((eb) => eb.and(about))
    .executeTakeFirst()
  if (known?.digest === digest) return
  await cx.db
    .insertInto('standing_sent')
    .values({ ...about, digest, sent_at: cx.now })
    .onConflict((oc) =>
      oc.columns(['office_id', 'unit_id', 'starts_on', 'ends_on']).doUpdateSet({ digest, sent_at: cx.now }),
    )
    .execute()
  await sendLetter(cx, {
    kind: 'assessment.standings',
    fromUnitId: office.id,
    toUnitId: unitId,
    objectId: unitId,
    body: { standings, score, toldAt: cx.now.toISOString() },
    priority: 2,
  })
}

/** The unit's own item opens on its node; the office's pieces, issues and directives do not. */
const withoutForeignLinks = (score: Told['score']): Told['score'] => ({
  ...score,
  lines: score.lines.map((line) => {
    const { submissionId, issueLabel } = line.links
    return { ...line, links: { ...(submissionId ? { submissionId } : {}), ...(issueLabel ? { issueLabel } : {}) } }
  }),
})
