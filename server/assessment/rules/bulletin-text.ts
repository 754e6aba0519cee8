import type { Body, BodyBlock, BodyTable } from '../../../contract/body.ts'
import type { BulletinTable } from '../../../contract/assessment.ts'
import { eventsOfUnit, isAbove, leaderNames } from './bulletin-facts.ts'
import type { BulletinFacts } from './bulletin-facts.ts'
import { markOf, marks } from './bulletin-marks.ts'
import { bulletinTables } from './bulletin-tables.ts'
import type { Cell } from './bulletin-tables.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
/** 一 … 十, 十一 … 十九, 二十 …: the number of a section. */
export function numeral(index: number): string {
  const [tens, ones] = [Math.floor((index + 1) / 10), (index + 1) % 10]
  return `${tens > 1 ? numerals[tens - 1] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? numerals[ones - 1] : ''}`
}

const text = (line: string, textAlign?: 'left' | 'center' | 'right'): BodyBlock => ({
  type: 'paragraph',
  ...(textAlign ? { attrs: { textAlign } } : {}),
  content: line === '' ? [] : [{ type: 'text', text: line }],
})
const heading = (line: string, level = 1): BodyBlock => ({
  type: 'heading',
  attrs: { level },
  content: [{ type: 'text', text: line }],
})

/** 采用情况通报 as the provinces write it (domain.md 5.5): paragraph, names, titles with marks, legend, tables. To be edited by hand. */
export function bulletinText(facts: BulletinFacts, tables: readonly BulletinTable[]): { title: string; body: Body } {
  return {
    title: `${facts.periodName}政务信息采用情况通报`,
    body: {
      type: 'doc',
      content: [
        text(openingOf(facts)),
        ...silentUnits(facts),
        heading(`${facts.periodName}政务信息采用情况`),
        ...sectionsOf(facts),
        ...legendOf(facts),
        ...tables.flatMap((table) => tableBlocks(facts, table)),
      ],
    },
  }
}

/** One paragraph; a clause whose number is zero is left out. */
function openingOf(facts: BulletinFacts): string {
  const adopted = facts.events.filter((event) => event.kind === 'adopted')
  const own = adopted.filter((event) => !isAbove(event.level ?? facts.level, facts.level))
  const clauses = facts.groups
    .map((group) => ({
      count: own.filter((event) =>
        event.credit.some(({ unitId }) => group.units.some((unit) => unit.unitId === unitId)),
      ).length,
      name: group.name,
    }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `采用${name}信息${count}条`)
  const above = adopted.length - own.length
  if (above > 0) clauses.push(`被上级采用信息${above}条`)
  for (const [level, leader] of Object.entries(leaderNames).toReversed()) {
    const count = facts.events.filter((event) => event.kind === 'directive' && event.level === level).length
    if (count > 0) clauses.push(`获${leader}批示信息${count}条`)
  }
  const total = own.length
  if (total === 0)
    return `${facts.periodName}，${facts.officeName}${clauses.length > 0 ? `所属单位${clauses.join('，')}` : '未采用信息'}。现予通报。`
  const first = `${facts.periodName}，${facts.officeName}采用信息${total}条。`
  return `${first}${clauses.length > 0 ? `其中，${clauses.join('，')}。` : ''}现予通报。`
}

/** 零报送、零采用 units are named (domain.md 9). */
function silentUnits(facts: BulletinFacts): BodyBlock[] {
  const units = facts.groups.flatMap((group) => group.units)
  const silent = units.filter((unit) => unit.sent === 0 && unit.adopted === 0).map((unit) => unit.unitName)
  const unused = units.filter((unit) => unit.sent > 0 && unit.adopted === 0).map((unit) => unit.unitName)
  return [
    ...(silent.length > 0 ? [text(`零报送单位：${silent.join('、')}。请上述单位查找原因，尽快扭转。`)] : []),
    ...(unused.length > 0 ? [text(`有报送、零采用单位：${unused.join('、')}。`)] : []),
  ]
}

function sectionsOf(facts: BulletinFacts): BodyBlock[] {
  return facts.groups.flatMap((group, at) => {
    const units = group.units.filter((unit) => eventsOfUnit(facts, unit.unitId, 'adopted').length > 0)
    if (units.length === 0) return []
    return [
      heading(`${numeral(at)}、${group.name}`, 2),
      ...units.flatMap((unit) => [
        heading(unit.unitName, 3),
        ...eventsOfUnit(facts, unit.unitId, 'adopted').map((event, index) =>
          text(`${index + 1}．${event.title}${markOf(facts, event)?.sign ?? ''}`),
        ),
      ]),
    ]
  })
}

function legendOf(facts: BulletinFacts): BodyBlock[] {
  const used = new Set(
    facts.events.flatMap((event) => (event.kind === 'adopted' ? (markOf(facts, event)?.sign ?? []) : [])),
  )
  const shown = marks.filter((mark) => used.has(mark.sign))
  return shown.length === 0 ? [] : [text(`注：${shown.map((mark) => `${mark.sign}${mark.meaning}`).join('；')}。`)]
}

function tableBlocks(facts: BulletinFacts, kind: BulletinTable): BodyBlock[] {
  return bulletinTables[kind](facts).flatMap((table): BodyBlock[] =>
    table.rows.length === 0
      ? []
      : [
          text(''),
          text(table.title, 'center'),
          {
            type: 'table',
            content: [
              ...table.head.map((row) => rowOf(row, 'tableHeader')),
              ...table.rows.map((row) => rowOf(row, 'tableCell')),
            ],
          },
        ],
  )
}

function rowOf(cells: (string | Cell)[], type: 'tableHeader' | 'tableCell'): BodyTable['content'][number] {
  return {
    type: 'tableRow',
    content: cells.map((cell) => {
      const { text: line, colspan, rowspan } = typeof cell === 'string' ? { text: cell } : { ...cell }
      const spans = { ...(colspan ? { colspan } : {}), ...(rowspan ? { rowspan } : {}) }
      return {
        type,
        ...(Object.keys(spans).length > 0 ? { attrs: spans } : {}),
        content: [{ type: 'paragraph' as const, content: line === '' ? [] : [{ type: 'text' as const, text: line }] }],
      }
    }),
  }
}
