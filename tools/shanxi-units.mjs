// Makes server/organisations/data/shanxi.csv from a list of divisions and bodies: node tools/shanxi-units.mjs <organisations.csv>
// A unit of ours is the office or body that reports, not the territory: 140105 is 小店区人民政府办公室, not 小店区.
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

const founded = '2014-03-27' // the day of the regulation: older history is not known to us
// The source names the reform but not the day; the last day of its year stands for it.
const endOf = { '140000-D10': '2023-12-31', '140000-J11': '2020-12-31' }
const outsideOfficesEnd = '2018-12-31'
const mergedInto = { '140000-D10': '省农业农村厅' }

const offices = {
  省级: 'provinceOffice',
  地级: 'cityOffice',
  市辖区: 'countyOffice',
  县: 'countyOffice',
  县级市: 'countyOffice',
}
const bodies = {
  组成部门: 'department',
  直属特设机构: 'department',
  直属机构: 'department',
  部门管理机构: 'department',
  中央驻晋单位: 'department',
  省级开发区: 'department',
  驻外办事处: 'outsideOffice',
  省属事业单位: 'institution',
  省属国有企业: 'enterprise',
}

const source = parse(readFileSync(process.argv[2]), { columns: true, bom: true })
const codeOfShortName = Object.fromEntries(source.map((row) => [row.short_name, row.code]))

function office(row) {
  const isProvince = row.kind === '省级'
  return {
    code: row.code,
    name: `${row.gov_name}${isProvince ? '办公厅' : '办公室'}`,
    short_name: isProvince ? '省政府办公厅' : row.gov_name.replace('人民政府', '政府办'),
    parent: row.parent,
    kind: offices[row.kind],
    is_office: 'true',
    government_name: row.gov_name,
    valid_from: founded,
    valid_to: '',
    merged_into: '',
  }
}

function body(row) {
  const successor = row.status.startsWith('merged:')
    ? row.status.slice(7)
    : mergedInto[row.code]
      ? codeOfShortName[mergedInto[row.code]]
      : ''
  const ended = row.status !== 'active' || successor !== ''
  return {
    code: row.code,
    name: row.name,
    short_name: row.short_name,
    parent: row.parent,
    kind: bodies[row.kind],
    is_office: 'false',
    government_name: '',
    valid_from: founded,
    valid_to: ended ? (endOf[row.code] ?? outsideOfficesEnd) : '',
    merged_into: successor,
  }
}

const rows = source.flatMap((row) => (row.kind in offices ? [office(row)] : row.kind in bodies ? [body(row)] : []))
writeFileSync(new URL('../server/organisations/data/shanxi.csv', import.meta.url), stringify(rows, { header: true }))
