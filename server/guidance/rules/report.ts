import type { Body, BodyBlock } from '../../../contract/body.ts'

export interface Adopted {
  title: string
  publicationName: string
  issueLabel: string
  units: { id: string | null; name: string; kind: string | null }[]
}

/** 通报 names units group by group, in this order (domain.md 5.5). */
const groups: { name: string; clause: string; kinds: readonly string[] }[] = [
  { name: '各市、县（市、区）', clause: '各市、县（市、区）', kinds: ['cityOffice', 'countyOffice'] },
  { name: '各部门', clause: '各部门', kinds: ['department'] },
  { name: '驻外办事处', clause: '各驻外办事处', kinds: ['outsideOffice'] },
]
const rest = { name: '其他单位', clause: '其他单位', kinds: [] as readonly string[] }
const numerals = '一二三四五六七八九十'

const paragraph = (text: string): BodyBlock => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const heading = (level: 1 | 2, text: string): BodyBlock => ({
  type: 'heading',
  attrs: { level },
  content: [{ type: 'text', text }],
})

/** 采用情况通报 as data gives it: a clause with nothing in it is left out; a joint item stands under each of its units. */
export function adoptionReport(adopted: Adopted[], words: { officeName: string; period: string }): Body {
  if (adopted.length === 0)
    return { type: 'doc', content: [paragraph(`${words.period}，${words.officeName}没有刊发采用信息。`)] }
  const groupOf = (kind: string | null) => groups.find((group) => kind !== null && group.kinds.includes(kind)) ?? rest
  const sections = [...groups, rest].flatMap((group) => {
    const items = adopted.filter((item) => item.units.some((unit) => groupOf(unit.kind) === group))
    return items.length > 0 ? [{ group, items }] : []
  })
  const clauses = sections.map(({ group, items }) => `${group.clause}${items.length}条`).join('，')
  const content: BodyBlock[] = [
    paragraph(
      `${words.period}，${words.officeName}共采用信息${adopted.length}条。其中，采用${clauses}。现将采用情况通报如下。`,
    ),
  ]
  sections.forEach(({ group, items }, at) => {
    content.push(heading(1, `${numerals[at]}、${group.name}`))
    const names = [
      ...new Set(
        items.flatMap((item) => item.units.filter((unit) => groupOf(unit.kind) === group).map((unit) => unit.name)),
      ),
    ]
    const byUnit = names
      .map((name) => ({ name, items: items.filter((item) => item.units.some((unit) => unit.name === name)) }))
      .sort((a, b) => b.items.length - a.items.length)
    for (const unit of byUnit) {
      content.push(paragraph(`${unit.name}（${unit.items.length}条）`))
      unit.items.forEach((item, index) =>
        content.push(
          paragraph(
            `${index + 1}.${item.title}（${item.publicationName}${item.issueLabel}${item.units.length > 1 ? '，综合采用' : ''}）`,
          ),
        ),
      )
    }
  })
  return { type: 'doc', content }
}

/** '2026年第三季度', '2026年9月', or the two days. */
export function periodLabel(from: string, to: string): string {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  const [toYear, toMonth, toDay] = to.split('-').map(Number) as [number, number, number]
  const lastDay = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
  if (year === toYear && day === 1 && toDay === lastDay) {
    if (month === toMonth) return `${year}年${month}月`
    if (toMonth - month === 2 && month % 3 === 1) return `${year}年第${numerals[(month - 1) / 3]}季度`
    if (month === 1 && toMonth === 12) return `${year}年`
  }
  return `${year}年${month}月${day}日至${year === toYear ? '' : `${toYear}年`}${toMonth}月${toDay}日`
}
