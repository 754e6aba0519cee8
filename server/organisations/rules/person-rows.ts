import type { Officer } from '../../../contract/organisations.ts'
import { CellReader } from './cells.ts'
import type { Column, RawRow } from './cells.ts'
import type { Checked } from './unit-rows.ts'

export const personColumns: readonly Column[] = [
  { key: 'name', title: '姓名', required: true },
  { key: 'unit', title: '单位代码', required: true },
  { key: 'title', title: '职务', required: true },
  { key: 'officer', title: '信息员' },
  { key: 'office_phone', title: '办公电话' },
  { key: 'mobile', title: '手机' },
  { key: 'email', title: '电子邮箱' },
  { key: 'valid_from', title: '任职日期' },
]

export const officerWords = { none: '否', fullTime: '专职', partTime: '兼职' } as const satisfies Record<
  Officer,
  string
>
const officers: Record<string, Officer> = {
  否: 'none',
  无: 'none',
  none: 'none',
  专职: 'fullTime',
  fullTime: 'fullTime',
  兼职: 'partTime',
  partTime: 'partTime',
}

export interface PersonRow {
  line: number
  name: string
  unitId: string
  title: string
  officer: Officer
  officePhone: string | null
  mobile: string | null
  email: string | null
  validFrom: string
}
export interface KnownPlace {
  id: string
  path: string
  validTo: string | null
}

/** What of a file of people can be taken. `there` tells whether the unit has someone of that name (and number) already: that row is passed over. */
export function checkPersonRows(
  rows: readonly RawRow[],
  units: ReadonlyMap<string, KnownPlace>,
  context: {
    today: string
    mayManage: (path: string) => boolean
    there: (unitId: string, name: string, mobile: string | null) => boolean
  },
): Checked<PersonRow> {
  const seen = new Set<string>()
  const readers: CellReader[] = []
  const good: PersonRow[] = []
  let unchanged = 0
  for (const raw of rows) {
    const reader = new CellReader(raw, personColumns)
    readers.push(reader)
    const unit = readUnit(reader, units, context.mayManage)
    const validFrom = reader.day('valid_from') ?? context.today
    if (validFrom > context.today) reader.refuse('valid_from', 'date_in_future')
    const row: PersonRow = {
      line: raw.line,
      name: reader.text('name', { max: 40, required: true }).replace(/\s+/g, ''),
      unitId: unit?.id ?? '',
      title: reader.text('title', { max: 60, required: true }),
      officer: reader.word('officer', officers, 'unknown_officer', 'none') ?? 'none',
      officePhone: reader.text('office_phone', { max: 40 }) || null,
      mobile: reader.matching('mobile', /^1\d{10}$/, 'bad_mobile'),
      email: reader.matching('email', /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/, 'bad_email'),
      validFrom,
    }
    const key = `${row.unitId}/${row.name}/${row.mobile ?? ''}`
    if (seen.has(key)) reader.refuse('name', 'duplicate_in_file')
    seen.add(key)
    if (reader.problems.length > 0) continue
    if (context.there(row.unitId, row.name, row.mobile)) unchanged += 1
    else good.push(row)
  }
  return {
    good,
    unchanged,
    problems: readers.flatMap((reader) => reader.problems),
    badRows: readers.filter((reader) => reader.problems.length > 0).length,
  }
}

function readUnit(
  reader: CellReader,
  units: ReadonlyMap<string, KnownPlace>,
  mayManage: (path: string) => boolean,
): KnownPlace | undefined {
  const code = reader.text('unit', { max: 40, required: true })
  const unit = units.get(code)
  if (code !== '' && !unit) reader.refuse('unit', 'unknown_unit')
  if (unit && unit.validTo !== null) reader.refuse('unit', 'unit_ended')
  else if (unit && !mayManage(unit.path)) reader.refuse('unit', 'outside_reach')
  return unit
}
