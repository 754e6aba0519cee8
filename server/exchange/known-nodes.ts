import type { z } from 'zod'
import { NodeKnown } from '../../contract/letters.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { destinationOf } from './nodes.ts'
import type { NodeRow } from './nodes.ts'
import { sendLetter } from './send-letter.ts'

type Known = z.infer<typeof NodeKnown>

/** Nodes that this one has enrolled or heard of, as others must know them: all but what lies behind the one who asks. */
export async function nodesToTell(cx: Cx, exceptNodeId: string): Promise<Known[]> {
  const nodes = await cx.db
    .selectFrom('node')
    .selectAll()
    .where('role', 'in', ['lower', 'further'])
    .where('state', '=', 'active')
    .where('id', '<>', exceptNodeId)
    .where((eb) => eb.or([eb('via_node_id', 'is', null), eb('via_node_id', '<>', exceptNodeId)]))
    .execute()
  const known: Known[] = []
  for (const node of nodes) known.push(await describe(cx, node as NodeRow))
  return known
}

async function describe(cx: Cx, node: NodeRow): Promise<Known> {
  const keys = await cx.db
    .selectFrom('node_key')
    .select(['id', 'public_key', 'state'])
    .where('node_id', '=', node.id)
    .where('purpose', '=', 'witness')
    .orderBy('id')
    .execute()
  return {
    nodeId: node.id,
    code: node.code,
    name: node.name,
    unitId: node.unit_id!,
    state: node.state === 'revoked' ? 'revoked' : 'active',
    witnessKeys: keys.map((key) => ({
      id: key.id,
      publicKeyPem: key.public_key,
      state: key.state as Known['witnessKeys'][number]['state'],
    })),
  }
}

/** Tells the neighbours of a node that joined or left: all of them, or `onlyTo` one. It hears nothing of itself. */
export async function tellNodeKnown(cx: Cx, nodeId: string, onlyTo?: string): Promise<void> {
  const node = (await cx.db
    .selectFrom('node')
    .selectAll()
    .where('id', '=', nodeId)
    .executeTakeFirstOrThrow()) as NodeRow
  const body = await describe(cx, node)
  const from = node.role === 'further' ? node.via_node_id : node.id
  for (const neighbour of await neighbours(cx)) {
    if (neighbour.id === from || (onlyTo && neighbour.id !== onlyTo)) continue
    await sendLetter(cx, {
      kind: 'node.known',
      fromUnitId: neighbour.ownUnitId,
      toUnitId: neighbour.unitId,
      objectId: nodeId,
      body,
    })
  }
}

/** The nodes with a live line to this one, with the unit each serves and the one we serve. */
export async function neighbours(cx: Cx): Promise<{ id: string; unitId: string; ownUnitId: string }[]> {
  const rows = await cx.db
    .selectFrom('node')
    .innerJoin('node as self', (join) => join.on('self.role', '=', 'self').on('self.state', '=', 'active'))
    .select(['node.id', 'node.unit_id as unitId', 'self.unit_id as ownUnitId'])
    .where('node.role', 'in', ['upper', 'lower'])
    .where('node.state', '=', 'active')
    .where('node.unit_id', 'is not', null)
    .orderBy('node.id')
    .execute()
  return rows as { id: string; unitId: string; ownUnitId: string }[]
}

/** Letter node.known: whose key witnesses the sign-offs of units there. Told only by the node behind which those units live. */
export async function hearNodeKnown(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const known = NodeKnown.parse(letter.body)
  if (letter.viaNodeId === null) return
  if (await keepFurtherNode(cx, known, letter.viaNodeId)) await tellNodeKnown(cx, known.nodeId)
}

/** Returns whether there was something new to pass on. */
export async function keepFurtherNode(cx: Cx, known: Known, viaNodeId: string): Promise<boolean> {
  const unit = await cx.db.selectFrom('unit').select('path').where('id', '=', known.unitId).executeTakeFirst()
  const there = await cx.db.selectFrom('node').select('role').where('id', '=', known.nodeId).executeTakeFirst()
  if (!unit || (await destinationOf(cx, unit.path))?.id !== viaNodeId || (there && there.role !== 'further'))
    return false
  await cx.db
    .updateTable('node')
    .set({ state: 'revoked', revoked_at: cx.now, revoked_reason: 'replaced' })
    .where('code', '=', known.code)
    .where('role', '=', 'further')
    .where('id', '<>', known.nodeId)
    .where('state', '<>', 'revoked')
    .execute()
  const row = { state: known.state, code: known.code, name: known.name, unit_id: known.unitId, via_node_id: viaNodeId }
  await cx.db
    .insertInto('node')
    .values({ id: known.nodeId, role: 'further', fingerprint: '', enrolled_at: cx.now, ...row })
    .onConflict((oc) => oc.column('id').doUpdateSet(row))
    .execute()
  for (const key of known.witnessKeys)
    await cx.db
      .insertInto('node_key')
      .values({
        node_id: known.nodeId,
        id: key.id,
        purpose: 'witness',
        suite: 'std-1',
        state: key.state,
        public_key: key.publicKeyPem,
        fingerprint: key.id,
        made_at: cx.now,
      })
      .onConflict((oc) => oc.columns(['node_id', 'id']).doUpdateSet({ state: key.state })) // the key itself never changes
      .execute()
  cx.tell('exchange', '*')
  return true
}
