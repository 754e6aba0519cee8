import type { RowProblem, UnitKind } from '../../../contract/organisations.ts'
import { CellReader } from './cells.ts'
import type { Column, RawRow } from './cells.ts'

export const unitColumns: readonly Column[] = [
  { key: 'code', title: '代码', required: true },
  { key: 'name', title: '名称', required: true },
  { key: 'short_name', title: '简称' },
  { key: 'parent', title: '上级代码', required: true },
  { key: 'kind', title: '类型', required: true },
  { key: 'is_office', title: '采编端' },
  { key: 'government_name', title: '所属政府' },
  { key: 'valid_from', title: '设立日期' },
  { key: 'valid_to', title: '终止日期' },
  { key: 'merged_into', title: '并入代码' },
]

/** The words for kinds in a file: ours, and those of the regulation. */
export const kindWords = {
  provinceOffice: '省政府办公厅',
  cityOffice: '市政府办公室',
  countyOffice: '县政府办公室',
  department: '部门',
  outsideOffice: '驻外办事处',
  institution: '事业单位',
  enterprise: '企业',
  reportingPoint: '联系点',
} as const satisfies Record<UnitKind, string>
const kinds = Object.fromEntries(
  Object.entries(kindWords).flatMap(([kind, word]) => [
    [kind, kind],
    [word, kind],
  ]),
) as Record<string, UnitKind>
const flags: Record<string, boolean> = {
  是: true,
  否: false,
  true: true,
  false: false,
  TRUE: true,
  FALSE: false,
  '1': true,
  '0': false,
}

export interface KnownUnit {
  code: string
  name: string
  path: string
  parentCode: string | null
  kind: string
  validTo: string | null
}
export interface UnitRow {
  line: number
  code: string
  name: string
  shortName: string
  parentCode: string | null
  path: string
  kind: UnitKind
  isOffice: boolean
  governmentName: string | null
  validFrom: string
  validTo: string | null
  mergedInto: string | null
}
export interface Checked<Row> {
  good: Row[]
  unchanged: number
  problems: RowProblem[]
  badRows: number
}

/**
 * What of a file of units can be taken. A unit that is there already under the same name and superior is passed over;
 * renaming and moving are acts with a date and a basis and are not done by a file. Good rows come with superiors first.
 */
export function checkUnitRows(
  rows: readonly RawRow[],
  known: ReadonlyMap<string, KnownUnit>,
  context: { today: string; mayManage: (path: string) => boolean },
): Checked<UnitRow> {
  const readers = new Map<string, { reader: CellReader; row: UnitRow; unchanged: boolean }>()
  const all: CellReader[] = []
  const codes = new Set(rows.map((row) => row.cells['code'] ?? ''))
  for (const raw of rows) {
    const reader = new CellReader(raw, unitColumns)
    all.push(reader)
    const row = readCells(reader, raw.line, context.today)
    if (readers.has(row.code)) reader.refuse('code', 'duplicate_in_file')
    else readers.set(row.code, { reader, row, unchanged: isUnchanged(reader, row, known) })
    checkReferences(reader, row, codes, known)
  }
  for (const { reader, row, unchanged } of readers.values())
    if (!unchanged) placeBelowParent(reader, row, readers, known, context.mayManage)
  passOnBadParents(readers)

  const fresh = [...readers.values()]
    .filter(({ reader, unchanged }) => reader.problems.length === 0 && !unchanged)
    .map(({ row }) => row)
  return {
    good: fresh.sort(
      (one, other) => one.path.split('/').length - other.path.split('/').length || one.line - other.line,
    ),
    unchanged: [...readers.values()].filter(({ reader, unchanged }) => reader.problems.length === 0 && unchanged)
      .length,
    problems: all.flatMap((reader) => reader.problems).sort((one, other) => one.line - other.line),
    badRows: all.filter((reader) => reader.problems.length > 0).length,
  }
}

function readCells(reader: CellReader, line: number, today: string): UnitRow {
  const code = reader.text('code', { max: 40, required: true })
  reader.matching('code', /^[0-9A-Za-z-]+$/, 'bad_code')
  const name = reader.text('name', { max: 100, required: true })
  const validFrom = reader.day('valid_from') ?? today
  const validTo = reader.day('valid_to')
  if (validFrom > today) reader.refuse('valid_from', 'date_in_future')
  if (validTo !== null && validTo < validFrom) reader.refuse('valid_to', 'ends_before_begin')
  if (validTo !== null && validTo >= today) reader.refuse('valid_to', 'date_in_future')
  const mergedInto = reader.raw('merged_into') || null
  if (mergedInto && validTo === null && reader.raw('valid_to') === '') reader.refuse('valid_to', 'merged_without_end')
  return {
    line,
    code,
    name,
    shortName: reader.text('short_name', { max: 40 }) || [...name].slice(0, 40).join(''),
    parentCode: reader.raw('parent') || null,
    path: '',
    kind: reader.word('kind', kinds, 'unknown_kind') ?? 'department',
    isOffice: reader.word('is_office', flags, 'bad_flag', false) ?? false,
    governmentName: reader.text('government_name', { max: 100 }) || null,
    validFrom,
    validTo,
    mergedInto,
  }
}

function isUnchanged(reader: CellReader, row: UnitRow, known: ReadonlyMap<string, KnownUnit>): boolean {
  const there = known.get(row.code)
  if (!there) return false
  if (there.name !== row.name) reader.refuse('name', 'differs_from_existing')
  if (there.parentCode !== row.parentCode) reader.refuse('parent', 'differs_from_existing')
  if (there.kind !== row.kind && reader.raw('kind') in kinds) reader.refuse('kind', 'differs_from_existing')
  return true
}

function checkReferences(
  reader: CellReader,
  row: UnitRow,
  codes: ReadonlySet<string>,
  known: ReadonlyMap<string, KnownUnit>,
) {
  const exists = (code: string) => codes.has(code) || known.has(code)
  if (row.parentCode === null && known.size > 0 && known.get(row.code)?.parentCode !== null)
    reader.refuse('parent', 'empty')
  if (row.parentCode !== null && row.parentCode === row.code) reader.refuse('parent', 'parent_is_itself')
  else if (row.parentCode !== null && !exists(row.parentCode)) reader.refuse('parent', 'unknown_parent')
  if (row.mergedInto !== null && row.mergedInto === row.code) reader.refuse('merged_into', 'successor_is_itself')
  else if (row.mergedInto !== null && !exists(row.mergedInto)) reader.refuse('merged_into', 'unknown_successor')
}

/** Walks up to a unit that is there already, or to a new top, and so finds the path; a circle never gets there. */
function placeBelowParent(
  reader: CellReader,
  row: UnitRow,
  readers: ReadonlyMap<string, { row: UnitRow; unchanged: boolean }>,
  known: ReadonlyMap<string, KnownUnit>,
  mayManage: (path: string) => boolean,
) {
  const segments = [row.code]
  const passed = new Set([row.code])
  let parentCode = row.parentCode
  while (parentCode !== null && !known.has(parentCode)) {
    if (passed.has(parentCode)) {
      if (row.parentCode !== row.code) reader.refuse('parent', 'parent_in_circle')
      return
    }
    const parent = readers.get(parentCode)
    if (!parent) return
    passed.add(parentCode)
    segments.unshift(parentCode)
    parentCode = parent.row.parentCode
  }
  const top = parentCode === null ? undefined : known.get(parentCode)
  if (top && top.validTo !== null) reader.refuse('parent', 'parent_ended')
  row.path = `${top?.path ?? '/'}${segments.join('/')}/`
  const parentPath = row.path.slice(0, -row.code.length - 1)
  if (!mayManage(parentPath)) reader.refuse('parent', 'outside_reach')
}

/** A unit below a bad one cannot be taken either. */
function passOnBadParents(readers: ReadonlyMap<string, { reader: CellReader; row: UnitRow; unchanged: boolean }>) {
  let changed = true
  while (changed) {
    changed = false
    for (const { reader, row, unchanged } of readers.values()) {
      const parent = row.parentCode === null ? undefined : readers.get(row.parentCode)
      if (unchanged || reader.problems.length > 0 || !parent || parent.unchanged || parent.reader.problems.length === 0)
        continue
      reader.refuse('parent', 'parent_is_bad')
      changed = true
    }
  }
}
