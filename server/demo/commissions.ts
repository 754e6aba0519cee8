import { newId } from '../platform/ids.ts'
import type { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'

const hour = 3_600_000
const day = 24 * hour

/** 约稿 of the last weeks: one done, one running with a unit that declines, one late, and a leader's wish that waits for the desk. */
export function tellCommissions(stage: Stage, schedule: Schedule, end: number): void {
  const done = newId()
  schedule.add(end - 12 * day, () =>
    issue(stage, done, districts, {
      title: '今冬供暖准备情况',
      content: '燃料储备、管网检修、投诉渠道和困难群众用热保障情况。',
      dueAt: end - 8 * day,
    }),
  )
  schedule.add(end - 11 * day, () => accept(stage, done, ['xiaodian.li', 'yingze.xinxi']))
  schedule.add(end - 8 * day + 2 * hour, () => remindByHand(stage))

  const running = newId()
  schedule.add(end - 2 * day, () =>
    issue(stage, running, districts, {
      title: '岁末年初安全生产工作情况',
      content: '围绕燃气、消防、道路交通等重点领域，反映排查整治进展、存在的问题和建议。',
      dueAt: end + 2 * day,
    }),
  )
  schedule.add(end - 2 * day + 5 * hour, () => accept(stage, running, ['xiaodian.li']))
  schedule.add(end - day, () =>
    decline(stage, running, 'yingze.kezhang', '我区正在迎接省级督查，拟在督查结束后单独报送。'),
  )
  schedule.add(end - 20 * hour, async () => {
    await (
      await stage.as('sheng.lingdao')
    ).commissions.request({
      id: newId(),
      title: '煤矿智能化改造进展和企业反映的问题',
      content: '重点了解资金、技术人员和安全监管方面的实际困难。',
      dueAt: new Date(end + 6 * day).toISOString(),
    })
  })
}

const districts = ['140105', '140106', '140107', '140108']

async function issue(
  stage: Stage,
  id: string,
  codes: string[],
  words: { title: string; content: string; dueAt: number },
) {
  const units = await stage.app.db.selectFrom('unit').select('id').where('code', 'in', codes).execute()
  const editor = await stage.as('taiyuan.chen')
  await editor.commissions.create({
    id,
    origin: 'own',
    leaderId: null,
    sourceLabel: '',
    requirements: '1500字以内，有数据、有事例、有建议。',
    contactName: '陈思远',
    contactPhone: '0351-3046000',
    unitIds: units.map((unit) => unit.id),
    groupIds: [],
    fileIds: [],
    title: words.title,
    content: words.content,
    dueAt: new Date(words.dueAt).toISOString(),
  })
  await editor.commissions.issue({ id })
}

async function taskOf(stage: Stage, login: string, commissionId: string) {
  const client = await stage.as(login)
  const { items } = await client.commissions.tasks({ group: 'all', limit: 50 })
  return { client, id: items.find((item) => item.commissionId === commissionId)!.id }
}

async function accept(stage: Stage, commissionId: string, logins: string[]) {
  for (const login of logins) {
    const { client, id } = await taskOf(stage, login, commissionId)
    await client.commissions.read({ id })
    await client.commissions.accept({ id })
  }
}

async function decline(stage: Stage, commissionId: string, login: string, reason: string) {
  const { client, id } = await taskOf(stage, login, commissionId)
  await client.commissions.decline({ id, reason })
}

/** By hand, after the deadline. */
async function remindByHand(stage: Stage) {
  const { items } = await (
    await stage.as('taiyuan.chen')
  ).commissions.list({ scope: 'office', overdue: true, limit: 10 })
  for (const item of items)
    await (
      await stage.as('taiyuan.chen')
    ).commissions.remind({
      id: item.id,
      text: '约稿《{标题}》已于{截止}截止，请{单位}尽快补报。',
    })
}
