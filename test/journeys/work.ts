import { bodyOf } from '../../server/demo/text.ts'
import { newId } from '../../server/platform/ids.ts'
import type { Story } from './people.ts'

type As = Story['as']
interface Written {
  title: string
  text: string
  category?: string
}

/** What went before a journey begins: written, reviewed, signed and sent by the people of a unit, without a browser. */
export async function sentFrom(as: As, unit: 'xiaodian' | 'yingze', item: Written): Promise<string> {
  const { id, people } = await submitted(as, unit, item)
  await secrecyPassed(as, id, people[1], people[2])
  await signedBy(as, id, people[3])
  await (await as(people[0])).submissions.send({ id })
  return id
}

/** An item of 小店区 that waits for the signature of xiaodian.wang. */
export async function readyToSign(as: As, item: Written): Promise<string> {
  const { id, people } = await submitted(as, 'xiaodian', item)
  await secrecyPassed(as, id, people[1], people[2])
  return id
}

async function submitted(as: As, unit: 'xiaodian' | 'yingze', item: Written) {
  const people =
    unit === 'xiaodian'
      ? (['xiaodian.li', 'xiaodian.zhang', 'xiaodian.sun', 'xiaodian.wang'] as const)
      : (['yingze.xinxi', 'yingze.kezhang', 'yingze.kezhang', 'yingze.zhuren'] as const)
  const id = newId()
  const reporter = await as(people[0])
  await reporter.submissions.create({ id, title: item.title, body: bodyOf(item.text) })
  await reporter.submissions.saveDetails({
    id,
    version: 1,
    categoryCode: item.category ?? 'newSituation',
    genreCode: 'news',
    authorName: '李晓雯',
    authorPhone: '13800140501',
  })
  await reporter.submissions.submitForReview({ id })
  return { id, people }
}

async function secrecyPassed(as: As, id: string, reviewer: string, secrecy: string) {
  await (await as(reviewer)).submissions.passReview({ id, opinion: '' })
  const { text } = await (await as(secrecy)).submissions.get({ id })
  await (
    await as(secrecy)
  ).submissions.reviewSecrecy({ id, digest: text.digest, conclusion: 'pass', ground: '不涉及国家秘密。' })
}

async function signedBy(as: As, id: string, signer: string) {
  const { text } = await (await as(signer)).submissions.get({ id })
  await (await as(signer)).submissions.signOff({ id, digest: text.digest, opinion: '同意报送。' })
}

/** 市级: received, edited and adopted by 太原市, its own version signed and sent to the province. Gives the piece of the city. */
export async function forwardedByCity(as: As, title: string): Promise<{ pieceId: string; submissionId: string }> {
  const editor = await as('taiyuan.chen')
  const { items } = await editor.desk.inbox({ search: title, limit: 5 })
  await editor.desk.receive({ id: items[0]!.id })
  const { pieceId } = await editor.desk.startEditing({ id: items[0]!.id })
  await adoptedInto(as, { pieceId, editor: 'taiyuan.chen', chief: 'taiyuan.liu', column: '工作动态' })
  const { submissionId } = await editor.desk.forward({ id: pieceId })
  await editor.submissions.submitForReview({ id: submissionId })
  await secrecyPassed(as, submissionId, 'taiyuan.guo', 'taiyuan.he')
  await signedBy(as, submissionId, 'taiyuan.ma')
  await editor.submissions.send({ id: submissionId })
  return { pieceId, submissionId }
}

/** 复审采用. */
export async function adoptedInto(
  as: As,
  way: { pieceId: string; editor: string; chief: string; column: string },
): Promise<void> {
  const [editor, chief] = [await as(way.editor), await as(way.chief)]
  const { publications } = await chief.publications.options({})
  const publication = publications.find((one) => one.columns.some(({ name }) => name === way.column))!
  const columnId = publication.columns.find(({ name }) => name === way.column)!.id
  const { text } = await editor.desk.piece({ id: way.pieceId })
  await editor.desk.submitForSecondReview({
    id: way.pieceId,
    baseVersion: text.version,
    publicationId: publication.id,
    columnId,
  })
  await chief.publications.adopt({ pieceId: way.pieceId, publicationId: publication.id, columnId, mode: 'sole' })
}

/** At the province: received, edited and adopted. */
export async function adoptedByProvince(as: As, title: string, column: string): Promise<void> {
  const editor = await as('sheng.zhou')
  const { items } = await editor.desk.inbox({ search: title, limit: 5 })
  await editor.desk.receive({ id: items[0]!.id })
  const { pieceId } = await editor.desk.startEditing({ id: items[0]!.id })
  const { text } = await editor.desk.piece({ id: pieceId })
  const body = JSON.parse(JSON.stringify(text.body).replace('取得初步成效', '取得阶段性成效')) as typeof text.body
  await editor.desk.savePiece({ id: pieceId, title: text.title, body, baseVersion: text.version })
  await adoptedInto(as, { pieceId, editor: 'sheng.zhou', chief: 'sheng.han', column })
}
