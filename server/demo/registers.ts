import { newId } from '../platform/ids.ts'
import type { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'

const hour = 3_600_000
const day = 24 * hour
/** A text the province printed that goes on to the State Council. */
const goesUp = '揭榜挂帅'

/** What an office keeps beside its publications: 报国办 and what came of it, 共享信息, 份号. */
export function keepRegisters(stage: Stage, schedule: Schedule, end: number): void {
  schedule.add(end - 10 * day, () => reportToStateCouncil(stage))
  schedule.add(end - 2 * day, () => enterItsResult(stage))
  schedule.add(end - 9 * day, () => shareWithOthers(stage))
  schedule.add(end - 7 * day, () => numberPrints(stage))
}

const pieceOf = async (stage: Stage) => {
  const { items } = await (await stage.as('sheng.zhou')).desk.pieces({ search: goesUp, limit: 1 })
  return items[0]!
}

/** 转报、审核、保密审查、签发, then by 机要交换: the State Council has no desk in the system. */
async function reportToStateCouncil(stage: Stage) {
  const editor = await stage.as('sheng.zhou')
  const { submissionId: id } = await editor.desk.forward({ id: (await pieceOf(stage)).id })
  await editor.submissions.submitForReview({ id })
  await (await stage.as('sheng.wu')).submissions.passReview({ id, opinion: '有借鉴意义，建议上报。' })
  const secrecy = await stage.as('sheng.xue')
  const { text } = await secrecy.submissions.get({ id })
  const { digest } = text
  await secrecy.submissions.reviewSecrecy({ id, digest, conclusion: 'pass', ground: '不涉及国家秘密和敏感信息。' })
  await (await stage.as('sheng.cui')).submissions.signOff({ id, digest, opinion: '同意报国办。' })
  await editor.submissions.sendOutside({
    id,
    sendingId: newId(),
    officeCode: 'stateCouncil',
    roadCode: 'classifiedMail',
    reference: '晋政办信〔2026〕46号',
    note: '',
  })
}

async function enterItsResult(stage: Stage) {
  const { id: pieceId } = await pieceOf(stage)
  const call = '国务院办公厅信息处来电：山西省报送的“揭榜挂帅”做法已在《政务情况交流》综合采用。'
  const evidence = await stage.upload('sheng.han', '国办采用情况电话记录.txt', call)
  const today = new Date(stage.app.clock().getTime() + 8 * hour).toISOString().slice(0, 10)
  await (
    await stage.as('sheng.han')
  ).publications.recordResult({
    id: newId(),
    pieceId,
    kind: 'state',
    byWhom: '国务院办公厅',
    publicationName: '政务情况交流',
    issueLabel: '第86期',
    resultOn: today,
    fileIds: [evidence],
  })
}

async function shareWithOthers(stage: Stage) {
  const editor = await stage.as('sheng.zhou')
  for (const search of ['课后服务', '智能网联']) {
    const { items } = await editor.desk.inbox({ search, limit: 1 })
    if (items[0]) await editor.desk.share({ id: items[0].id, shared: true, ground: '做法具体，供各地参考。' })
  }
}

/** 《山西政务参阅》 is printed with numbers; the leaders' prints are given out, one has come back. */
async function numberPrints(stage: Stage) {
  const chief = await stage.as('sheng.han')
  const { items } = await chief.publications.issues({ search: '光伏', limit: 1 })
  const id = items[0]!.id
  await chief.publications.numberCopies({ id, count: 10 })
  const leaders = await stage.app.db
    .selectFrom('account')
    .select('person_id')
    .where('login', 'in', ['sheng.lingdao', 'sheng.fenguan'])
    .orderBy('login')
    .execute()
  await chief.publications.giveCopies({ id, personIds: leaders.map(({ person_id }) => person_id), unitIds: [] })
  const { items: given } = await chief.publications.copies({ id })
  await chief.publications.settleCopies({
    id,
    copyIds: given
      .filter(({ status }) => status === 'held')
      .slice(0, 1)
      .map((copy) => copy.id),
    settlement: 'takeBack',
    note: '阅毕收回。',
  })
}
