import { newId } from '../platform/ids.ts'
import type { InsideClient } from '../inside-client.ts'
import { assess } from './assessment.ts'
import { tellCommissions } from './commissions.ts'
import { directLeaders } from './directives.ts'
import { tellGuidance } from './guidance.ts'
import { composeIssues } from './issues.ts'
import { demoItems } from './items.ts'
import type { DemoItem } from './items.ts'
import { demoPeople } from './people.ts'
import { keepRegisters } from './registers.ts'
import { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'
import { bodyOf } from './text.ts'

const hour = 3_600_000
const [province, city] = ['140000', '140100']
/** Items that the city merged into one piece (合并). */
const merged = { title: '小店、迎泽两区反映供暖初期存在的突出问题及建议', units: ['140105', '140106'], keyword: '供暖' }

/** Plays the month up to `end`: each item goes its way, offices compose their issues, leaders read. */
export async function tellStory(stage: Stage, end: number): Promise<void> {
  const schedule = new Schedule()
  for (const item of demoItems) schedule.add(instantOf(item, end), () => write(stage, schedule, item))
  composeIssues(stage, schedule, end)
  directLeaders(stage, schedule, end)
  tellCommissions(stage, schedule, end)
  tellGuidance(stage, schedule, end)
  keepRegisters(stage, schedule, end)
  assess(stage, schedule, end)
  schedule.add(end - 3 * 24 * hour, () => recordPhoneCall(stage))
  await schedule.play(stage.setClock, end - 60_000)
}

/** The hour in Shanghai on the day before `end`. */
function instantOf(item: DemoItem, end: number): number {
  const midnight = Math.floor((end + 8 * hour) / (24 * hour)) * 24 * hour - 8 * hour
  return Math.min(midnight - item.day * 24 * hour + item.hour * hour, end - 4 * hour + item.hour * 60_000)
}

const loginOf = (unit: string, role: (typeof demoPeople)[number]['roles'][number]) =>
  demoPeople.find((person) => person.unit === unit && person.roles.includes(role))!.login

/** 拟稿、送审 … 报送 at the unit, each by whoever does it there. */
async function write(stage: Stage, schedule: Schedule, item: DemoItem) {
  const reporter = await stage.as(loginOf(item.unit, 'reporter'))
  const id = newId()
  await reporter.submissions.create({ id, title: item.title, body: bodyOf(item.text) })
  const person = demoPeople.find((someone) => someone.login === loginOf(item.unit, 'reporter'))!
  await reporter.submissions.saveDetails({
    id,
    version: 1,
    categoryCode: item.category,
    genreCode: item.genre,
    urgencyCode: item.urgency ?? 'normal',
    classificationCode: 'internal',
    keywords: item.keywords.split(' '),
    isMajor: item.major ?? false,
    authorName: person.name,
    authorPhone: person.mobile ?? '0351-3046000',
  })
  if (item.fate === 'draft') return
  const pace = item.urgency === 'flash' || item.urgency === 'urgent' ? 0.1 : 1
  await signAndSend(
    stage,
    schedule,
    { id, unit: item.unit, major: item.major ?? false, pace, stop: item.fate, reason: item.reason },
    () => handleAt(stage, schedule, item, id, pace),
  )
}

interface Way {
  id: string
  unit: string
  major: boolean
  pace: number
  stop: DemoItem['fate']
  reason?: string
}

async function signAndSend(stage: Stage, schedule: Schedule, way: Way, afterSending: () => Promise<void>) {
  const { id, unit, pace } = way
  const at = stage.app.clock().getTime()
  await (await stage.as(loginOf(unit, 'reporter'))).submissions.submitForReview({ id })
  if (way.stop === 'inReview') return
  schedule.add(at + 0.6 * hour * pace, async () => {
    const reviewer = await stage.as(loginOf(unit, 'reviewer'))
    if (way.stop === 'returned')
      return void (await reviewer.submissions.returnToAuthor({ id, reasonCode: 'facts', text: way.reason! }))
    await reviewer.submissions.passReview({ id, opinion: '内容属实，建议报送。' })
    const secrecy = await stage.as(loginOf(unit, 'secrecyReviewer'))
    const { text } = await secrecy.submissions.get({ id })
    await secrecy.submissions.reviewSecrecy({
      id,
      digest: text.digest,
      conclusion: 'pass',
      ground: '不涉及国家秘密和敏感信息。',
    })
    if (way.stop === 'awaitingSignOff') return
    schedule.add(at + 1.2 * hour * pace, async () => {
      const signer = await stage.as(loginOf(unit, way.major ? 'chiefSigner' : 'deputySigner'))
      await signer.submissions.signOff({ id, digest: text.digest, opinion: '同意报送。' })
      if (way.stop === 'signed') return
      await (await stage.as(loginOf(unit, 'reporter'))).submissions.send({ id })
      schedule.add(at + 2 * hour * pace, afterSending)
    })
  })
}

const officeOf = (unit: string) => (unit !== city && unit.startsWith('1401') && unit.length === 6 ? city : province)

/** 签收以后: what the receiving office made of it. */
async function handleAt(stage: Stage, schedule: Schedule, item: DemoItem, submissionId: string, pace: number) {
  const office = officeOf(item.unit)
  if (item.fate === 'arrived') return
  const editor = await stage.as(loginOf(office, 'editor'))
  const handling = await stage.app.db
    .selectFrom('handling')
    .innerJoin('unit', 'unit.id', 'handling.office_id')
    .select('handling.id')
    .where('submission_id', '=', submissionId)
    .where('unit.code', '=', office)
    .executeTakeFirstOrThrow()
  const { id } = handling
  await editor.desk.open({ id })
  if (item.comment) await editor.desk.comment({ id, text: item.comment, forSource: true })
  if (item.fate === 'received') return
  if (item.fate === 'rejected')
    return void (await editor.desk.reject({
      id,
      reasonCode: item.reason!,
      reasonText: item.advice!,
      advice: item.advice,
      mayResend: true,
    }))
  if (item.fate === 'notAdopted')
    return void (await editor.desk.decline({ id, reasonCode: 'similar', reasonText: item.reason! }))
  if (item.fate === 'heldBack')
    return void (await editor.desk.holdBack({ id, reasonCode: 'merge', reasonText: item.reason! }))
  await editor.desk.shortlist({ id })
  if (item.fate === 'shortlisted') return
  if (isMerged(item)) return mergeWhenBothAreHere(stage, schedule)
  const { pieceId } = await editor.desk.startEditing({ id })
  await polish(editor, pieceId)
  if (item.fate === 'editing') return
  await adoptAt(stage, office, pieceId, item.column ?? '工作动态', 'sole')
  if (item.fate !== 'published')
    schedule.add(stage.app.clock().getTime() + 3 * hour * pace, () => forwardUp(stage, schedule, item, pieceId))
}

const isMerged = (item: DemoItem) => merged.units.includes(item.unit) && item.keywords.includes(merged.keyword)

async function mergeWhenBothAreHere(stage: Stage, schedule: Schedule) {
  const editor = await stage.as(loginOf(city, 'editor'))
  const { items } = await editor.desk.inbox({ group: 'shortlisted', search: merged.keyword, limit: 50 })
  if (items.length < merged.units.length) return
  const { pieceId } = await editor.desk.merge({
    title: merged.title,
    sources: items.map((row, index) => ({
      handlingId: row.id,
      role: index === 0 ? ('lead' as const) : ('other' as const),
      weight: 1,
    })),
  })
  schedule.add(stage.app.clock().getTime() + hour, () => adoptAt(stage, city, pieceId, '问题与建议', 'composite'))
}

/** The editor's hand: a tighter opening, so that the traces show something. */
async function polish(editor: InsideClient, pieceId: string) {
  const { text } = await editor.desk.piece({ id: pieceId })
  const edited = JSON.stringify(text.body)
    .replace('取得初步成效', '取得阶段性成效')
    .replace('，应引起重视', '')
    .replaceAll('据了解，', '')
    .replaceAll(/(["，。；])目前/g, '$1截至目前')
    .replace('认真落实上级部署，', '')
  await editor.desk.savePiece({
    id: pieceId,
    title: text.title,
    body: JSON.parse(edited) as typeof text.body,
    baseVersion: text.version,
  })
}

async function adoptAt(stage: Stage, office: string, pieceId: string, columnName: string, mode: string) {
  const chief = await stage.as(loginOf(office, 'chiefEditor'))
  const { publications } = await chief.publications.options({})
  const publication =
    publications.find((one) => one.columns.some((column) => column.name === columnName)) ?? publications[0]!
  const column = publication.columns.find((one) => one.name === columnName) ?? publication.columns[0]!
  const editor = await stage.as(loginOf(office, 'editor'))
  const { text } = await editor.desk.piece({ id: pieceId })
  await editor.desk.submitForSecondReview({
    id: pieceId,
    baseVersion: text.version,
    publicationId: publication.id,
    columnId: column.id,
  })
  await chief.publications.adopt({ pieceId, publicationId: publication.id, columnId: column.id, mode })
}

/** 转报: the city's own version, reviewed and signed by the city, goes up to the province. */
async function forwardUp(stage: Stage, schedule: Schedule, item: DemoItem, pieceId: string) {
  const { submissionId } = await (await stage.as(loginOf(city, 'editor'))).desk.forward({ id: pieceId })
  const way: Way = { id: submissionId, unit: city, major: item.major ?? false, pace: 1, stop: 'arrived' }
  const next: DemoItem = {
    ...item,
    unit: city,
    fate: item.fate === 'forwardedPublished' ? 'published' : 'arrived',
    comment: undefined,
  }
  await signAndSend(stage, schedule, way, () => handleAt(stage, schedule, next, submissionId, 1))
}

/** 补录: one item came by phone. */
async function recordPhoneCall(stage: Stage) {
  const editor = await stage.as('sheng.zhou')
  const [office, source] = await Promise.all(
    [province, '140800'].map((code) =>
      stage.app.db.selectFrom('unit').select(['id']).where('code', '=', code).executeTakeFirstOrThrow(),
    ),
  )
  await editor.desk.backEntry({
    officeId: office!.id,
    channel: 'phone',
    sourceUnitId: source!.id,
    title: '运城市电话报告：黄河禹门口河段出现流凌',
    categoryCode: 'newSituation',
    urgencyCode: 'urgent',
    classificationCode: 'internal',
    body: bodyOf(
      '11月19日8时，运城市政府值班室电话报告：受降温影响，黄河禹门口河段出现流凌，流凌密度约15%。市水务部门已加密观测，沿河各县落实巡查责任。暂未对工程设施造成影响。',
    ),
    authorName: '值班员',
  })
}
