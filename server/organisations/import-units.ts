import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportReport } from '../../contract/organisations.ts'
import { can, canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { lockTree } from './change-unit.ts'
import { decodeText, readTable } from './csv.ts'
import { checkUnitRows, unitColumns } from './rules/unit-rows.ts'
import type { Checked, KnownUnit, UnitRow } from './rules/unit-rows.ts'
import { dayOf } from './units.ts'

export interface ImportInput {
  content: string
  mode: 'check' | 'all' | 'good'
}

/** Units from a file. `check` only reports; `all` takes everything or nothing; `good` takes the good rows and names the others. */
export async function importUnits(cx: Cx, { content, mode }: ImportInput): Promise<ImportReport> {
  if (!canSomewhere(cx.actor, 'unit.manage')) throw new Refusal('not_permitted', { need: 'unit.manage' })
  const { text, encoding } = decodeText(Buffer.from(content, 'base64'))
  const rows = readTable(text, unitColumns)
  await lockTree(cx)
  const checked = checkUnitRows(rows, await knownUnits(cx), {
    today: dayOf(cx.now),
    mayManage: (path) => can(cx.actor, 'unit.manage', path),
  })
  return finishImport(cx, {
    mode,
    encoding,
    rows: rows.length,
    checked,
    take: (good) => insertUnits(cx, good),
    kind: 'unit.imported',
  })
}

/** Loads the tree of Shanxi that comes with the product. What is there already stays as it is. */
export async function importShanxi(cx: Cx): Promise<void> {
  const rows = readTable(readFileSync(join(import.meta.dirname, 'data/shanxi.csv'), 'utf8'), unitColumns)
  await lockTree(cx)
  const checked = checkUnitRows(rows, await knownUnits(cx), { today: dayOf(cx.now), mayManage: () => true })
  await insertUnits(cx, checked.good)
}

const shownProblems = 1000

interface Finish<Row> {
  mode: ImportInput['mode']
  encoding: ImportReport['encoding']
  rows: number
  checked: Checked<Row>
  take: (good: Row[]) => Promise<void>
  kind: string
}

/** The report, and the rows themselves when they were asked for. */
export async function finishImport<Row>(
  cx: Cx,
  { mode, encoding, rows, checked, take, kind }: Finish<Row>,
): Promise<ImportReport> {
  const { good, unchanged, problems, badRows } = checked
  if (mode === 'all' && badRows > 0) throw new Refusal('import.bad_rows', { count: badRows })
  if (mode !== 'check' && good.length > 0) {
    await take(good)
    await cx.record(
      kind,
      { id: cx.actor.personId, unitId: cx.actor.unitId },
      { added: good.length, unchanged, leftOut: badRows },
    )
    cx.tell('organisations', '*')
  }
  return {
    encoding,
    rows,
    toAdd: good.length,
    unchanged,
    badRows,
    problems: problems.slice(0, shownProblems),
    problemsCut: problems.length > shownProblems,
    committed: mode !== 'check',
  }
}

async function knownUnits(cx: Cx): Promise<Map<string, KnownUnit>> {
  const rows = await cx.db
    .selectFrom('unit')
    .leftJoin('unit as parent', 'parent.id', 'unit.parent_id')
    .select([
      'unit.code',
      'unit.name',
      'unit.path',
      'parent.code as parentCode',
      'unit.kind',
      'unit.valid_to as validTo',
    ])
    .execute()
  return new Map(rows.map((row) => [row.code, row]))
}

async function insertUnits(cx: Cx, units: UnitRow[]) {
  const ids = new Map(
    (await cx.db.selectFrom('unit').select(['code', 'id']).execute()).map((row) => [row.code, row.id]),
  )
  for (const unit of units) ids.set(unit.code, newId())
  const idOf = (code: string | null) => (code === null ? null : ids.get(code)!)
  const columns = units.map((unit) => ({
    id: ids.get(unit.code)!,
    code: unit.code,
    path: unit.path,
    parent_id: idOf(unit.parentCode),
    kind: unit.kind,
    is_office: unit.isOffice,
    name: unit.name,
    short_name: unit.shortName,
    government_name: unit.governmentName,
    valid_from: unit.validFrom,
    valid_to: unit.validTo,
  }))
  const change = (unit: UnitRow, kind: string, effectiveOn: string, after: Record<string, unknown> = {}) => ({
    id: newId(),
    unit_id: ids.get(unit.code)!,
    kind,
    effective_on: effectiveOn,
    after: json(after),
    recorded_at: cx.now,
    recorded_by: cx.actor.personId,
  })
  const changes = units.flatMap((unit) => [
    change(unit, 'founded', unit.validFrom, { name: unit.name }),
    ...(unit.validTo === null
      ? []
      : [
          change(
            unit,
            unit.mergedInto ? 'merged' : 'abolished',
            dayAfter(unit.validTo),
            unit.mergedInto ? { into: idOf(unit.mergedInto) } : {},
          ),
        ]),
  ])
  for (const some of slices(columns)) await cx.db.insertInto('unit').values(some).execute()
  for (const some of slices(changes)) await cx.db.insertInto('unit_change').values(some).execute()
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** PostgreSQL takes 65,535 values in one statement. */
export const slices = <T>(rows: T[], size = 1000): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size))
