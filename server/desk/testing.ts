import type { z } from 'zod'
import { bodyFromText } from '../../contract/body.ts'
import type { Body } from '../../contract/body.ts'
import type { ItemProgress, ItemSent, SignOffStatement } from '../../contract/letters.ts'
import type { UnitCode, World } from '../../test/world.ts'
import { digestOf } from '../documents/index.ts'
import { sendLetter } from '../exchange/index.ts'
import type { Actor } from '../platform/access.ts'
import { newId } from '../platform/ids.ts'

type Letter = z.infer<typeof ItemSent>
export interface Arrival {
  from?: UnitCode
  to?: UnitCode
  title?: string
  text?: string
  body?: Body
  submissionId?: string
  change?: Partial<Letter>
}

/** Words to build a situation at a desk: what arrived there, and what was told to the units. For tests. */
export async function deskWorld(world: World) {
  const reporters = new Map<UnitCode, Actor>()
  const reporter = async (code: UnitCode) => {
    if (!reporters.has(code)) reporters.set(code, await world.person('reporter', code))
    return reporters.get(code)!
  }

  /** A letter as a unit sends it: signed off over exactly this text. `change` is applied after the signature, as a forger would. */
  const letter = (
    from: UnitCode,
    {
      title = '小店区稳岗就业成效明显',
      text = '一季度新增就业三千人。',
      body = bodyFromText(text),
      submissionId = newId(),
      change = {},
    }: Arrival,
  ): Letter => {
    const unit = world.unit(from)
    const statement: SignOffStatement = {
      submissionId,
      digest: digestOf({ title, body }),
      unitId: unit.id,
      unitName: unit.name,
      signerId: newId(),
      signerName: '李主任',
      signerTitle: '副主任',
      signedAs: 'deputyHead',
      delegatedFrom: null,
      opinion: '同意报送',
      signedAt: '2026-03-02T00:30:00.000Z',
    }
    const { id: keyId, publicKeyPem } = world.app.signingKey
    return {
      submissionId,
      unitId: unit.id,
      unitName: unit.name,
      title,
      body,
      digest: statement.digest,
      categoryCode: 'keyWork',
      genreCode: 'news',
      urgencyCode: 'normal',
      classificationCode: 'internal',
      keywords: ['就业'],
      isMajor: false,
      authorName: '王信息',
      authorPhone: '0351-1234567',
      signOff: { statement, keyId, publicKeyPem, signature: world.app.signingKey.sign(statement) },
      secrecyReview: {
        conclusion: 'pass',
        ground: '不涉密',
        reviewerName: '赵保密',
        reviewedAt: '2026-03-02T00:20:00.000Z',
      },
      provenance: [],
      attachments: [],
      followUpOf: null,
      followUpNumber: null,
      sentAt: '2026-03-02T01:00:00.000Z',
      ...change,
    }
  }

  /** Sends the letter; answers the id of the item at the receiving office. */
  const arrive = async (arrival: Arrival = {}): Promise<string> => {
    const { from = '140105', to = '140100' } = arrival
    const body = letter(from, arrival)
    await world.as(await reporter(from), (cx) =>
      sendLetter(cx, {
        kind: 'item.sent',
        fromUnitId: world.unit(from).id,
        toUnitId: world.unit(to).id,
        objectId: body.submissionId,
        body,
      }),
    )
    const row = await world.db
      .selectFrom('handling')
      .select('id')
      .where('office_id', '=', world.unit(to).id)
      .where('submission_id', '=', body.submissionId)
      .executeTakeFirstOrThrow()
    return row.id
  }

  /** What the unit was told of an item, in order. */
  const told = async (handlingId: string): Promise<ItemProgress[]> => {
    const rows = await world.db
      .selectFrom('letter')
      .innerJoin('handling', 'handling.submission_id', 'letter.object_id')
      .select('letter.body')
      .where('handling.id', '=', handlingId)
      .where('letter.kind', '=', 'item.progress')
      .orderBy('letter.object_number')
      .execute()
    return rows.map((row) => row.body as unknown as ItemProgress)
  }
  const stages = async (handlingId: string) => (await told(handlingId)).map((progress) => progress.stage)
  const status = async (handlingId: string) =>
    (await world.db.selectFrom('handling').select('status').where('id', '=', handlingId).executeTakeFirstOrThrow())
      .status

  return { letter, arrive, told, stages, status, reporter }
}
