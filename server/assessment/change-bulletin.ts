import type { Body } from '../../contract/body.ts'
import type { Bulletin, BulletinTable } from '../../contract/assessment.ts'
import { headRevision, saveText, sealText, startText } from '../documents/index.ts'
import { sendLetter } from '../exchange/index.ts'
import { dayOf } from '../organisations/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { bulletinFacts } from './bulletin-facts.ts'
import { frozenStandings } from './frozen.ts'
import { loadBulletinFor, moveBulletin, showBulletin } from './load-bulletin.ts'
import { loadPeriod, loadPeriodFor } from './load-period.ts'
import { bulletinText } from './rules/bulletin-text.ts'

/** 生成通报: a first text from the closed period, to be edited by hand. */
export async function draftBulletin(
  cx: Cx,
  input: { id: string; periodId: string; tables: BulletinTable[] },
): Promise<Bulletin> {
  const period = await loadPeriodFor(cx, input.periodId, 'draftBulletin')
  const text = bulletinText(await bulletinFacts(cx, period), input.tables)
  await cx.db
    .insertInto('bulletin')
    .values({
      id: input.id,
      office_id: period.office_id,
      period_id: period.id,
      editor_id: cx.actor.personId,
      editor_name: cx.actor.name,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  await startText(cx, input.id, text)
  await cx.record('bulletin.drafted', { id: input.id, unitId: period.office_id }, { title: text.title })
  cx.tell('assessment', period.office_id)
  return showBulletin(cx, input.id)
}

export async function saveBulletin(
  cx: Cx,
  input: { id: string; title: string; body: Body; baseVersion: number },
): Promise<Bulletin> {
  const bulletin = await loadBulletinFor(cx, input.id, 'save')
  await saveText(cx, bulletin.id, { title: input.title, body: input.body, baseVersion: input.baseVersion })
  await moveBulletin(cx, bulletin, { editor_id: cx.actor.personId, editor_name: cx.actor.name })
  return showBulletin(cx, bulletin.id)
}

/** 签发, by somebody else than the last editor: binds the signature to exactly this text. */
export async function signBulletin(cx: Cx, input: { id: string; version: number }): Promise<Bulletin> {
  const bulletin = await loadBulletinFor(cx, input.id, 'sign')
  requireFreshProof(cx)
  if (input.version !== bulletin.version) throw new Refusal('stale', { at: bulletin.updated_at.toISOString() })
  const { digest, title } = await sealText(cx, bulletin.id)
  const statement = {
    bulletinId: bulletin.id,
    officeId: bulletin.office_id,
    digest,
    signerId: cx.actor.personId,
    signerName: cx.actor.name,
    signedAt: cx.now.toISOString(),
  }
  await moveBulletin(cx, bulletin, {
    status: 'signed',
    signer_id: cx.actor.personId,
    signer_name: cx.actor.name,
    signed_at: cx.now,
    signed_on: dayOf(cx.now),
    digest,
    key_id: cx.app.signingKey.id,
    signature: cx.app.signingKey.sign(statement),
  })
  await cx.record('bulletin.signed', { id: bulletin.id, unitId: bulletin.office_id }, { title, digest })
  return showBulletin(cx, bulletin.id)
}

/** 印发: a letter with the whole text to every unit that is ranked, and with what the unit itself has in it. */
export async function releaseBulletin(cx: Cx, input: { id: string }): Promise<Bulletin> {
  const bulletin = await loadBulletinFor(cx, input.id, 'release')
  requireFreshProof(cx)
  const text = await headRevision(cx, bulletin.id)
  if (text.digest !== bulletin.digest) throw new Refusal('stale', { at: bulletin.updated_at.toISOString() })
  const { groups } = await frozenStandings(cx, await loadPeriod(cx, bulletin.period_id), false)
  const units = groups.flatMap((group) => group.units)
  if (units.length === 0) throw new Refusal('bulletin.no_units')
  const standing = await cx.db
    .selectFrom('unit')
    .select('id')
    .where('valid_to', 'is', null)
    .where(
      'id',
      'in',
      units.map((unit) => unit.unitId),
    )
    .execute()
  const ids = new Set(standing.map(({ id }) => id))
  const there = units.filter((unit) => ids.has(unit.unitId))
  if (there.length === 0) throw new Refusal('bulletin.no_units')
  await cx.db
    .insertInto('bulletin_recipient')
    .values(there.map((unit) => ({ bulletin_id: bulletin.id, unit_id: unit.unitId, unit_name: unit.unitName })))
    .execute()
  await moveBulletin(cx, bulletin, { status: 'released', released_at: cx.now })
  for (const unit of there)
    await sendLetter(cx, {
      kind: 'bulletin.issued',
      fromUnitId: bulletin.office_id,
      toUnitId: unit.unitId,
      objectId: bulletin.id,
      body: {
        bulletinId: bulletin.id,
        officeName: bulletin.office.name,
        title: text.title,
        body: text.body,
        digest: text.digest!,
        signerName: bulletin.signer_name!,
        releasedAt: cx.now.toISOString(),
        own: { points: unit.points, rank: unit.rank },
      },
    })
  await cx.record(
    'bulletin.released',
    { id: bulletin.id, unitId: bulletin.office_id },
    { title: text.title, units: there.length },
  )
  return showBulletin(cx, bulletin.id)
}

export async function discardBulletin(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  const bulletin = await loadBulletinFor(cx, input.id, 'discard')
  await cx.db.deleteFrom('bulletin').where('id', '=', bulletin.id).execute()
  await cx.record('bulletin.discarded', { id: bulletin.id, unitId: bulletin.office_id })
  cx.tell('assessment', bulletin.office_id)
  return { ok: true }
}
