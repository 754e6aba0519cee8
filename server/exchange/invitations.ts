import type { Invitation } from '../../contract/exchange.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { newId, newSecret, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { destinationOf } from './nodes.ts'
import { ensureSelf } from './self-node.ts'
import { publicKeysOf } from './own-keys.ts'
import { fingerprintOf } from './certificate.ts'

/** What a node below needs to find this one and to know it when it answers. */
export interface InvitationCode {
  v: 1
  url: string
  upperName: string
  /** Of all keys of the inviting node, and of its certificate alone. */
  fingerprint: string
  tls: string
  suite: string
  unitCode: string
  unitName: string
  secret: string
  expiresAt: string
}

/** 邀请接入: a unit below may run a node of its own. Made by the system administrator, of use when the security administrator agrees. */
export async function invite(cx: Cx, input: { unitId: string; suite: string; days: number }) {
  const unit = await loadUnit(cx, input.unitId)
  requirePermission(cx, 'unit.read', 'node.manage', unit.path)
  if (!cx.app.peerUrl) throw new Refusal('node.not_listening')
  const self = await ensureSelf(cx, input.suite)
  if (unit.id === self.unit_id || unit.parentId === null) throw new Refusal('node.unit_is_here')
  await refuseTaken(cx, unit.path)

  const secret = newSecret()
  const expiresAt = new Date(cx.now.getTime() + input.days * 86_400_000)
  const id = newId()
  await cx.db
    .insertInto('node_invitation')
    .values({
      id,
      secret_hash: sha256(secret),
      unit_id: unit.id,
      suite: input.suite,
      created_at: cx.now,
      created_by: cx.actor.name,
      created_by_id: cx.actor.personId,
      expires_at: expiresAt,
    })
    .execute()
  await cx.record('node.invited', { id, unitId: unit.id }, { unitName: unit.name, suite: input.suite })
  cx.tell('exchange', '*')
  const tls = (await publicKeysOf(cx.db, self.id, input.suite)).find((key) => key.purpose === 'tls')!
  const code: InvitationCode = {
    v: 1,
    url: cx.app.peerUrl,
    upperName: self.name,
    fingerprint: self.fingerprint,
    tls: fingerprintOf(tls.publicKey),
    suite: input.suite,
    unitCode: unit.code,
    unitName: unit.name,
    secret,
    expiresAt: expiresAt.toISOString(),
  }
  const invitation = (await listInvitations(cx)).items.find((one) => one.id === id)!
  return { invitation, code: Buffer.from(JSON.stringify(code)).toString('base64url') }
}

export function readInvitationCode(text: string): InvitationCode {
  try {
    const code = JSON.parse(Buffer.from(text.trim(), 'base64url').toString()) as InvitationCode
    if (code.v !== 1 || !code.secret || !code.url.startsWith('https://')) throw new Error('shape')
    return code
  } catch {
    throw new Refusal('node.bad_invitation')
  }
}

/** Nobody else may serve this unit, one above it below us, or one inside it. */
export async function refuseTaken(cx: Cx, unitPath: string): Promise<void> {
  const nodes = await cx.db
    .selectFrom('node')
    .innerJoin('unit', 'unit.id', 'node.unit_id')
    .select(['node.name', 'unit.path'])
    .where('node.role', 'in', ['lower', 'further'])
    .where('node.state', '<>', 'revoked')
    .execute()
  const other = nodes.find((node) => unitPath.startsWith(node.path) || node.path.startsWith(unitPath))
  if (other) throw new Refusal('node.unit_taken', { name: other.name })
  if ((await destinationOf(cx, unitPath)) !== null) throw new Refusal('node.unit_taken', { name: '' })
}

/** 同意邀请: another person than the one who made it (SEC-20). */
export async function approveInvitation(cx: Cx, input: { id: string }) {
  const row = await loadOpen(cx, input.id)
  requirePermission(cx, 'unit.read', 'node.confirm', (await loadUnit(cx, row.unit_id)).path)
  if (row.created_by_id === cx.actor.personId) throw new Refusal('node.same_person', { name: row.created_by })
  if (row.approved_at) return { ok: true as const }
  await cx.db
    .updateTable('node_invitation')
    .set({ approved_at: cx.now, approved_by: cx.actor.name })
    .where('id', '=', row.id)
    .execute()
  await cx.record('node.invitation_approved', { id: row.id, unitId: row.unit_id })
  cx.tell('exchange', '*')
  return { ok: true as const }
}

export async function cancelInvitation(cx: Cx, input: { id: string }) {
  const row = await loadOpen(cx, input.id)
  const { path } = await loadUnit(cx, row.unit_id)
  if (!can(cx.actor, 'node.confirm', path)) requirePermission(cx, 'unit.read', 'node.manage', path)
  await cx.db.updateTable('node_invitation').set({ cancelled_at: cx.now }).where('id', '=', row.id).execute()
  await cx.record('node.invitation_cancelled', { id: row.id, unitId: row.unit_id })
  cx.tell('exchange', '*')
  return { ok: true as const }
}

async function loadOpen(cx: Cx, id: string) {
  const row = await cx.db.selectFrom('node_invitation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  if (row.used_at || row.cancelled_at || row.expires_at <= cx.now) throw new Refusal('node.invitation_over')
  return row
}

/** The one who comes with this secret takes the invitation: once, in time, and only when both administrators agreed. */
export async function takeInvitation(cx: Cx, secret: string) {
  const row = await cx.db
    .selectFrom('node_invitation')
    .selectAll()
    .where('secret_hash', '=', sha256(secret))
    .forUpdate()
    .executeTakeFirst()
  if (!row || !row.approved_at || row.used_at || row.cancelled_at || row.expires_at <= cx.now)
    throw new Refusal('node.invitation_over')
  return row
}

export async function listInvitations(cx: Cx): Promise<{ items: Invitation[] }> {
  const rows = await cx.db
    .selectFrom('node_invitation')
    .innerJoin('unit', 'unit.id', 'node_invitation.unit_id')
    .selectAll('node_invitation')
    .select(['unit.name as unit_name', 'unit.path'])
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  const visible = rows.filter(
    (row) => can(cx.actor, 'node.manage', row.path) || can(cx.actor, 'node.confirm', row.path),
  )
  return {
    items: visible.map((row) => {
      const open = !row.used_at && !row.cancelled_at && row.expires_at > cx.now
      const mayApprove = open && !row.approved_at && can(cx.actor, 'node.confirm', row.path)
      return {
        id: row.id,
        unitId: row.unit_id,
        unitName: row.unit_name,
        suite: row.suite,
        createdAt: row.created_at.toISOString(),
        createdBy: row.created_by,
        approvedAt: row.approved_at?.toISOString() ?? null,
        approvedBy: row.approved_by,
        expiresAt: row.expires_at.toISOString(),
        usedAt: row.used_at?.toISOString() ?? null,
        nodeId: row.node_id,
        cancelledAt: row.cancelled_at?.toISOString() ?? null,
        actions: [...(mayApprove ? (['approve'] as const) : []), ...(open ? (['cancel'] as const) : [])],
      }
    }),
  }
}
