import { sql } from 'kysely'
import { GuidanceAdoptions } from '../../contract/guidance.letters.ts'
import { sendLetter } from '../exchange/index.ts'
import { dayOf, loadUnit } from '../organisations/index.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'

/** From this hour on (Shanghai) a day's adoptions are told, and later ones of that day at once. */
const tellingHour = 17
const hourIn = (at: Date): number => (at.getUTCHours() + 8) % 24

/**
 * 当日采用通知: every unit is told of each adoption on its day, in one word per office and day; what a stop left over is told afterwards.
 * Table adoption_told keeps each to once. Every minute.
 */
export async function tellAdoptions(cx: Cx): Promise<void> {
  const today = dayOf(cx.now)
  const until = hourIn(cx.now) >= tellingHour ? cx.now : new Date(`${today}T00:00:00+08:00`)
  const { rows } = await sql<{
    adoptionId: string
    officeId: string
    unitId: string
    day: string
    title: string
    publicationName: string
    columnName: string
    at: Date
  }>`
    select adoption.id as "adoptionId", adoption.office_id as "officeId", unit.id as "unitId", adoption.title, publication.name as "publicationName",
      publication_column.name as "columnName", adoption.adopted_at as at, to_char(adoption.adopted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from adoption
      join publication on publication.id = adoption.publication_id
      join publication_column on publication_column.id = adoption.column_id
      cross join lateral jsonb_array_elements(adoption.credit) line
      join unit on unit.id = (line->>'unitId')::uuid and unit.valid_to is null and unit.id <> adoption.office_id
    where adoption.status <> 'revoked' and adoption.adopted_at <= ${until} and adoption.adopted_at > ${cx.now}::timestamptz - interval '7 days'
      and not exists (select 1 from adoption_told where adoption_told.adoption_id = adoption.id and adoption_told.unit_id = unit.id)
    order by adoption.office_id, unit.id, adoption.adopted_at
    limit 500
    for update of adoption skip locked`.execute(cx.db)
  const words = new Map<string, typeof rows>()
  for (const row of rows) {
    const key = `${row.officeId}>${row.unitId}:${row.day}`
    words.set(key, [...(words.get(key) ?? []), row])
  }
  for (const items of words.values()) {
    const { officeId, unitId, day } = items[0]!
    const told = [...new Map(items.map((item) => [item.adoptionId, item])).values()]
    await cx.db
      .insertInto('adoption_told')
      .values(told.map((item) => ({ adoption_id: item.adoptionId, unit_id: unitId, told_at: cx.now })))
      .execute()
    await sendLetter(cx, {
      kind: 'guidance.adoptions',
      fromUnitId: officeId,
      toUnitId: unitId,
      objectId: officeId,
      body: {
        day,
        officeName: (await loadUnit(cx, officeId)).name,
        items: told.map(({ adoptionId, title, publicationName, columnName, at }) => ({
          adoptionId,
          title,
          publicationName,
          columnName,
          at: at.toISOString(),
        })),
      },
      priority: 2,
    })
  }
}

/** The unit's people are told, and the word stays in its list. */
export async function hearAdoptions(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = GuidanceAdoptions.parse(letter.body)
  await cx.db
    .insertInto('adoption_word')
    .values({
      id: letter.id,
      unit_id: letter.toUnitId,
      office_id: letter.fromUnitId,
      office_name: told.officeName,
      day: told.day,
      items: json(told.items),
      arrived_at: cx.now,
    })
    .execute()
  await cx.record(
    'adoption_word.received',
    { id: letter.id, unitId: letter.toUnitId },
    {
      officeName: told.officeName,
      day: told.day,
      count: told.items.length,
      titles: told.items.map((item) => item.title),
    },
  )
  cx.tell('guidance', letter.toUnitId)
}
