import { sql } from 'kysely'
import type { DigestContent, TaskKind } from '../../contract/home.ts'
import { calendarOf } from '../calendar/index.ts'
import { dayOf, findActor } from '../organisations/index.ts'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { digestSettings } from './digest-settings.ts'
import { listTasks } from './list-tasks.ts'
import { notify } from './notify.ts'

/** People a minute: a province of some hundreds is through in ten. */
const batch = 60
const keptDays = 60
const shownOfEach = 5
const hourIn = (at: Date): number => (at.getUTCHours() + 8) % 24
const waitsForOthers: TaskKind[] = ['commission.waiting', 'directive.waiting']

/**
 * 每日摘要, every minute: from its hour on each person's working day is decided once. The digest, its notice and the mark that it was
 * made are one transaction: a stop in the middle leaves none of them, and the row of the day keeps it from being sent twice.
 */
export async function makeDigests(cx: Cx): Promise<void> {
  const { hour, active } = await digestSettings(cx)
  if (!active || hourIn(cx.now) < hour) return
  const { rows: lock } = await sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(hashtext('digest')) as mine`.execute(cx.db)
  if (!lock[0]!.mine) return // the other process is at it
  const today = dayOf(cx.now)
  const people = await cx.db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('revoked_at', 'is', null)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .where(
      sql<boolean>`not exists (select from digest where digest.person_id = role_grant.person_id and digest.day = ${today})`,
    )
    .orderBy('person_id')
    .limit(batch)
    .execute()
  const working = new Map<string, boolean>()
  for (const { person_id: personId } of people) {
    const actor = await findActor(cx.db, personId, cx.now, null)
    if (actor && !working.has(actor.unitId))
      working.set(actor.unitId, (await calendarOf(cx, actor.unitId)).isWorking(today))
    const content = actor && working.get(actor.unitId) ? await contentFor({ ...cx, actor }) : null
    const id = newId()
    await cx.db
      .insertInto('digest')
      .values({ id, person_id: personId, day: today, made_at: cx.now, content: content && json(content) })
      .execute()
    if (content) await notify(cx, [personId], { kind: 'digest.made', subjectId: id, data: countsOf(content) })
  }
  if (people.length > 0)
    await cx.db
      .deleteFrom('digest')
      .where('day', '<', sql<string>`${today}::date - ${keptDays}::integer`)
      .execute()
}

/** How it stands for the person who asks; null when there is nothing to tell. */
async function contentFor(cx: Cx): Promise<DigestContent | null> {
  const { groups } = await listTasks(cx)
  const late = groups.flatMap(({ kind, items }) =>
    items.filter((task) => task.dueAt && Date.parse(task.dueAt) < cx.now.getTime()).map((task) => ({ ...task, kind })),
  )
  const short = groups.map((group) => ({ ...group, items: group.items.slice(0, shownOfEach) }))
  const adoptions = await newAdoptions(cx)
  if (groups.length === 0 && adoptions.length === 0) return null
  return {
    mine: short.filter(({ kind }) => !waitsForOthers.includes(kind)),
    others: short.filter(({ kind }) => waitsForOthers.includes(kind)),
    late: late.sort((a, b) => Date.parse(a.dueAt!) - Date.parse(b.dueAt!)),
    adoptions,
  }
}

/** What reached my units since my last digest, at most of a week. */
async function newAdoptions(cx: Cx): Promise<DigestContent['adoptions']> {
  const rows = await cx.db
    .selectFrom('adoption_word')
    .select(['office_name', 'items'])
    .where(within(cx.actor, 'guidance.receive', 'adoption_word.unit_id'))
    .where(
      'arrived_at',
      '>',
      sql<Date>`greatest(${cx.now}::timestamptz - interval '7 days',
        (select max(made_at) from digest where person_id = ${cx.actor.personId} and content is not null))`,
    )
    .orderBy('arrived_at')
    .execute()
  return rows.flatMap(({ office_name, items }) =>
    (items as { title: string; publicationName: string; columnName: string }[]).map(
      ({ title, publicationName, columnName }) => ({ officeName: office_name, title, publicationName, columnName }),
    ),
  )
}

const countsOf = ({ mine, others, late, adoptions }: DigestContent) => ({
  mine: mine.reduce((sum, group) => sum + group.count, 0),
  others: others.reduce((sum, group) => sum + group.count, 0),
  late: late.length,
  adoptions: adoptions.length,
})
