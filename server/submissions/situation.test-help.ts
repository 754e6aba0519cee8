import { bodyFromText } from '../../contract/body.ts'
import type { LetterBody } from '../../contract/letters.ts'
import type { Submission } from '../../contract/submissions.ts'
import type { Actor } from '../platform/access.ts'
import { newId } from '../platform/ids.ts'
import { sendLetter } from '../exchange/index.ts'
import type { UnitCode, World } from '../../test/world.ts'
import { createSubmission } from './create.ts'
import { passReview } from './pass-review.ts'
import { reviewSecrecy } from './review-secrecy.ts'
import { saveDetails } from './save-details.ts'
import { send } from './send.ts'
import { getSubmission } from './show.ts'
import { signOff } from './sign-off.ts'
import { submitForReview } from './submit-for-review.ts'

type Step = 'draft' | 'inReview' | 'awaitingSignOff' | 'secrecyPassed' | 'signed' | 'sent'
const steps: readonly Step[] = ['draft', 'inReview', 'awaitingSignOff', 'secrecyPassed', 'signed', 'sent']

/** The people of an office (小店区政府办) and an item on its way; letters to the desks above are caught, not handled. */
export async function situation(world: World, unit: UnitCode = '140105') {
  const caught: { kind: string; toUnitId: string; body: unknown }[] = []
  const handlers = world.app.letterHandlers
  world.app.letterHandlers = {
    ...handlers,
    'item.sent': async (_cx, letter) => void caught.push(letter),
    'item.withdrawn': async (_cx, letter) => void caught.push(letter),
  }
  const people = {
    reporter: await world.person('reporter', unit),
    reviewer: await world.person('reviewer', unit),
    secrecy: await world.person('secrecyReviewer', unit),
    deputy: await world.person('deputySigner', unit),
    chief: await world.person('chiefSigner', unit),
    editor: await world.person('editor', '140100'),
  }
  const look = (id: string, who: Actor = people.reporter) => world.asReader(who, (cx) => getSubmission(cx, { id }))

  /** An item that has come as far as `until`. */
  async function item(
    until: Step,
    over: { title?: string; text?: string; isMajor?: boolean; receiverIds?: string[]; urgencyCode?: string } = {},
  ): Promise<Submission> {
    const id = newId()
    const body = bodyFromText(over.text ?? '今年以来，小店区春耕备耕各项工作有序推进。')
    const draft = await world.as(people.reporter, (cx) =>
      createSubmission(cx, { id, title: over.title ?? `小店区春耕备耕进展${id.slice(-6)}`, body }),
    )
    const { isMajor = false, urgencyCode = 'normal', receiverIds } = over
    await world.as(people.reporter, (cx) =>
      saveDetails(cx, {
        id,
        version: draft.version,
        categoryCode: 'keyWork',
        isMajor,
        urgencyCode,
        ...(receiverIds && { receiverIds }),
      }),
    )
    const acts: Record<Exclude<Step, 'draft'>, () => Promise<unknown>> = {
      inReview: () => world.as(people.reporter, (cx) => submitForReview(cx, { id })),
      awaitingSignOff: () => world.as(people.reviewer, (cx) => passReview(cx, { id, opinion: '' })),
      secrecyPassed: () => passSecrecy(id),
      signed: () => sign(id),
      sent: () => world.as(people.reporter, (cx) => send(cx, { id })),
    }
    for (const step of steps.slice(1, steps.indexOf(until) + 1)) await acts[step as Exclude<Step, 'draft'>]()
    return look(id)
  }

  async function passSecrecy(id: string) {
    const { text } = await look(id)
    return world.as(people.secrecy, (cx) =>
      reviewSecrecy(cx, { id, digest: text.digest, conclusion: 'pass', ground: '不涉密' }),
    )
  }

  async function sign(id: string, signer: Actor = people.chief) {
    const { text } = await look(id)
    return world.as(signer, (cx) => signOff(cx, { id, digest: text.digest, opinion: '同意报送' }))
  }

  /** The city's office tells the county what it did. */
  const tell = (
    id: string,
    progress: Partial<LetterBody<'item.progress'>> & { stage: LetterBody<'item.progress'>['stage'] },
    from: '140100' | '140000' = '140100',
  ) =>
    world.as(people.editor, (cx) =>
      sendLetter(cx, {
        kind: 'item.progress',
        fromUnitId: world.unit(from).id,
        toUnitId: world.unit('140105').id,
        objectId: id,
        body: {
          submissionId: id,
          at: cx.now.toISOString(),
          officeId: world.unit(from).id,
          officeName: world.unit(from).name,
          byName: '王编辑',
          ...progress,
        },
      }),
    )

  return { ...people, caught, item, look, passSecrecy, sign, tell }
}
