import type { Commendation, GroupStanding } from '../../../contract/assessment.ts'
import type { Body, BodyBlock } from '../../../contract/body.ts'

const text = (line: string, textAlign?: 'left' | 'right'): BodyBlock => ({
  type: 'paragraph',
  ...(textAlign ? { attrs: { textAlign } } : {}),
  content: [{ type: 'text', text: line }],
})
const heading = (line: string): BodyBlock => ({
  type: 'heading',
  attrs: { level: 1 },
  content: [{ type: 'text', text: line }],
})
const dateOf = (day: string) => day.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/u, '$1年$2月$3日')

interface Chosen {
  officeName: string
  year: number
  groups: Commendation['groups']
  people: Commendation['people']
  writtenOn: string
}

/** 表彰决定, drafted from who was chosen: by group and prize. */
export function decisionText({ officeName, year, groups, people, writtenOn }: Chosen): { title: string; body: Body } {
  const honoured = people.filter((person) => person.prize)
  const units = groups.flatMap((group) => {
    const prizes = [...new Set(group.candidates.flatMap((one) => one.prize ?? []))]
    return prizes.map((prize) => {
      const names = group.candidates.filter((one) => one.prize === prize).map((one) => one.unitName)
      return `${group.name}${prize}（${names.length}个）：${names.join('、')}`
    })
  })
  return {
    title: `关于表彰${year}年度政务信息工作先进单位和先进个人的决定`,
    body: {
      type: 'doc',
      content: [
        text('各有关单位：', 'left'),
        text(
          `${year}年，各单位认真落实政务信息工作要求，围绕中心工作及时报送信息，为领导决策提供了有力服务。根据年度量化考核结果，经研究，决定对下列单位和个人予以表彰。`,
        ),
        ...(units.length > 0 ? [heading('一、先进单位'), ...units.map((line) => text(line))] : []),
        ...(honoured.length > 0
          ? [
              heading(`${units.length > 0 ? '二' : '一'}、先进个人`),
              text(`${honoured.map((one) => `${one.personName}（${one.unitName}）`).join('、')}`),
            ]
          : []),
        text('希望受到表彰的单位和个人珍惜荣誉，再创佳绩；各单位要以先进为榜样，不断提高政务信息工作水平。'),
        text(officeName, 'right'),
        text(dateOf(writtenOn), 'right'),
      ],
    },
  }
}

/** 年度工作总结 with the figures of the year, and the next year's work left to be written (第十六条 总结和部署). */
export function summaryText(about: {
  officeName: string
  year: number
  groups: readonly GroupStanding[]
  adopted: number
  sent: number
  above: number
  directives: number
  issues: number
  before: { adopted: number; sent: number }
  writtenOn: string
}): { title: string; body: Body } {
  const { year, officeName, adopted, sent, above, directives, issues, before } = about
  const silent = about.groups.flatMap((group) => group.units.filter((unit) => unit.zero).map((unit) => unit.unitName))
  const leaders = about.groups.flatMap((group) => {
    const first = group.units.filter((unit) => unit.rank !== null && unit.rank <= 3)
    return first.length > 0 ? [`${group.name}：${first.map((unit) => unit.unitName).join('、')}`] : []
  })
  const figures = [
    `收到各单位报送信息${sent}条${compared(sent, before.sent)}`,
    `采用${adopted}条${compared(adopted, before.adopted)}`,
    ...(sent > 0 ? [`采用率${Math.round((adopted / sent) * 1000) / 10}%`] : []),
    ...(issues > 0 ? [`编发刊物${issues}期`] : []),
    ...(above > 0 ? [`被上级采用${above}条`] : []),
    ...(directives > 0 ? [`获领导批示${directives}条次`] : []),
  ]
  return {
    title: `${year}年度政务信息工作总结和${year + 1}年度工作安排`,
    body: {
      type: 'doc',
      content: [
        heading('一、基本情况'),
        text(`${year}年，${officeName}${figures.join('，')}。`),
        ...(leaders.length > 0 ? [text(`得分居前的单位：${leaders.join('；')}。`)] : []),
        heading('二、存在问题'),
        text(
          silent.length > 0
            ? `全年零报送、零采用的单位有${silent.length}个：${silent.join('、')}。`
            : '各单位均有信息报送。信息质量和时效仍需提高。',
        ),
        heading(`三、${year + 1}年度工作安排`),
        text('（请在此写明下一年度的报送重点、任务和要求。）'),
        text(officeName, 'right'),
        text(dateOf(about.writtenOn), 'right'),
      ],
    },
  }
}

function compared(now: number, before: number): string {
  if (before === 0 || now === before) return ''
  const percent = Math.round((Math.abs(now - before) / before) * 1000) / 10
  return `，比上年${now > before ? '增长' : '下降'}${percent}%`
}
