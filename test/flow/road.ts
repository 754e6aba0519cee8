import type { ContractRouterClient } from '@orpc/contract'
import type { Body } from '../../contract/body.ts'
import type { contract } from '../../contract/index.ts'
import { newId } from '../../server/platform/ids.ts'

/** Someone who calls the routes: in this process or over HTTP, it is the same road. */
export type Caller = Pick<ContractRouterClient<typeof contract>, 'submissions' | 'desk' | 'publications'>

export interface Writers {
  reporter: Caller
  reviewer: Caller
  secrecy: Caller
  signer: Caller
  authorName: string
}
export interface Editors {
  editor: Caller
  chief: Caller
}
/** Runs one step of the road; the benches measure here. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>
export const plainly: Step = (_name, work) => work()

/** 拟稿: title and body, then what stands beside them. */
export async function draft(
  people: Writers,
  text: { title: string; body: Body },
  step: Step = plainly,
): Promise<string> {
  const id = newId()
  const { version } = await step('create', () => people.reporter.submissions.create({ id, ...text }))
  await step('details', () =>
    people.reporter.submissions.saveDetails({
      id,
      version,
      categoryCode: 'keyWork',
      genreCode: 'news',
      authorName: people.authorName,
      authorPhone: '0351-3046000',
    }),
  )
  return id
}

/** 送审、审核、保密审查、签发、报送, each by whoever does it at the unit. */
export async function signAndSend(people: Writers, id: string, step: Step = plainly): Promise<{ digest: string }> {
  const { submission } = await step('submit', () => people.reporter.submissions.submitForReview({ id }))
  await step('pass', () => people.reviewer.submissions.passReview({ id, opinion: '' }))
  const { digest } = submission.text
  const { text } = await step('secrecyReview', () =>
    people.secrecy.submissions.reviewSecrecy({ id, digest, conclusion: 'pass', ground: '不涉密' }),
  )
  await step('sign', () => people.signer.submissions.signOff({ id, digest: text.digest, opinion: '同意' }))
  await step('send', () => people.reporter.submissions.send({ id }))
  return { digest: text.digest }
}

/** 二审和采用 of a piece that an editor has finished. */
export async function adoptPiece(
  people: Editors,
  pieceId: string,
  place: { publicationId: string; columnId: string; mode: string },
  step: Step = plainly,
): Promise<string> {
  const { text } = await people.editor.desk.piece({ id: pieceId })
  await step('secondReview', () =>
    people.editor.desk.submitForSecondReview({
      id: pieceId,
      baseVersion: text.version,
      publicationId: place.publicationId,
      columnId: place.columnId,
    }),
  )
  return (await step('adopt', () => people.chief.publications.adopt({ pieceId, ...place }))).adoptionId
}
