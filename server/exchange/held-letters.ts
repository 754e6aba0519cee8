import { sql } from 'kysely'
import type { HeldLetter } from '../../contract/exchange.ts'
import { can } from '../platform/access.ts'
import type { App, Cx, ReceivedLetter } from '../platform/command.ts'
import { runCommand } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { cappedCount } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { Surroundings, acceptLetter } from './accept-letter.ts'
import type { Fate } from './accept-letter.ts'
import { tellDelivered } from './delivered.ts'
import { placeOf } from './enrolment.ts'
import type { NodeRow } from './nodes.ts'

/** 滞留信件: what came from other nodes and is not in effect here, with the reason. */
export async function listHeld(
  cx: Cx,
  input: {
    nodeId?: string | undefined
    status?: string[] | undefined
    search?: string | undefined
    cursor?: string | undefined
    limit: number
  },
) {
  const nodes = await nodesOfActor(cx)
  let query = cx.db
    .selectFrom('inbox')
    .leftJoin('unit as source', 'source.id', 'inbox.from_unit_id')
    .leftJoin('unit as target', 'target.id', 'inbox.to_unit_id')
    .where('inbox.status', 'in', input.status ?? ['waiting', 'refused'])
    .where('inbox.node_id', 'in', [
      '00000000-0000-0000-0000-000000000000',
      ...[...nodes.keys()].filter((id) => !input.nodeId || id === input.nodeId),
    ])
  const { search } = input
  if (search) {
    const named = (name: string) => sql<boolean>`position(${search} in ${sql.ref(name)}) > 0`
    query = query.where((eb) => eb.or([named('source.name'), named('target.name')]))
  }
  const counted = input.cursor === undefined ? await cappedCount(query) : { total: null, totalCapped: false }
  if (input.cursor !== undefined) query = query.where('inbox.letter_id', '<', input.cursor)
  const rows = await query
    .selectAll('inbox')
    .select(['source.name as source_name', 'target.name as target_name'])
    .orderBy('inbox.letter_id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  return {
    items: shown.map((row): HeldLetter => ({
      id: row.letter_id,
      nodeId: row.node_id,
      nodeName: nodes.get(row.node_id)!,
      kind: row.kind,
      version: row.version,
      fromUnitName: row.source_name ?? row.from_unit_id,
      toUnitName: row.target_name ?? row.to_unit_id,
      receivedAt: row.received_at.toISOString(),
      status: row.status as 'waiting' | 'refused',
      reason: row.reason ?? '',
      data: row.reason_data as Record<string, unknown>,
      actions: [
        ...(row.letter ? (['handleAgain'] as const) : []),
        ...(row.status === 'waiting' ? (['setAside'] as const) : []),
      ],
    })),
    nextCursor: rows.length > input.limit ? shown.at(-1)!.letter_id : null,
    ...counted,
  }
}

async function nodesOfActor(cx: Cx): Promise<Map<string, string>> {
  const nodes = (await cx.db
    .selectFrom('node')
    .selectAll()
    .where('role', 'in', ['upper', 'lower'])
    .execute()) as NodeRow[]
  const kept = new Map<string, string>()
  for (const node of nodes) if (can(cx.actor, 'node.manage', await placeOf(cx, node))) kept.set(node.id, node.name)
  return kept
}

async function loadHeld(cx: Cx, letterId: string) {
  const row = await cx.db
    .selectFrom('inbox')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('status', 'in', ['waiting', 'refused'])
    .forUpdate()
    .executeTakeFirst()
  if (!row || !(await nodesOfActor(cx)).has(row.node_id)) throw new Refusal('not_found')
  return row
}

/** 重新处理: after an upgrade, a new unit, or a value added to a list. Letters that waited behind it follow. */
export async function handleAgain(cx: Cx, input: { id: string }) {
  const row = await loadHeld(cx, input.id)
  if (!row.letter) throw new Refusal('bad_input', { field: 'id' })
  const fate = await again(cx, row)
  await cx.record(
    'letter.handled_again',
    { id: row.letter_id, unitId: cx.actor.unitId },
    { kind: row.kind, status: fate.status, reason: fate.reason },
  )
  if (fate.status === 'handled' || fate.status === 'relayed') await freeFollowers(cx, row)
  cx.tell('exchange', '*')
  return { status: fate.status, reason: fate.reason }
}

/** 搁置: the letter takes no effect; later ones about the same thing go on. */
export async function setAside(cx: Cx, input: { id: string; reason: string }) {
  const row = await loadHeld(cx, input.id)
  if (row.status !== 'waiting') throw new Refusal('node.wrong_state', { state: row.status })
  await cx.db
    .updateTable('inbox')
    .set({ status: 'refused', reason: 'set_aside', reason_data: json({ by: cx.actor.name, reason: input.reason }) })
    .where('node_id', '=', row.node_id)
    .where('seq', '=', row.seq)
    .execute()
  await cx.record(
    'letter.set_aside',
    { id: row.letter_id, unitId: cx.actor.unitId },
    { kind: row.kind, reason: input.reason },
  )
  await freeFollowers(cx, row)
  cx.tell('exchange', '*')
  return { ok: true as const }
}

interface HeldRow {
  node_id: string
  seq: number
  letter: unknown
  from_unit_id: string
  to_unit_id: string
  object_id: string
}

async function again(cx: Cx, row: HeldRow, around = new Surroundings()): Promise<Fate> {
  const kept = row.letter as Omit<ReceivedLetter, 'writtenAt'> & { writtenAt: string }
  const letter: ReceivedLetter = { ...kept, writtenAt: new Date(kept.writtenAt) }
  const fate = await acceptLetter(cx, letter, around)
  const over = fate.status === 'handled' || fate.status === 'relayed'
  await cx.db
    .updateTable('inbox')
    .set({
      status: fate.status,
      reason: fate.reason,
      reason_data: json(fate.data),
      handled_at: over ? cx.now : null,
    })
    .$if(over, (query) => query.set({ letter: null }))
    .where('node_id', '=', row.node_id)
    .where('seq', '=', row.seq)
    .execute()
  if (fate.status === 'handled') await tellDelivered(cx, letter)
  return fate
}

/** Letters about the same thing that waited behind it, in their order, as far as they go. */
async function freeFollowers(cx: Cx, first: HeldRow): Promise<void> {
  const rows = await cx.db
    .selectFrom('inbox')
    .selectAll()
    .where('object_id', '=', first.object_id)
    .where('from_unit_id', '=', first.from_unit_id)
    .where('to_unit_id', '=', first.to_unit_id)
    .where('status', '=', 'waiting')
    .where('reason', '=', 'behind_waiting')
    .orderBy('object_number')
    .forUpdate()
    .execute()
  const around = new Surroundings()
  for (const row of rows) {
    const fate = await again(cx, row, around)
    if (fate.status === 'waiting') return
  }
}

const curable = ['unknown_kind', 'newer_version', 'unknown_unit', 'bug']

/**
 * Letters that waited for this version of the program (at its start) or for a unit (now and then) are handled. One that still cannot be
 * waits on. Several processes may do this at once: each letter is one's only.
 */
export async function handleWaiting(app: App, reasons: string[] = curable): Promise<void> {
  const rows = await app.db
    .selectFrom('inbox')
    .select(['node_id', 'seq', 'letter_id'])
    .where('status', '=', 'waiting')
    .where('reason', 'in', reasons)
    .orderBy('received_at')
    .orderBy('seq')
    .limit(1000)
    .execute()
  for (const { node_id, seq, letter_id } of rows)
    await runCommand(app, systemActor, async (cx) => {
      const row = await cx.db
        .selectFrom('inbox')
        .selectAll()
        .where('node_id', '=', node_id)
        .where('seq', '=', seq)
        .where('status', '=', 'waiting')
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!row) return
      const fate = await again(cx, row)
      if (fate.status !== 'waiting') await freeFollowers(cx, row)
    }).catch((error: unknown) => app.log.error({ err: error, letterId: letter_id }, 'a waiting letter waits on'))
}
