import type { NodeKnown } from '../../contract/letters.ts'
import type { z } from 'zod'
import { layDirectory, loadUnit, readDirectory } from '../organisations/index.ts'
import type { Directory } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission, runCommand } from '../platform/command.ts'
import type { App, Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { Caller, Unwilling } from './carrier/caller.ts'
import { readInvitationCode, refuseTaken, takeInvitation } from './invitations.ts'
import { keepFurtherNode, nodesToTell, tellNodeKnown } from './known-nodes.ts'
import { fingerprintOfNode, keyFingerprint, loadOwn, publicKeysOf } from './own-keys.ts'
import type { PublicKey } from './own-keys.ts'
import { wakeLine } from './queue-letter.ts'
import { newLine } from './line-state.ts'
import type { NodeRow } from './nodes.ts'
import { ensureSelf } from './self-node.ts'

/** A node as it introduces itself. */
export interface Introduction {
  id: string
  code: string
  name: string
  suite: string
  unitId: string | null
  keys: PublicKey[]
}

/** What the node above answers while two people there compare the fingerprint, and after they have. */
export type EnrolmentAnswer =
  | { state: 'enrolling' | 'revoked' }
  | { state: 'active'; unitId: string; upperUnitId: string; directory: Directory; known: z.infer<typeof NodeKnown>[] }

/**
 * 接入上级节点: this node introduces itself with the one-time invitation and pins the keys of the node above, which must be those
 * the invitation names. From here on the line waits until two people there have compared the fingerprint this returns.
 */
export async function enrol(app: App, text: string) {
  const code = readInvitationCode(text)
  if (new Date(code.expiresAt) <= app.clock()) throw new Refusal('node.invitation_over')
  const own = await runCommand(app, systemActor, async (cx) => {
    const upper = await findUpper(cx)
    if (upper) throw new Refusal('node.already_enrolled', { name: upper.name })
    const self = await ensureSelf(cx, code.suite, { code: code.unitCode, name: code.unitName })
    if (self.code !== code.unitCode) throw new Refusal('node.already_enrolled', { name: self.name })
    const keys = await publicKeysOf(cx.db, self.id, code.suite)
    const introduction: Introduction = {
      id: self.id,
      code: self.code,
      name: self.name,
      suite: code.suite,
      unitId: self.unit_id,
      keys,
    }
    return { introduction, fingerprint: self.fingerprint, tls: (await loadOwn(app, cx.db))!.tls }
  })
  const caller = new Caller(code.url, own.tls, new Set([code.tls]))
  try {
    const body = JSON.stringify({ secret: code.secret, node: own.introduction })
    const { text: answer } = await caller.get('POST', '/x/v1/enrol', { body })
    const upper = JSON.parse(answer) as Introduction
    if (fingerprintOfNode(upper) !== code.fingerprint) throw new Refusal('node.wrong_fingerprint')
    await runCommand(app, systemActor, (cx) => pinUpper(cx, upper, code.url, code.fingerprint))
  } catch (error) {
    if (error instanceof Unwilling) throw new Refusal('node.upper_refused', { code: error.code })
    if (error instanceof Refusal) throw error
    throw new Refusal('node.upper_unreachable', { reason: (error as Error).message })
  } finally {
    caller.close()
  }
  return { upperName: code.upperName, ownFingerprint: own.fingerprint, upperFingerprint: code.fingerprint }
}

const findUpper = (cx: Cx) =>
  cx.db
    .selectFrom('node')
    .selectAll()
    .where('role', '=', 'upper')
    .where('state', '<>', 'revoked')
    .executeTakeFirst() as Promise<NodeRow | undefined>

async function pinUpper(cx: Cx, upper: Introduction, url: string, fingerprint: string) {
  await insertNode(cx, { ...upper, role: 'upper', unitId: null, url, fingerprint })
  await cx.record('node.enrolment_asked', { id: upper.id, unitId: cx.actor.unitId }, { name: upper.name, fingerprint })
  cx.tell('exchange', '*')
}

async function insertNode(
  cx: Cx,
  node: Introduction & { role: 'upper' | 'lower'; url?: string; fingerprint: string },
): Promise<void> {
  const self = await ensureSelf(cx, node.suite)
  const ownSigningId = (await publicKeysOf(cx.db, self.id, node.suite)).find((key) => key.purpose === 'signing')!.id
  await cx.db
    .insertInto('node')
    .values({
      id: node.id,
      role: node.role,
      state: 'enrolling',
      code: node.code,
      name: node.name,
      unit_id: node.unitId,
      suite: node.suite,
      url: node.url ?? null,
      fingerprint: node.fingerprint,
      enrolled_at: cx.now,
    })
    .execute()
  await cx.db
    .insertInto('node_key')
    .values(
      node.keys.map((key) => ({
        node_id: node.id,
        id: key.id,
        purpose: key.purpose,
        suite: key.suite,
        state: 'active',
        public_key: key.publicKey,
        fingerprint: keyFingerprint(key),
        made_at: cx.now,
        expires_at: key.expiresAt,
      })),
    )
    .execute()
  await cx.db
    .insertInto('line')
    .values({ node_id: node.id, signing_key_id: ownSigningId, ...newLine() })
    .execute()
  await wakeLine(cx, 'lines')
}

/** At the node above: someone comes with an invitation and the certificate its keys name. It waits for two people's word. */
export async function admit(
  cx: Cx,
  input: { secret: string; node: Introduction },
  certificate: string,
): Promise<Introduction> {
  const invitation = await takeInvitation(cx, input.secret)
  const unit = await loadUnit(cx, invitation.unit_id)
  const { node } = input
  const tls = node.keys.find((key) => key.purpose === 'tls')
  const purposes = node.keys.map((key) => key.purpose).sort()
  if (
    node.code !== unit.code ||
    node.suite !== invitation.suite ||
    purposes.join() !== 'encryption,signing,tls,witness' ||
    !tls ||
    keyFingerprint(tls) !== certificate
  )
    throw new Refusal('node.bad_invitation')
  await refuseTaken(cx, unit.path)
  await insertNode(cx, {
    ...node,
    name: unit.name,
    unitId: unit.id,
    role: 'lower',
    fingerprint: fingerprintOfNode(node),
  })
  await cx.db
    .updateTable('node_invitation')
    .set({ used_at: cx.now, node_id: node.id })
    .where('id', '=', invitation.id)
    .execute()
  await cx.record('node.introduced', { id: node.id, unitId: unit.id }, { name: unit.name })
  cx.tell('exchange', '*')
  const self = await ensureSelf(cx, invitation.suite)
  return {
    id: self.id,
    code: self.code,
    name: self.name,
    suite: invitation.suite,
    unitId: self.unit_id,
    keys: await publicKeysOf(cx.db, self.id, invitation.suite),
  }
}

/** 确认接入: each of the two administrators has compared the fingerprint with the other side and enters it. The second makes the line live. */
export async function confirmNode(cx: Cx, input: { id: string; fingerprint: string }) {
  const node = await loadNodeForAct(cx, input.id)
  if (node.state !== 'enrolling' || node.role !== 'lower') throw new Refusal('node.wrong_state', { state: node.state })
  const bare = (text: string) => text.replaceAll(/\s/g, '').toLowerCase()
  if (bare(input.fingerprint) !== bare(node.fingerprint)) throw new Refusal('node.wrong_fingerprint')
  const role = (await holdsAt(cx, 'node.confirm', node)) ? 'securityAdmin' : 'systemAdmin'
  const before = node.confirmations as { role: string; personId: string; name: string; at: string }[]
  const same = before.find((one) => one.role === role || one.personId === cx.actor.personId)
  if (same) throw new Refusal('node.same_person', { name: same.name })
  const confirmations = [
    ...before,
    { role, personId: cx.actor.personId, name: cx.actor.name, at: cx.now.toISOString() },
  ]
  const complete = confirmations.length === 2
  await cx.db
    .updateTable('node')
    .set({ confirmations: json(confirmations), state: complete ? 'active' : 'enrolling' })
    .where('id', '=', node.id)
    .execute()
  await cx.record('node.confirmed', { id: node.id, unitId: node.unit_id! }, { name: node.name, role, complete })
  cx.tell('exchange', '*')
  if (complete) await tellNodeKnown(cx, node.id)
  await wakeLine(cx, 'lines')
  return {
    state: complete ? ('down' as const) : ('enrolling' as const),
    confirmedBy: confirmations.map((one) => one.name),
  }
}

/** 不予接入 or 吊销节点: nothing of it is accepted any more, and its units live here again. */
export async function revokeNode(cx: Cx, input: { id: string; reason: string }) {
  const node = await loadNodeForAct(cx, input.id)
  if (node.state === 'revoked') throw new Refusal('node.wrong_state', { state: node.state })
  await cx.db
    .updateTable('node')
    .set({ state: 'revoked', revoked_at: cx.now, revoked_reason: input.reason })
    .where('id', '=', node.id)
    .execute()
  await cx.record(
    'node.revoked',
    { id: node.id, unitId: node.unit_id ?? cx.actor.unitId },
    { name: node.name, reason: input.reason },
  )
  if (node.state === 'active' && node.unit_id) await tellNodeKnown(cx, node.id)
  await wakeLine(cx, 'lines')
  cx.tell('exchange', '*')
  return { ok: true as const }
}

/** One node, locked, at whose place the actor keeps nodes: as system or as security administrator. The upper one belongs to this node's own place. */
export async function loadNodeForAct(cx: Cx, id: string): Promise<NodeRow> {
  const node = (await cx.db
    .selectFrom('node')
    .selectAll()
    .where('id', '=', id)
    .where('role', '<>', 'self')
    .forUpdate()
    .executeTakeFirst()) as NodeRow | undefined
  if (!node) throw new Refusal('not_found')
  if (await holdsAt(cx, 'node.confirm', node)) return node
  requirePermission(cx, 'unit.read', 'node.manage', await placeOf(cx, node))
  return node
}

async function holdsAt(cx: Cx, permission: 'node.confirm', node: NodeRow): Promise<boolean> {
  return can(cx.actor, permission, await placeOf(cx, node))
}

/** Where the right to act on a node is asked for: at its unit, or at our own top for the node above. */
export async function placeOf(cx: Cx, node: NodeRow): Promise<string> {
  if (node.role !== 'upper' && node.unit_id) return (await loadUnit(cx, node.unit_id)).path
  const own = await cx.db
    .selectFrom('node')
    .innerJoin('unit', 'unit.id', 'node.unit_id')
    .select('unit.path')
    .where('role', '=', 'self')
    .where('node.state', '<>', 'revoked')
    .executeTakeFirst()
  return own?.path ?? cx.actor.unitPath
}

/** At the node above: how far the enrolment of the one who asks is. With the last word come the tree and the nodes it must know. */
export async function enrolmentOf(cx: Cx, node: NodeRow): Promise<EnrolmentAnswer> {
  if (node.state !== 'active') return { state: node.state }
  const self = await cx.db.selectFrom('node').select('unit_id').where('role', '=', 'self').executeTakeFirstOrThrow()
  return {
    state: 'active',
    unitId: node.unit_id!,
    upperUnitId: self.unit_id!,
    directory: await readDirectory(cx),
    known: await nodesToTell(cx, node.id),
  }
}

/** At the node below: the two above have agreed. The tree is laid in, this node takes its place in it, and the line is live. */
export async function completeEnrolment(cx: Cx, upper: NodeRow, answer: EnrolmentAnswer & { state: 'active' }) {
  await layDirectory(cx, answer.directory)
  await cx.db
    .updateTable('node')
    .set({ state: 'active', unit_id: answer.unitId })
    .where('role', '=', 'self')
    .where('state', '<>', 'revoked')
    .execute()
  await cx.db
    .updateTable('node')
    .set({ state: 'active', unit_id: answer.upperUnitId })
    .where('id', '=', upper.id)
    .execute()
  for (const known of answer.known) await keepFurtherNode(cx, known, upper.id)
  for (const known of await nodesToTell(cx, upper.id)) await tellNodeKnown(cx, known.nodeId, upper.id)
  await wakeLine(cx, 'lines')
  await cx.record('node.enrolled', { id: upper.id, unitId: answer.unitId }, { name: upper.name })
  cx.tell('exchange', '*')
}
