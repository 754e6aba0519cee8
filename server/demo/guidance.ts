import { bodyFromText } from '../../contract/body.ts'
import { newId } from '../platform/ids.ts'
import type { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'

const day = 24 * 3_600_000

/** 报送要点 from the province to the cities, which 太原市 adapts for its districts; a notice; and what was adopted in the last weeks. */
export function tellGuidance(stage: Stage, schedule: Schedule, end: number): void {
  schedule.add(end - 15 * day, () => provincePoints(stage))
  schedule.add(end - 14 * day, () => cityPoints(stage))
  schedule.add(end - 5 * day, () => notice(stage, end))
  schedule.add(end - 2 * day, () => adoptionReport(stage, end))
}

const unitIds = async (stage: Stage, codes: string[]) =>
  (await stage.app.db.selectFrom('unit').select('id').where('code', 'in', codes).execute()).map((unit) => unit.id)

async function provincePoints(stage: Stage) {
  const chief = await stage.as('sheng.han')
  const id = newId()
  const points = [
    '能源保供和煤矿安全生产',
    '重点工程年底收尾和资金拨付',
    '今冬供暖保障',
    '岁末年初民生和稳定方面的新情况',
  ]
  const { version } = await chief.guidance.create({
    id,
    kind: 'points',
    title: '近期政务信息报送要点',
    body: bodyFromText('请各市、各部门围绕省委、省政府中心工作，结合实际报送有情况、有分析、有建议的信息。'),
    periodFrom: null,
    periodTo: null,
    points: points.map((text) => ({ id: newId(), text, detail: '', basedOn: null })),
    unitIds: await unitIds(stage, ['140100', '140200', '140300', '140400', '140000-B01']),
    groupIds: [],
    fileIds: [],
  })
  await chief.guidance.issue({ id, version })
}

async function cityPoints(stage: Stage) {
  const chief = await stage.as('taiyuan.liu')
  const { items } = await chief.guidance.received({ limit: 1, unread: true })
  await chief.guidance.read({ id: items[0]!.id })
  const { id, version } = await chief.guidance.create({
    id: newId(),
    kind: 'points',
    basedOn: items[0]!.id,
    title: '太原市近期信息报送参考要点',
    body: bodyFromText('现将省政府办公厅报送要点结合我市实际细化如下，请各县（市、区）认真组织报送。'),
    periodFrom: null,
    periodTo: null,
    points: [],
    unitIds: await unitIds(stage, ['140105', '140106', '140107', '140108']),
    groupIds: [],
    fileIds: [],
  })
  await chief.guidance.issue({ id, version })
  const reporter = await stage.as('xiaodian.li')
  const received = await reporter.guidance.received({ limit: 1, unread: true })
  await reporter.guidance.read({ id: received.items[0]!.id })
}

async function notice(stage: Stage, end: number) {
  const chief = await stage.as('taiyuan.liu')
  const id = newId()
  const { version } = await chief.guidance.create({
    id,
    kind: 'notice',
    title: '关于做好元旦春节期间信息报送工作的通知',
    body: bodyFromText('请各单位严格执行值班和信息报送制度，紧急信息按规定时限报送，不得迟报、漏报。'),
    periodFrom: null,
    periodTo: null,
    readBy: new Date(end + 2 * day).toISOString(),
    points: [],
    unitIds: await unitIds(stage, ['140105', '140106', '140107', '140108']),
    groupIds: [],
    fileIds: [],
  })
  await chief.guidance.issue({ id, version })
}

/** 采用情况通报: generated from what was adopted, then signed. */
async function adoptionReport(stage: Stage, end: number) {
  const chief = await stage.as('sheng.han')
  const id = newId()
  const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10)
  const { version } = await chief.guidance.create({
    id,
    kind: 'adoption',
    title: '近期政务信息采用情况通报',
    body: bodyFromText(''),
    periodFrom: dayAt(end - 28 * day),
    periodTo: dayAt(end - 3 * day),
    points: [],
    unitIds: await unitIds(stage, ['140100', '140200', '140300', '140400', '140000-B01']),
    groupIds: [],
    fileIds: [],
  })
  const generated = await chief.guidance.generate({ id, version })
  await chief.guidance.issue({ id, version: generated.version })
}
