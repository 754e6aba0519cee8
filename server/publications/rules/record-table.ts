import type { ScoreLevel } from '../../../contract/assessment-scheme.ts'
import type { AdoptionRecord, RecordCredit, RecordProblem, ResultKind } from '../../../contract/publications-results.ts'

/** 采用记录表 (domain.md F17): what stands in the lines of an Excel table, and why a line cannot be taken. */

export type TableCell = string | number | boolean | Date | null
type Unfit = { row: number; title: string; problem: RecordProblem; value: string }
export interface UnitNamed {
  id: string
  name: string
}

/** The heading of a column, and the other ways offices write it. */
const headings = {
  issueLabel: ['期号', '期数'],
  title: ['标题', '信息标题'],
  level: ['级别', '采用级别'],
  publication: ['载体', '采用载体', '刊物'],
  day: ['采用时间', '采用日期', '日期'],
  note: ['备注'],
  lead: ['主报单位'],
  adopting: ['采用单位'],
  other: ['其他单位', '其它单位'],
} as const
type Heading = keyof typeof headings
const needed = ['title', 'level', 'publication', 'day', 'lead'] as const satisfies Heading[]
const pointsWords = ['分', '分值', '得分']
const longest = { title: 200, publication: 60, issueLabel: 40, level: 60, note: 500 } as const
const roles = ['lead', 'adopting', 'other'] as const

interface TableHead {
  /** index of the row with the headings */
  at: number
  columns: Partial<Record<Heading, number>>
  points: Partial<Record<(typeof roles)[number], number>>
}

/** Finds the headings, under a title and remarks if there are any; or says which are missing. */
export function findHead(rows: TableCell[][]): TableHead | { missing: string[] } {
  let best: string[] = needed.map((heading) => headings[heading][0])
  for (let at = 0; at < Math.min(rows.length, 10); at++) {
    const words = rows[at]!.map((cell) => textOf(cell).replace(/\s/gu, ''))
    const columns: TableHead['columns'] = {}
    for (const heading of Object.keys(headings) as Heading[]) {
      const column = words.findIndex((word) => (headings[heading] as readonly string[]).includes(word))
      if (column >= 0) columns[heading] = column
    }
    const missing = needed.filter((heading) => columns[heading] === undefined).map((heading) => headings[heading][0])
    if (missing.length < best.length) best = missing
    if (missing.length > 0) continue
    const points: TableHead['points'] = {}
    for (const role of roles) {
      const next = (columns[role] ?? Number.NaN) + 1
      if (pointsWords.includes(words[next] ?? '')) points[role] = next
    }
    return { at, columns, points }
  }
  return { missing: best }
}

/** Each line under the headings, empty ones left out. `unitsCalled`: the units below the office that bear a name. */
export function readRecords(
  rows: TableCell[][],
  head: TableHead,
  about: { today: string; unitsCalled: (name: string) => UnitNamed[]; secretMarkIn: (text: string) => string | null },
): { fitting: AdoptionRecord[]; unfit: Unfit[] } {
  const fitting: AdoptionRecord[] = []
  const unfit: Unfit[] = []
  const seen = new Map<string, number>()
  for (let at = head.at + 1; at < rows.length; at++) {
    const cells = rows[at]!
    if (cells.every((cell) => textOf(cell) === '')) continue
    const row = at + 1
    const cell = (heading: Heading) => cells[head.columns[heading] ?? Number.NaN] ?? null
    const title = textOf(cell('title'))
    const read = readRecord(row, cells, cell, head, about)
    if ('problem' in read) {
      unfit.push({ row, title, ...read })
      continue
    }
    const earlier = seen.get(recordKey(read))
    if (earlier !== undefined) {
      unfit.push({ row, title, problem: 'twice', value: String(earlier) })
      continue
    }
    seen.set(recordKey(read), row)
    fitting.push(read)
  }
  return { fitting, unfit }
}

type Problem = { problem: RecordProblem; value: string }

function readRecord(
  row: number,
  cells: TableCell[],
  cell: (heading: Heading) => TableCell,
  head: TableHead,
  about: Parameters<typeof readRecords>[2],
): AdoptionRecord | Problem {
  for (const heading of needed)
    if (textOf(cell(heading)) === '') return { problem: 'missing', value: headings[heading][0] }
  for (const heading of Object.keys(longest) as (keyof typeof longest)[])
    if (textOf(cell(heading)).length > longest[heading]) return { problem: 'tooLong', value: headings[heading][0] }
  const byWhom = textOf(cell('level'))
  const level = levelCalled(byWhom)
  if (!level) return { problem: 'level', value: byWhom }
  const resultOn = dayIn(cell('day'))
  if (!resultOn) return { problem: 'day', value: textOf(cell('day')) }
  if (resultOn > about.today) return { problem: 'dayAhead', value: resultOn }
  const [title, note] = [textOf(cell('title')), textOf(cell('note'))]
  const mark = about.secretMarkIn(`${title}\n${note}`)
  if (mark !== null) return { problem: 'secretMark', value: mark }
  const credit: RecordCredit[] = []
  for (const role of roles) {
    const given = creditIn(textOf(cell(role)), cells[head.points[role] ?? Number.NaN] ?? null, about.unitsCalled)
    if ('problem' in given) return given
    for (const { unit, points } of given.units) {
      if (credit.some((one) => one.unitId === unit.id)) return { problem: 'unitTwice', value: unit.name }
      credit.push({ unitId: unit.id, unitName: unit.name, role, points })
    }
  }
  return {
    row,
    issueLabel: issueLabelOf(textOf(cell('issueLabel'))),
    title,
    level,
    byWhom,
    publicationName: textOf(cell('publication')).replace(/^《(.+)》$/u, '$1'),
    resultOn,
    note,
    credit,
  }
}

/** Names apart by , ， 、 / ; and one number of points for each of them, or one number per name. */
function creditIn(
  names: string,
  points: TableCell,
  unitsCalled: (name: string) => UnitNamed[],
): { units: { unit: UnitNamed; points: number | null }[] } | Problem {
  const apart = (text: string) => text.split(/[,，、/;；\n]/u).flatMap((part) => part.trim() || [])
  const called = apart(names)
  const numbers = apart(textOf(points)).map((part) => Number(part.replace(/分$/u, '')))
  const wrong = numbers.some((number) => !Number.isFinite(number) || Math.abs(number) > 1000)
  if (wrong || (numbers.length > 1 && numbers.length !== called.length))
    return { problem: 'points', value: textOf(points) }
  const units = []
  for (const [at, name] of called.entries()) {
    const found = unitsCalled(name)
    if (found.length !== 1) return { problem: found.length === 0 ? 'unitUnknown' : 'unitAmbiguous', value: name }
    const given = numbers.length > 1 ? numbers[at] : numbers[0]
    units.push({ unit: found[0]!, points: given === undefined ? null : Math.round(given * 1000) / 1000 })
  }
  return { units }
}

/** The same adoption, however often it is told of. */
export const recordKey = (record: { title: string; publicationName: string; resultOn: string }): string =>
  [record.title.replace(/\s/gu, ''), record.publicationName, record.resultOn].join('\n')

const levelWords: [RegExp, ScoreLevel][] = [
  [/中央|国务院办公厅|国办|中办|国家级|^国家$/u, 'state'],
  [/^省|省(级|委|政府)|山西/u, 'province'],
  [/部委|部级|国务院|部$|^国家.+(部|委|局|署)/u, 'ministry'],
  [/市(级|委|政府)|市$|^市/u, 'city'],
  [/[县区](级|委|政府)|[县区]$|^[县区]/u, 'county'],
]
const levelCalled = (words: string): ScoreLevel | undefined =>
  levelWords.find(([pattern]) => pattern.test(words.replace(/\s/gu, '')))?.[1]

/** What kind of result a record of this level is in the register. */
export const kindOfLevel: Record<ScoreLevel, ResultKind> = {
  state: 'state',
  ministry: 'ministry',
  province: 'province',
  city: 'local',
  county: 'local',
  township: 'local',
}

/** A day of Excel (also one kept as a number), or written: 2026-3-5, 2026/3/5, 2026.3.5, 2026年3月5日. */
export function dayIn(cell: TableCell): string | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10)
  if (typeof cell === 'number')
    return cell > 30_000 && cell < 80_000
      ? new Date(Date.UTC(1899, 11, 30) + Math.floor(cell) * 86_400_000).toISOString().slice(0, 10)
      : null
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$/u.exec(textOf(cell)) ?? []
  if (!year) return null
  const written = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  const read = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === written ? written : null
}

/** A bare number is the number of an issue. */
const issueLabelOf = (text: string): string => (/^\d{1,4}$/u.test(text) ? `第${Number(text)}期` : text)

function textOf(cell: TableCell): string {
  if (cell === null || typeof cell === 'boolean') return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return String(cell).trim()
}
