import { newId } from '../platform/ids.ts'
import type { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'

const hour = 3_600_000
const day = 24 * hour

/** One directive of the story: who writes what on his newest issue, to whom it goes, and how far it has come. */
interface Scene {
  leader: string
  supervisor: string
  daysAgo: number
  type: 'act' | 'research' | 'praise'
  text: string
  /** A word in the title of the text it is written on, in an issue he gets. */
  on: string
  units?: {
    unit: string
    handler: string
    head: string
    requirement: string
    upTo: 'given' | 'signed' | 'stage' | 'final'
  }[]
  upTo: 'registered' | 'assigned' | 'reported' | 'closed'
}

const scenes: Scene[] = [
  {
    leader: 'sheng.lingdao',
    supervisor: 'sheng.duban',
    daysAgo: 12,
    type: 'act',
    text: '外地经验值得借鉴。请省发展改革委牵头，会同太原市研究我省产业技术攻关“揭榜挂帅”的具体办法，两周内报我。',
    on: '揭榜挂帅',
    units: [
      {
        unit: '140000-B01',
        handler: 'fagaiwei.xinxi',
        head: 'fagaiwei.zhuren',
        requirement: '牵头制定“揭榜挂帅”实施办法，明确责任和时限，按期报送办理结果。',
        upTo: 'final',
      },
      {
        unit: '140100',
        handler: 'taiyuan.chen',
        head: 'taiyuan.ma',
        requirement: '配合做好有关工作，报送本市情况。',
        upTo: 'final',
      },
    ],
    upTo: 'closed',
  },
  {
    leader: 'sheng.fenguan',
    supervisor: 'sheng.duban',
    daysAgo: 6,
    type: 'research',
    text: '煤层气增储上产势头好，请发展改革委组织调研，提出扩大利用的政策建议。',
    on: '煤层气',
    units: [
      {
        unit: '140000-B01',
        handler: 'fagaiwei.xinxi',
        head: 'fagaiwei.zhuren',
        requirement: '组织专题调研，形成调研报告。',
        upTo: 'stage',
      },
    ],
    upTo: 'assigned',
  },
  {
    leader: 'taiyuan.shizhang',
    supervisor: 'taiyuan.duban',
    daysAgo: 5,
    type: 'act',
    text: '供暖是民生大事。小店、迎泽两区要逐户排查，不让一户群众受冻。市政府督查室跟踪督办。',
    on: '供暖',
    units: [
      {
        unit: '140105',
        handler: 'xiaodian.li',
        head: 'xiaodian.wang',
        requirement: '逐小区排查供暖问题，建立台账，限期整改。',
        upTo: 'stage',
      },
      {
        unit: '140106',
        handler: 'yingze.xinxi',
        head: 'yingze.zhuren',
        requirement: '逐小区排查供暖问题，建立台账，限期整改。',
        upTo: 'given',
      },
    ],
    upTo: 'assigned',
  },
  {
    leader: 'sheng.lingdao',
    supervisor: 'sheng.duban',
    daysAgo: 4,
    type: 'praise',
    text: '课后服务办到了群众心坎上，做法很好，应予肯定。',
    on: '课后服务',
    upTo: 'closed',
  },
  {
    leader: 'sheng.fenguan',
    supervisor: 'sheng.duban',
    daysAgo: 0,
    type: 'act',
    text: '调研有情况、有分析。请有关部门认真研究所提建议，提出意见报我。',
    on: '光伏',
    upTo: 'registered',
  },
]

/** 领导批示 of the last two weeks: closed, under way, late, and one that came this morning. */
export function directLeaders(stage: Stage, schedule: Schedule, end: number): void {
  for (const scene of scenes)
    schedule.add(end - scene.daysAgo * day - 3 * hour, () => write(stage, schedule, scene, end))
}

async function write(stage: Stage, schedule: Schedule, scene: Scene, end: number) {
  const leader = await stage.as(scene.leader)
  const { items } = await leader.publications.readingList({ limit: 50 })
  const found = items.find((issue) => issue.titles.some((title) => title.includes(scene.on))) ?? items[0]
  if (!found) return
  const issue = await leader.publications.openIssue({ id: found.id })
  const entries = issue.columns.flatMap((column) => column.entries)
  const entry = entries.find((one) => one.title.includes(scene.on)) ?? entries[0]!
  const at = stage.app.clock()
  const { id } = await leader.directives.record({
    id: newId(),
    leaderId: null,
    way: 'typed',
    type: scene.type,
    text: scene.text,
    passage: '',
    directedOn: new Date(at.getTime() + 8 * hour).toISOString().slice(0, 10),
    classificationCode: 'internal',
    tellsText: scene.type === 'praise',
    fileIds: [],
    source: { kind: 'issue', adoptionId: entry.adoptionId },
  })
  if (scene.upTo === 'registered') return
  const supervisor = await stage.as(scene.supervisor)
  if (!scene.units) {
    await supervisor.directives.close({ id, note: '已转告来稿单位。' })
    return
  }
  const { version } = await supervisor.directives.get({ id })
  const parts: { unitId: string; role: 'lead' | 'other'; requirement: string }[] = []
  for (const [index, one] of scene.units.entries()) {
    const unit = await stage.app.db
      .selectFrom('unit')
      .select('id')
      .where('code', '=', one.unit)
      .where('valid_to', 'is', null)
      .executeTakeFirstOrThrow()
    parts.push({
      unitId: unit.id,
      role: index === 0 ? 'lead' : 'other',
      requirement: one.requirement,
    })
  }
  const { assignments } = await supervisor.directives.transfer({ id, version, parts, contact: '督办人员 0351-3046000' })
  for (const [index, one] of scene.units.entries()) {
    const taskId = assignments.find((part) => part.unitId === parts[index]!.unitId)!.id
    if (one.upTo === 'given') continue
    schedule.add(at.getTime() + 2 * hour, async () => {
      await (await stage.as(one.handler)).directives.signFor({ id: taskId })
    })
    if (one.upTo === 'signed') continue
    schedule.add(at.getTime() + 2 * day, () => answer(stage, one, taskId, 'stage'))
    if (one.upTo === 'final') schedule.add(at.getTime() + 7 * day, () => answer(stage, one, taskId, 'final'))
  }
  const late = assignments.filter((_part, index) => scene.units![index]?.upTo === 'given')
  if (late.length > 0)
    schedule.add(end - 20 * hour, async () => {
      for (const part of late)
        await (
          await stage.as(scene.supervisor)
        ).directives.urge({ id: part.id, text: '至今未签收，请立即签收并报办理方案。' })
    })
  if (scene.upTo === 'closed') schedule.add(at.getTime() + 8 * day, () => finish(stage, schedule, scene, id))
}

async function answer(stage: Stage, unit: { handler: string; head: string }, taskId: string, kind: 'stage' | 'final') {
  const handler = await stage.as(unit.handler)
  await handler.directives.draftFeedback({
    id: taskId,
    feedbackId: newId(),
    kind,
    situation:
      kind === 'stage'
        ? '已成立工作专班，主要负责同志牵头，逐项梳理，形成任务清单和责任清单，明确到人、到时限。'
        : '任务清单所列事项已全部办理完毕，形成了具体办法和长效机制，已印发执行。',
    problems: kind === 'stage' ? '部分事项涉及多个部门，需要进一步协调；资金尚有缺口。' : '',
    nextSteps: kind === 'stage' ? '一周内完成现场核查，逐项销号。' : '跟踪落实，定期评估。',
    contactName: '信息科',
    contactPhone: '0351-7000000',
    fileIds: [],
    handIn: true,
  })
  await (await stage.as(unit.head)).directives.signFeedback({ id: taskId })
}

async function finish(stage: Stage, schedule: Schedule, scene: Scene, id: string) {
  const supervisor = await stage.as(scene.supervisor)
  const { assignments } = await supervisor.directives.get({ id })
  for (const part of assignments) await supervisor.directives.accept({ id: part.id, note: '符合要求。' })
  await supervisor.directives.report({
    id,
    result: '省发展改革委会同太原市研究制定了“揭榜挂帅”实施办法，已印发执行，并建立了长效机制。具体情况见反馈单。',
  })
  schedule.add(stage.app.clock().getTime() + day, async () => {
    await (await stage.as(scene.leader)).directives.answer({ id, text: '好。', isNew: false })
    await (await stage.as(scene.supervisor)).directives.close({ id, note: '领导已阅，办结销号。' })
  })
}
