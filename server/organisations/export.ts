import { sql } from 'kysely'
import type { Officer, UnitKind } from '../../contract/organisations.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { writeTable } from './csv.ts'
import { officerWords, personColumns } from './rules/person-rows.ts'
import { kindWords, unitColumns } from './rules/unit-rows.ts'
import { dayOf, loadUnit } from './units.ts'

/** The tree from a unit down, ended units too, in the shape that import reads. Who exported is on record (SEC-26). */
export async function exportUnits(cx: Cx, { unitId }: { unitId: string }) {
  const top = await loadUnit(cx, unitId)
  requirePermission(cx, 'unit.read', 'unit.manage', top.path)
  const { rows } = await sql<{
    code: string
    name: string
    shortName: string
    parent: string | null
    kind: UnitKind
    isOffice: boolean
    governmentName: string | null
    validFrom: string
    validTo: string | null
    mergedInto: string | null
  }>`
    select u.code, u.name, u.short_name as "shortName", p.code as parent, u.kind, u.is_office as "isOffice", u.government_name as "governmentName", u.valid_from as "validFrom", u.valid_to as "validTo",
      (select s.code from unit_change c join unit s on s.id = (c.after->>'into')::uuid where c.unit_id = u.id and c.kind = 'merged' order by c.effective_on desc limit 1) as "mergedInto"
    from unit u left join unit p on p.id = u.parent_id where starts_with(u.path, ${top.path}) order by u.path`.execute(
    cx.db,
  )
  await cx.record('unit.exported', { id: unitId, unitId }, { rows: rows.length })
  const csv = writeTable(
    unitColumns,
    rows.map((row) => ({
      code: row.code,
      name: row.name,
      short_name: row.shortName,
      parent: row.parent,
      kind: kindWords[row.kind],
      is_office: row.isOffice ? '是' : '否',
      government_name: row.governmentName,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      merged_into: row.mergedInto,
    })),
  )
  return { fileName: `机构-${top.shortName}-${dayOf(cx.now)}.csv`, csv }
}

/** The people of a unit and of those below it, with whole numbers: only for whoever keeps the records. */
export async function exportPeople(cx: Cx, { unitId }: { unitId: string }) {
  const top = await loadUnit(cx, unitId)
  requirePermission(cx, 'person.read', 'person.manage', top.path)
  const today = dayOf(cx.now)
  const rows = await cx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select([
      'person.name',
      'unit.code as unit',
      'post.title',
      'post.officer',
      'post.office_phone',
      'person.mobile',
      'person.email',
      'post.valid_from',
    ])
    .where(
      sql<boolean>`starts_with(unit.path, ${top.path}) and post.valid_from <= ${today} and (post.valid_to is null or post.valid_to >= ${today})`,
    )
    .orderBy('unit.path')
    .orderBy('person.name')
    .execute()
  await cx.record('person.exported', { id: unitId, unitId }, { rows: rows.length })
  const csv = writeTable(
    personColumns,
    rows.map((row) => ({ ...row, officer: officerWords[row.officer as Officer] })),
  )
  return { fileName: `人员-${top.shortName}-${today}.csv`, csv }
}
