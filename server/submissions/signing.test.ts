import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { ItemSent } from '../../contract/letters.ts'
import type { SignedStatement } from '../../contract/letters.ts'
import type { Submission } from '../../contract/submissions.ts'
import { newAuthenticator } from '../../test/authenticator.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { openAccount } from '../identity/index.ts'
import type { Actor } from '../platform/access.ts'
import { runCommand } from '../platform/command.ts'
import { verifyStatement } from '../platform/keys.ts'
import { newId } from '../platform/ids.ts'
import { checkSignOff } from '../platform/personal-signature.ts'
import { systemActor } from '../platform/system-actor.ts'
import { getLife } from './life.ts'
import { passReview } from './pass-review.ts'
import { returnToAuthor } from './return-to-author.ts'
import { reviewSecrecy } from './review-secrecy.ts'
import { saveDetails } from './save-details.ts'
import { saveSubmissionText } from './save-text.ts'
import { sendOutside } from './send-outside.ts'
import { send } from './send.ts'
import { signOff, startSigning } from './sign-off.ts'
import { situation } from './situation.test-help.ts'
import { submitForReview } from './submit-for-review.ts'

let world: World
let office: Awaited<ReturnType<typeof situation>>
beforeAll(async () => {
  world = await newWorld()
  office = await situation(world)
})
afterAll(() => world.close())

const sendIt = (id: string, who: Actor = office.reporter) => world.as(who, (cx) => send(cx, { id }))

describe('四眼: nobody reviews or signs an own draft', () => {
  test('though they hold every role of the unit', async () => {
    const everything = await world.person(['reporter', 'reviewer', 'secrecyReviewer', 'chiefSigner'], '140105')
    const { id } = await office.item('draft')
    await world.db.updateTable('submission').set({ reporter_id: everything.personId }).where('id', '=', id).execute()
    await world.as(everything, (cx) => submitForReview(cx, { id }))
    const { text, actions } = await office.look(id, everything)
    expect(actions).toEqual([])
    await expect(world.as(everything, (cx) => passReview(cx, { id, opinion: '' }))).rejects.toMatchObject({
      code: 'submission.own_item',
    })
    await expect(
      world.as(everything, (cx) => reviewSecrecy(cx, { id, digest: text.digest, conclusion: 'pass', ground: '' })),
    ).rejects.toMatchObject({ code: 'submission.own_item' })
    await world.as(office.reviewer, (cx) => passReview(cx, { id, opinion: '' }))
    await office.passSecrecy(id)
    await expect(office.sign(id, everything)).rejects.toMatchObject({ code: 'submission.own_item' })
  })
})

describe('保密审查', () => {
  test('signing without it is refused', async () => {
    const { id } = await office.item('awaitingSignOff')
    await expect(office.sign(id)).rejects.toMatchObject({ code: 'submission.secrecy_review_missing' })
  })

  test('a change of the text after it asks for a new one', async () => {
    const item = await office.item('secrecyPassed')
    expect(item.secrecyReview).toMatchObject({ conclusion: 'pass', holds: true })
    await world.as(office.deputy, (cx) =>
      saveSubmissionText(cx, {
        id: item.id,
        title: item.title,
        body: bodyFromText('领导改过的一段。'),
        baseVersion: item.text.version,
      }),
    )
    expect((await office.look(item.id)).secrecyReview).toMatchObject({ conclusion: 'pass', holds: false })
    await expect(office.sign(item.id)).rejects.toMatchObject({ code: 'submission.secrecy_review_missing' })
    await office.passSecrecy(item.id)
    expect((await office.sign(item.id)).status).toBe('signed')
  })

  test('so does an attachment added after it', async () => {
    const item = await office.item('secrecyPassed')
    const fileId = newId()
    await world.db
      .insertInto('stored_file')
      .values({
        id: fileId,
        sha256: 'a'.repeat(64),
        name: '附表.xlsx',
        media_type: 'text/plain',
        size: 1,
        unit_id: office.deputy.unitId,
        uploaded_by: office.deputy.personId,
        uploaded_at: '2026-03-02T01:00:00Z',
      })
      .execute()
    await world.as(office.deputy, (cx) => saveDetails(cx, { id: item.id, version: item.version, fileIds: [fileId] }))
    await expect(office.sign(item.id)).rejects.toMatchObject({ code: 'submission.secrecy_review_missing' })
  })

  test('is recorded on the text that was read, not on one saved meanwhile', async () => {
    const item = await office.item('inReview')
    await world.as(office.reviewer, (cx) =>
      saveSubmissionText(cx, {
        id: item.id,
        title: item.title,
        body: bodyFromText('新内容。'),
        baseVersion: item.text.version,
      }),
    )
    await expect(
      world.as(office.secrecy, (cx) =>
        reviewSecrecy(cx, { id: item.id, digest: item.text.digest, conclusion: 'pass', ground: '' }),
      ),
    ).rejects.toMatchObject({ code: 'submission.text_changed', data: { by: office.reviewer.name } })
  })

  test.each(['revise', 'forbid'] as const)('%s brings it back to the author with the ground', async (conclusion) => {
    const item = await office.item('awaitingSignOff')
    const reviewed = await world.as(office.secrecy, (cx) =>
      reviewSecrecy(cx, { id: item.id, digest: item.text.digest, conclusion, ground: '含未公开数据' }),
    )
    expect(reviewed).toMatchObject({ status: 'returned', returnReason: '保密审查未通过：含未公开数据' })
  })
})

describe('签发 (第十三条)', () => {
  test('binds the signer to exactly this text, and locks it', async () => {
    const { id } = await office.item('secrecyPassed')
    const signed = await office.sign(id, office.deputy)
    const { statement, signature, publicKeyPem } = signed.signOff!
    expect(statement).toMatchObject({
      submissionId: id,
      digest: signed.text.digest,
      signerName: office.deputy.name,
      signedAs: 'deputyHead',
      delegatedFrom: null,
      opinion: '同意报送',
    })
    expect(verifyStatement(publicKeyPem, statement, signature)).toBe(true)
    expect(verifyStatement(publicKeyPem, { ...statement, opinion: '不同意' }, signature)).toBe(false)
    await expect(
      world.as(office.deputy, (cx) =>
        saveSubmissionText(cx, { id, title: 'x', body: bodyFromText('x'), baseVersion: signed.text.version }),
      ),
    ).rejects.toMatchObject({ code: 'submission.wrong_state' })
  })

  test('重要信息 is for the chief head', async () => {
    const { id } = await office.item('secrecyPassed', { isMajor: true })
    await expect(office.sign(id, office.deputy)).rejects.toMatchObject({ code: 'submission.major_needs_chief' })
    expect((await office.sign(id, office.chief)).signOff!.statement.signedAs).toBe('chiefHead')
  })

  test('a delegate’s signature says for whom', async () => {
    const { id } = await office.item('secrecyPassed')
    const delegate = {
      ...office.reviewer,
      grants: [
        {
          role: 'chiefSigner' as const,
          unitId: office.chief.unitId,
          unitPath: office.chief.unitPath,
          reach: 'own' as const,
          delegatedFrom: '张主任',
        },
      ],
    }
    expect((await office.sign(id, delegate)).signOff!.statement).toMatchObject({
      signerName: office.reviewer.name,
      signedAs: 'chiefHead',
      delegatedFrom: '张主任',
    })
  })

  test('asks for the password again when it was given too long ago', async () => {
    const { id, text } = await office.item('secrecyPassed')
    const idle = { ...office.chief, provedAt: new Date('2026-03-02T00:54:59Z') }
    await expect(
      runCommand(world.app, idle, (cx) => signOff(cx, { id, digest: text.digest, opinion: '' })),
    ).rejects.toMatchObject({ code: 'prove_again' })
  })

  test('a text saved while the signer read is not signed', async () => {
    const item = await office.item('secrecyPassed')
    await world.as(office.deputy, (cx) =>
      saveSubmissionText(cx, {
        id: item.id,
        title: item.title,
        body: bodyFromText('改。'),
        baseVersion: item.text.version,
      }),
    )
    await expect(
      world.as(office.chief, (cx) => signOff(cx, { id: item.id, digest: item.text.digest, opinion: '' })),
    ).rejects.toMatchObject({ code: 'submission.text_changed' })
  })

  test('the signer may take it back before it leaves; the old signature no longer counts', async () => {
    const { id } = await office.item('signed')
    const returned = await world.as(office.deputy, (cx) =>
      returnToAuthor(cx, { id, reasonCode: 'facts', text: '数字有误' }),
    )
    expect(returned.status).toBe('returned')
    await world.as(office.reporter, (cx) =>
      saveSubmissionText(cx, {
        id,
        title: returned.title,
        body: bodyFromText('更正。'),
        baseVersion: returned.text.version,
      }),
    )
    expect((await office.look(id)).signOff).toBeNull()
  })
})

describe('本人签名', () => {
  let device: ReturnType<typeof newAuthenticator>
  beforeAll(async () => {
    device = newAuthenticator()
    const accountId = await world.as(systemActor, (cx) =>
      openAccount(cx, { ...office.chief, login: 'signs.in.person', password: 'Xiaodian-8848' }),
    )
    await world.db
      .insertInto('second_factor')
      .values({
        id: newId(),
        account_id: accountId,
        kind: 'passkey',
        name: '本机',
        credential_id: device.credentialId,
        public_key: device.publicKey,
        counter: 0,
        created_at: world.app.clock(),
        confirmed_at: world.app.clock(),
      })
      .execute()
  })
  const ask = async (item: Submission, opinion = '同意报送') =>
    (await world.as(office.chief, (cx) => startSigning(cx, { id: item.id, digest: item.text.digest, opinion })))
      .passkey!
  type Answer = { step: string; response: Record<string, unknown> }
  const answer = (item: Submission, personal: Answer, opinion = '同意报送') =>
    runCommand(world.app, { ...office.chief, provedAt: null }, (cx) =>
      signOff(cx, { id: item.id, digest: item.text.digest, opinion, personal }),
    )

  test('the passkey signs exactly this text without a password, and the signature travels and holds', async () => {
    const item = await office.item('secrecyPassed', { receiverIds: [world.unit('140100').id] })
    const asked = await ask(item)
    const signed = await answer(item, { step: asked.step, response: device.answer(asked.options) })
    expect(signed.signOff!.check).toEqual({ by: 'passkey', holds: true })
    await sendIt(item.id)
    const { signOff: sent } = ItemSent.parse(office.caught.at(-1)!.body)
    expect(await checkSignOff(sent)).toEqual({ by: 'passkey', holds: true })
    const { personal, ...without } = sent
    const other = newAuthenticator()
    for (const [why, forged] of Object.entries({
      'the answer is taken off': without,
      'the answer is of another text': { ...sent, statement: { ...sent.statement, digest: '0'.repeat(64) } },
      'the answer is of another key': {
        ...sent,
        personal: { ...personal!, publicKey: other.publicKey.toString('base64url') },
      },
      'the answer is of another question': { ...sent, personal: { ...personal!, nonce: 'x' } },
      'a statement by password got an answer': byPassword(sent),
    }))
      expect(await checkSignOff(forged), why).toMatchObject({ holds: false })
  })

  /** What a dishonest relay could make: the same statement, witnessed anew by a key of its own, as if no passkey had been there. */
  function byPassword(sent: SignedStatement): SignedStatement {
    const { passkey: _, ...statement } = sent.statement
    return { ...sent, statement, signature: world.app.signingKey.sign(statement) }
  }

  test.each<[string, (item: Submission) => Promise<Answer>]>([
    [
      'an answer for another opinion',
      async (item) => {
        const asked = await ask(item, '不同意')
        return { step: asked.step, response: device.answer(asked.options) }
      },
    ],
    [
      'an answer for another text',
      async (item) => {
        const asked = await ask({ ...item, text: { ...item.text, digest: 'a'.repeat(64) } })
        return { step: asked.step, response: device.answer(asked.options) }
      },
    ],
    [
      'an answer given on another site',
      async (item) => {
        const asked = await ask(item)
        return { step: asked.step, response: device.answer(asked.options, 'https://evil.example') }
      },
    ],
    [
      'a device that did not recognise its owner',
      async (item) => {
        const asked = await ask(item)
        return { step: asked.step, response: device.answer(asked.options, 'http://localhost', false) }
      },
    ],
    [
      'the passkey of somebody else',
      async (item) => {
        const asked = await ask(item)
        return { step: asked.step, response: newAuthenticator().answer(asked.options) }
      },
    ],
  ])('%s signs nothing', async (_why, made) => {
    const item = await office.item('secrecyPassed')
    await expect(answer(item, await made(item))).rejects.toMatchObject({ code: 'identity.passkey_refused' })
    expect((await office.look(item.id)).status).toBe('awaitingSignOff')
  })

  test('one answer signs once; who has no passkey is asked for the password', async () => {
    const item = await office.item('secrecyPassed')
    const asked = await ask(item)
    const once = { step: asked.step, response: device.answer(asked.options) }
    await answer(item, once)
    const next = await office.item('secrecyPassed')
    await expect(answer(next, once)).rejects.toMatchObject({ code: 'identity.sign_in_step_over' })
    const { id, text } = next
    await world.as(systemActor, (cx) =>
      openAccount(cx, { ...office.deputy, login: 'signs.by.password', password: 'Xiaodian-8848' }),
    )
    const started = await world.as(office.deputy, (cx) => startSigning(cx, { id, digest: text.digest, opinion: '' }))
    expect(started.passkey).toBeNull()
    expect((await office.sign(id, office.deputy)).signOff!.check).toEqual({ by: 'password', holds: true })
  })
})

describe('报送', () => {
  test('carries text, signature and secrecy review to each receiver', async () => {
    const receiverIds = [world.unit('140100').id, world.unit('140000').id]
    const { id } = await office.item('signed', { receiverIds })
    const before = office.caught.length
    const sent = await sendIt(id)
    expect(sent).toMatchObject({ status: 'sent', sentAt: '2026-03-02T01:00:00.000Z' })
    expect(sent.deliveries.map((delivery) => [delivery.officeId, delivery.status])).toEqual([
      [receiverIds[0], 'sent'],
      [receiverIds[1], 'sent'],
    ])
    const letters = office.caught.slice(before)
    expect(letters.map((letter) => letter.toUnitId)).toEqual(receiverIds)
    const letter = ItemSent.parse(letters[0]!.body)
    expect(letter).toMatchObject({
      submissionId: id,
      digest: sent.text.digest,
      secrecyReview: { conclusion: 'pass', ground: '不涉密' },
      provenance: [],
    })
    expect(verifyStatement(letter.signOff.publicKeyPem, letter.signOff.statement, letter.signOff.signature)).toBe(true)
  })

  test('twice is refused with the time of the first, also at the same moment', async () => {
    const { id } = await office.item('signed')
    const before = office.caught.length
    const both = await Promise.allSettled([sendIt(id), sendIt(id, office.reviewer)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      code: 'submission.already_sent',
      data: { at: '2026-03-02T01:00:00.000Z' },
    })
    expect(office.caught.length - before).toBe(1)
  })

  test('not without a sign-off', async () => {
    const { id } = await office.item('secrecyPassed')
    await expect(sendIt(id)).rejects.toMatchObject({ code: 'submission.wrong_state' })
    await world.db.updateTable('submission').set({ status: 'signed' }).where('id', '=', id).execute() // forged in the table
    await expect(sendIt(id)).rejects.toMatchObject({ code: 'submission.not_signed' })
  })

  test('a text changed behind the system’s back does not leave', async () => {
    const { id, text } = await office.item('signed')
    await sql`alter table revision disable trigger revision_sealed`.execute(world.db)
    await world.db.updateTable('revision').set({ title: '被篡改的标题' }).where('id', '=', text.revisionId).execute()
    await expect(sendIt(id)).rejects.toMatchObject({ code: 'submission.text_tampered' })
    await sql`alter table revision enable trigger revision_sealed`.execute(world.db)
  })

  test('a forged signature does not leave', async () => {
    const { id } = await office.item('signed')
    await sql`update sign_off set statement = jsonb_set(statement, '{signerName}', '"别人"') where submission_id = ${id}`.execute(
      world.db,
    )
    await expect(sendIt(id)).rejects.toMatchObject({ code: 'submission.text_tampered' })
  })

  test('to nobody is refused', async () => {
    const { id } = await office.item('signed')
    await world.db.updateTable('submission').set({ receiver_ids: [] }).where('id', '=', id).execute()
    await expect(sendIt(id)).rejects.toMatchObject({ code: 'submission.no_receiver' })
  })
})

describe('上报系统外上级', () => {
  const byMail = { officeCode: 'stateCouncil', roadCode: 'classifiedMail', reference: '晋政办信〔2026〕12号', note: '' }

  test('the office at the top records where its signed item went, once; the life says so', async () => {
    const province = await situation(world, '140000')
    const { id, text, actions } = await province.item('signed')
    expect(actions).toContain('sendOutside')
    expect(actions).not.toContain('send')
    await expect(sendIt(id, province.reporter)).rejects.toMatchObject({ code: 'submission.no_office_above' })

    const sendingId = newId()
    const record = () => world.as(province.reporter, (cx) => sendOutside(cx, { id, sendingId, ...byMail }))
    expect(await record()).toMatchObject({
      status: 'sent',
      outsideSendings: [
        { officeName: '国务院办公厅', roadName: '机要交换', reference: '晋政办信〔2026〕12号', digest: text.digest },
      ],
    })
    expect((await record()).outsideSendings).toHaveLength(1)
    const { lines } = await world.asReader(province.reporter, (cx) => getLife(cx, { id }))
    expect(lines.at(-1)).toMatchObject({ kind: 'sent', data: { upperOffice: '国务院办公厅', roadName: '机要交换' } })
  })

  test('not without a sign-off, and not past a desk that is here', async () => {
    const province = await situation(world, '140000')
    const { id } = await province.item('secrecyPassed')
    await expect(
      world.as(province.reporter, (cx) => sendOutside(cx, { id, sendingId: newId(), ...byMail })),
    ).rejects.toMatchObject({ code: 'submission.wrong_state' })
    const { id: below } = await office.item('signed')
    await expect(
      world.as(office.reporter, (cx) => sendOutside(cx, { id: below, sendingId: newId(), ...byMail })),
    ).rejects.toMatchObject({ code: 'submission.office_above' })
  })
})
