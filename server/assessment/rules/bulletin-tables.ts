import type { BulletinTable } from '../../../contract/assessment.ts'
import { eventsOfUnit, exact, isAbove, levelNames, levelsUp, pointsOf, written } from './bulletin-facts.ts'
import type { BulletinFacts } from './bulletin-facts.ts'

export interface Cell {
  text: string
  colspan?: number
  rowspan?: number
}
export interface TableText {
  title: string
  head: (string | Cell)[][]
  rows: (string | Cell)[][]
}
type Group = BulletinFacts['groups'][number]
type Unit = Group['units'][number]

const number = (value: number) => (value === 0 ? '' : String(value))

/** One table for each group that has units. */
const perGroup = (
  facts: BulletinFacts,
  title: string,
  table: (group: Group) => Omit<TableText, 'title'>,
): TableText[] =>
  facts.groups
    .filter((group) => group.units.length > 0)
    .map((group) => ({ title: `${facts.periodName}${title}（${group.name}）`, ...table(group) }))

/** What this group's units were adopted by: own publications by name, then each level above. */
function placesOf(facts: BulletinFacts, group: Group) {
  const inGroup = facts.events.filter(
    (event) =>
      event.kind === 'adopted' && event.credit.some(({ unitId }) => group.units.some((unit) => unit.unitId === unitId)),
  )
  const own = [
    ...new Set(
      inGroup
        .filter((event) => !isAbove(event.level ?? facts.level, facts.level))
        .map((event) => event.publication ?? ''),
    ),
  ].sort()
  const above = levelsUp.filter((level) => isAbove(level, facts.level))
  return { own, above }
}

/** 月政务信息统计: adoptions by place, directives, points, running total, rank. */
function overview(facts: BulletinFacts): TableText[] {
  return perGroup(facts, '政务信息统计表', (group) => {
    const { own, above } = placesOf(facts, group)
    const columns = own.length > 0 ? own : ['采用']
    return {
      head: [
        [
          { text: '单位', rowspan: 2 },
          { text: levelNames[facts.level], colspan: columns.length + 1 },
          ...above.map((level) => ({ text: levelNames[level], colspan: 2 })),
          { text: '加减分', rowspan: 2 },
          { text: '本期得分', rowspan: 2 },
          { text: '上期累计', rowspan: 2 },
          { text: '累计得分', rowspan: 2 },
          { text: '排名', rowspan: 2 },
        ],
        [...columns.map((name) => name || '其他'), '批示', ...above.flatMap(() => ['采用', '批示'])],
      ],
      rows: group.units.map((unit) => {
        const adopted = eventsOfUnit(facts, unit.unitId, 'adopted')
        const directives = eventsOfUnit(facts, unit.unitId, 'directive')
        const extra = facts.events
          .filter((event) => event.kind !== 'adopted' && event.kind !== 'directive')
          .reduce((sum, event) => sum + pointsOf(facts, unit.unitId, event.id), unit.amended)
        const total = facts.year.get(unit.unitId)?.points ?? unit.points
        return [
          unit.unitName,
          ...columns.map((name) =>
            number(
              adopted.filter(
                (event) => !isAbove(event.level ?? facts.level, facts.level) && (event.publication ?? '') === name,
              ).length,
            ),
          ),
          number(directives.filter((event) => !isAbove(event.level ?? facts.level, facts.level)).length),
          ...above.flatMap((level) => [
            number(adopted.filter((event) => event.level === level).length),
            number(directives.filter((event) => event.level === level).length),
          ]),
          number(exact(extra)),
          written(unit.points),
          written(total - unit.points),
          written(total),
          unit.rank === null ? '' : String(unit.rank),
        ]
      }),
    }
  })
}

/** 年度得分: every month of the year. */
function byMonth(facts: BulletinFacts): TableText[] {
  const months = Number(facts.span.endsOn.slice(5, 7))
  return perGroup(facts, '各月得分表', (group) => ({
    head: [['单位', ...Array.from({ length: months }, (_, at) => `${at + 1}月`), '得分', '排名']],
    rows: byYear(facts, group).map(({ unit, points, place }) => [
      unit.unitName,
      ...Array.from({ length: months }, (_, at) => written(facts.months.get(unit.unitId)?.[at]?.points ?? 0)),
      written(points),
      String(place),
    ]),
  }))
}

/** The units of a group by the points of the year; equal points share a place. */
function byYear(facts: BulletinFacts, group: Group): { unit: Unit; points: number; place: number }[] {
  const sorted = group.units
    .map((unit) => ({ unit, points: facts.year.get(unit.unitId)?.points ?? 0 }))
    .sort((one, other) => other.points - one.points)
  return sorted.map((row) => ({ ...row, place: sorted.findIndex((one) => one.points === row.points) + 1 }))
}

/** 上报采用统计: in the order of what was sent, and of what was adopted. */
function sentAdopted(facts: BulletinFacts): TableText[] {
  const months = Number(facts.span.endsOn.slice(5, 7))
  const table = (sortBy: 'sent' | 'adopted') => (group: Group) => ({
    head: [
      [
        { text: '单位', rowspan: 2 },
        ...Array.from({ length: months }, (_, at) => ({ text: `${at + 1}月`, colspan: 2 })),
        { text: '全年', colspan: 2 },
      ],
      Array.from({ length: months + 1 }, () => ['上报', '采用']).flat(),
    ],
    rows: [...group.units]
      .sort((one, other) => (facts.year.get(other.unitId)?.[sortBy] ?? 0) - (facts.year.get(one.unitId)?.[sortBy] ?? 0))
      .map((unit) => {
        const year = facts.year.get(unit.unitId)
        return [
          unit.unitName,
          ...Array.from({ length: months }, (_, at) => facts.months.get(unit.unitId)?.[at]).flatMap((month) => [
            number(month?.sent ?? 0),
            number(month?.adopted ?? 0),
          ]),
          String(year?.sent ?? 0),
          String(year?.adopted ?? 0),
        ]
      }),
  })
  return [
    ...perGroup(facts, '上报采用统计表（按上报排序）', table('sent')),
    ...perGroup(facts, '上报采用统计表（按采用排序）', table('adopted')),
  ]
}

/** 处室通报: what leaders acted on, and the rest. */
function byKind(facts: BulletinFacts): TableText[] {
  return perGroup(facts, '分类采用表', (group) => ({
    head: [['序号', '单位', '获批示信息', '其他采用信息', '得分']],
    rows: group.units.map((unit, at) => {
      const items = new Set(eventsOfUnit(facts, unit.unitId, 'directive').map((event) => event.itemId))
      const adopted = eventsOfUnit(facts, unit.unitId, 'adopted')
      const directed = adopted.filter((event) => items.has(event.itemId)).length
      return [String(at + 1), unit.unitName, number(directed), number(adopted.length - directed), written(unit.points)]
    }),
  }))
}

/** County table: sent, adopted by level, points of the period and of the year. */
function cumulative(facts: BulletinFacts): TableText[] {
  const levels = levelsUp.filter((level) => level === facts.level || isAbove(level, facts.level))
  return perGroup(facts, '报送采用及累计得分表', (group) => ({
    head: [
      [
        '单位',
        '报送条数',
        '累计条数',
        ...levels.flatMap((level) => [`${levelNames[level]}采用`, '得分']),
        '本期得分',
        '累计得分',
      ],
    ],
    rows: group.units.map((unit) => {
      const adopted = eventsOfUnit(facts, unit.unitId, 'adopted')
      const year = facts.year.get(unit.unitId)
      return [
        unit.unitName,
        String(unit.sent),
        String(year?.sent ?? unit.sent),
        ...levels.flatMap((level) => {
          const there = adopted.filter((event) => (event.level ?? facts.level) === level)
          return [
            number(there.length),
            number(exact(there.reduce((sum, event) => sum + pointsOf(facts, unit.unitId, event.id), 0))),
          ]
        }),
        written(unit.points),
        written(year?.points ?? unit.points),
      ]
    }),
  }))
}

/** 年度采用: own level, above, points. */
function byLevel(facts: BulletinFacts): TableText[] {
  return perGroup(facts, '采用及得分表', (group) => ({
    head: [['单位', `${facts.officeShortName}采用`, '上级采用', '得分', '排名']],
    rows: group.units.map((unit) => {
      const adopted = eventsOfUnit(facts, unit.unitId, 'adopted')
      const above = adopted.filter((event) => isAbove(event.level ?? facts.level, facts.level)).length
      return [
        unit.unitName,
        String(adopted.length - above),
        String(above),
        written(unit.points),
        unit.rank === null ? '' : String(unit.rank),
      ]
    }),
  }))
}

/** 考核统计: every adoption under its unit, so that a reader can add up the points. */
function adoptedItems(facts: BulletinFacts): TableText[] {
  return perGroup(facts, '考核统计表', (group) => ({
    head: [['单位', '采用条数', '得分总计', '采用标题', '采用类别', '得分']],
    rows: group.units.flatMap((unit) => {
      const adopted = eventsOfUnit(facts, unit.unitId, 'adopted')
      return adopted.map((event, at) => [
        ...(at === 0
          ? [unit.unitName, String(adopted.length), written(unit.points)].map((text) => ({
              text,
              rowspan: adopted.length,
            }))
          : []),
        event.title,
        event.publication ? `《${event.publication}》` : levelNames[event.level ?? facts.level],
        written(pointsOf(facts, unit.unitId, event.id)),
      ])
    }),
  }))
}

/** By level and publication: number, title, lead unit and others with their points. */
function byPublication(facts: BulletinFacts): TableText[] {
  const names = new Map(facts.groups.flatMap((group) => group.units).map((unit) => [unit.unitId, unit.unitName]))
  const adopted = facts.events.filter((event) => event.kind === 'adopted')
  const places = [...new Set(adopted.map((event) => `${event.level ?? facts.level} ${event.publication ?? ''}`))].sort()
  const withPoints = (eventId: string, unitIds: string[]) =>
    [...new Set(unitIds)]
      .map((unitId) => `${names.get(unitId) ?? '其他单位'}（${written(pointsOf(facts, unitId, eventId))}）`)
      .join('、')
  return places.map((place) => {
    const there = adopted.filter((event) => `${event.level ?? facts.level} ${event.publication ?? ''}` === place)
    const first = there[0]!
    const name = first.publication ? `《${first.publication}》` : levelNames[first.level ?? facts.level]
    return {
      title: `${facts.periodName}${name}采用明细`,
      head: [['序号', '期号', '标题', '主报单位（分）', '其他单位（分）']],
      rows: there.map((event, at) => {
        const lead = event.credit.filter((credit) => credit.role === 'lead').map((credit) => credit.unitId)
        const others = event.credit.map((credit) => credit.unitId).filter((unitId) => !lead.includes(unitId))
        return [
          String(at + 1),
          event.issueLabel ?? '',
          event.title,
          withPoints(event.id, lead),
          withPoints(event.id, others),
        ]
      }),
    }
  })
}

/** 报送、采用、退稿. */
function returned(facts: BulletinFacts): TableText[] {
  return perGroup(facts, '报送、采用、退稿统计表', (group) => ({
    head: [['单位名称', '报送数量', '采用数量', '退稿数量', '采用率']],
    rows: group.units.map((unit) => [
      unit.unitName,
      String(unit.sent),
      String(unit.adopted),
      String(facts.returned.get(unit.unitId) ?? 0),
      unit.adoptionRate === null ? '' : `${unit.adoptionRate}%`,
    ]),
  }))
}

/** The nine kinds of table found in real bulletins (domain.md 5.5). */
export const bulletinTables: Record<BulletinTable, (facts: BulletinFacts) => TableText[]> = {
  overview,
  byLevel,
  byMonth,
  sentAdopted,
  byKind,
  cumulative,
  adopted: adoptedItems,
  byPublication,
  returned,
}
