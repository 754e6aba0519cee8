import type { ImportReport } from '../../contract/organisations.ts'
import { can, canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { decodeText, readTable } from './csv.ts'
import { finishImport, slices } from './import-units.ts'
import type { ImportInput } from './import-units.ts'
import { checkPersonRows, personColumns } from './rules/person-rows.ts'
import type { PersonRow } from './rules/person-rows.ts'
import { dayOf } from './units.ts'

/** People with their first posts from a file. Roles are not in a file: each is granted by the security administrator. */
export async function importPeople(cx: Cx, { content, mode }: ImportInput): Promise<ImportReport> {
  if (!canSomewhere(cx.actor, 'person.manage')) throw new Refusal('not_permitted', { need: 'person.manage' })
  const { text, encoding } = decodeText(Buffer.from(content, 'base64'))
  const rows = readTable(text, personColumns)
  const today = dayOf(cx.now)
  const codes = [...new Set(rows.map((row) => row.cells['unit'] ?? ''))]
  const units = new Map(
    (
      await cx.db
        .selectFrom('unit')
        .select(['code', 'id', 'path', 'valid_to as validTo'])
        .where('code', 'in', codes)
        .orderBy('id')
        .forUpdate()
        .execute()
    ).map((unit) => [unit.code, unit]),
  )
  const there = await peopleThere(
    cx,
    [...units.values()].map((unit) => unit.id),
    today,
  )
  const checked = checkPersonRows(rows, units, {
    today,
    mayManage: (path) => can(cx.actor, 'person.manage', path),
    there: (unitId, name, mobile) =>
      there.has(`${unitId}/${name}`) &&
      (mobile === null || there.has(`${unitId}/${name}/${mobile}`) || there.has(`${unitId}/${name}/`)),
  })
  return finishImport(cx, {
    mode,
    encoding,
    rows: rows.length,
    checked,
    take: (good) => insertPeople(cx, good),
    kind: 'person.imported',
  })
}

async function peopleThere(cx: Cx, unitIds: string[], today: string): Promise<Set<string>> {
  if (unitIds.length === 0) return new Set()
  const rows = await cx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['post.unit_id', 'person.name', 'person.mobile'])
    .where('post.unit_id', 'in', unitIds)
    .where((eb) => eb.or([eb('post.valid_to', 'is', null), eb('post.valid_to', '>=', today)]))
    .execute()
  return new Set(
    rows.flatMap((row) => [`${row.unit_id}/${row.name}`, `${row.unit_id}/${row.name}/${row.mobile ?? ''}`]),
  )
}

async function insertPeople(cx: Cx, people: PersonRow[]) {
  const withIds = people.map((person) => ({ ...person, id: newId() }))
  for (const some of slices(withIds)) {
    await cx.db
      .insertInto('person')
      .values(some.map(({ id, name, mobile, email }) => ({ id, name, mobile, email, created_at: cx.now })))
      .execute()
    await cx.db
      .insertInto('post')
      .values(
        some.map((person) => ({
          id: newId(),
          person_id: person.id,
          unit_id: person.unitId,
          title: person.title,
          officer: person.officer,
          office_phone: person.officePhone,
          valid_from: person.validFrom,
        })),
      )
      .execute()
  }
}
