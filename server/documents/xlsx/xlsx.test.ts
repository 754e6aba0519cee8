import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { writeWorkbook } from './to-xlsx.ts'
import type { Sheet } from './to-xlsx.ts'

const sheet: Sheet = {
  name: '得分',
  title: '2026年上半年政务信息采用情况统计表',
  subtitle: '单位：分、条',
  columns: [
    { label: '序号', format: 'integer' },
    { label: '单位' },
    { label: '约稿', group: '加分', format: 'decimal' },
    { label: '批示', group: '加分', format: 'decimal' },
    { label: '采用率', format: 'percent' },
    { label: '日期', format: 'date' },
    { label: '时刻', format: 'datetime' },
  ],
  rows: [
    [1, '太原市政府办公室', 12.5, 3, 0.256, '2026-07-03', '2026-07-03T16:30:00.000Z'],
    [2, '=cmd|x', 1, 0, 1, null, ''],
  ],
  totals: [null, '合计', 13.5, 3, null, null, null],
  remark: '注：统计截至6月30日。',
}
const xmlOf = async (...sheets: Sheet[]) => {
  const files = unzipSync(await writeWorkbook({ sheets }))
  return (path: string) => strFromU8(files[path] ?? new Uint8Array())
}

it('merges the title over the table, groups columns, freezes the header and filters the rows', async () => {
  const xml = (await xmlOf(sheet))('xl/worksheets/sheet1.xml')
  for (const range of ['A1:G1', 'A2:G2', 'C3:D3', 'A3:A4', 'G3:G4', 'A8:G8']) expect(xml).toContain(`ref="${range}"`)
  expect(xml).toMatch(/<pane [^>]*ySplit="4"[^>]*state="frozen"/u)
  expect(xml).toContain('<autoFilter ref="A4:G6"')
  expect(xml).toContain('orientation="portrait"')
})

it('keeps every value and shows it in its format; a text that looks like a formula stays a text', async () => {
  const { sheets } = await readXlsx(await writeWorkbook({ sheets: [sheet] }))
  expect(sheets[0]!.rows[4]!.slice(0, 5)).toEqual([1, '太原市政府办公室', 12.5, 3, 0.256])
  expect(sheets[0]!.rows[5]![1]).toBe('=cmd|x')
  const at = sheets[0]!.rows[4]!
  expect((at[5] as Date).toISOString().slice(0, 10)).toBe('2026-07-03')
  expect((at[6] as Date).toISOString().slice(0, 16)).toBe('2026-07-04T00:30') // the clock of Shanghai
  const xml = await xmlOf(sheet)
  expect(xml('xl/worksheets/sheet1.xml')).not.toContain('<f>')
  for (const format of ['0.0%', '#,##0.00', 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'])
    expect(xml('xl/styles.xml')).toContain(format)
})

it('names tabs so that Excel opens them, and writes an empty table', async () => {
  const empty: Sheet = { name: 'a/b?[c]', columns: [{ label: '甲' }], rows: [] }
  const { sheets } = await readXlsx(await writeWorkbook({ sheets: [empty, empty, { ...empty, name: '' }] }))
  expect(sheets.map(({ name }) => name)).toEqual(['abc', 'abc2', '表'])
  expect(sheets[0]!.rows).toEqual([['甲']])
})

it('writes 20,000 rows in time', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at): Sheet['rows'][number] => [
    at,
    `单位${at}`,
    at / 3,
    1,
    0.5,
    '2026-07-03',
    null,
  ])
  const started = performance.now()
  expect((await writeWorkbook({ sheets: [{ ...sheet, rows }] })).length).toBeGreaterThan(100_000)
  expect(performance.now() - started).toBeLessThan(20_000)
}, 40_000)
