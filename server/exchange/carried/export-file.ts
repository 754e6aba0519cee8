import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '../../platform/access.ts'
import { requireFreshProof, runCommand } from '../../platform/command.ts'
import type { App } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { sealedBytes } from '../blobs/store.ts'
import { joinFrame } from '../envelope/index.ts'
import { fileArrived, plainFileOf, prepareFiles } from '../line-files.ts'
import { loadForAct } from '../line-acts.ts'
import { loadLine } from '../line-state.ts'
import type { NodeRow } from '../nodes.ts'
import { loadOwn } from '../own-keys.ts'
import type { Own } from '../own-keys.ts'
import { giveReceipt } from '../receipts.ts'
import { largestFrame, newSession } from '../rules/sender.ts'
import { frameAfter, sealLetters } from '../seal-letters.ts'
import { writeRecords } from './records.ts'
import type { CarriedHead, CarriedRecord } from './records.ts'

/** Files made for a medium are kept so long for download. */
const keptDays = 7

export const carriedFolder = (app: App) => join(app.dataDir, 'carried')
export const carriedPath = (app: App, nodeId: string, fileId: string) => join(carriedFolder(app), `${nodeId}-${fileId}`)

/**
 * 导出摆渡文件: everything that waits for the other node's receipt, with its files, and this node's word on what came from there, in one
 * file to be carried by hand. It may be made again and carried twice: at the other end each letter has one effect.
 */
export async function exportFile(app: App, actor: Actor, input: { id: string; reason: string }) {
  const node = await runCommand(app, actor, async (cx) => {
    requireFreshProof(cx)
    const { node, line } = await loadForAct(cx, input.id)
    refuseHalted(line)
    return node
  })
  const own = (await loadOwn(app, app.db))!
  const files = await filesAlong(app, node)
  await sealAll(app, own, node)

  const { sender } = await loadLine(app.db, node.id)
  const fileId = newId()
  const path = carriedPath(app, node.id, fileId)
  await mkdir(carriedFolder(app), { recursive: true, mode: 0o700 })
  await forgetOld(app)
  try {
    await pipeline(
      Readable.from(writeRecords(recordsOf(app, own, node, sender.acked.seq, files))),
      createWriteStream(path),
    )
    const handle = await open(path, 'r')
    await handle.sync()
    await handle.close()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  const made = { letters: sender.last.seq - sender.acked.seq, files: files.length, bytes: (await stat(path)).size }
  await runCommand(app, actor, async (cx) => {
    await cx.record(
      'line.file_exported',
      { id: node.id, unitId: node.unit_id ?? cx.actor.unitId },
      { name: node.name, reason: input.reason, ...made },
    )
    cx.tell('exchange', '*')
  })
  return { fileId, name: `${own.node.code}-${node.code}-${stamp(app.clock())}.zxl`, ...made }
}

export function refuseHalted(line: {
  sender: { paused: boolean; stopped: string | null }
  receiver: { stopped: string | null }
}) {
  if (line.sender.paused) throw new Refusal('line.already_paused')
  if (line.sender.stopped || line.receiver.stopped) throw new Refusal('line.stopped')
}

const stamp = (at: Date) => at.toISOString().replace(/[-:]/g, '').slice(0, 15)

/** The files of letters without a receipt. They count as handed over; when they do not arrive, the other node asks for them again. */
async function filesAlong(app: App, node: NodeRow): Promise<string[]> {
  while (await prepareFiles(app, node.id, node.suite));
  const rows = await app.db
    .selectFrom('blob')
    .innerJoin('outbox', (join) =>
      join.onRef('outbox.letter_id', '=', 'blob.letter_id').onRef('outbox.node_id', '=', 'blob.node_id'),
    )
    .select(['blob.hash', 'blob.done_at'])
    .where('blob.node_id', '=', node.id)
    .where('outbox.acked_at', 'is', null)
    .orderBy('blob.id')
    .execute()
  for (const row of rows)
    if (!row.done_at) await runCommand(app, systemActor, (cx) => fileArrived(cx, node.id, row.hash!))
  return [...new Set(rows.map((row) => row.hash!))]
}

/** Numbers for all that waits, under the claim that stands: a process that serves the live line goes on from there. */
async function sealAll(app: App, own: Own, node: NodeRow): Promise<void> {
  for (;;) {
    const { sender } = await loadLine(app.db, node.id)
    const { epoch } = sender.claim
    const act = { do: 'seal', epoch, after: sender.last, most: largestFrame } as const
    const { envelopes } = await sealLetters(app, own, node, { state: sender, session: newSession() }, act)
    if (envelopes.length === 0) return
  }
}

async function* recordsOf(
  app: App,
  own: Own,
  node: NodeRow,
  acked: number,
  files: string[],
): AsyncGenerator<CarriedHead | CarriedRecord> {
  const { code } = own.node
  const at = app.clock().toISOString()
  yield { format: 'zhengxin-carried', v: 1, suite: node.suite, from: code, to: node.code, at, acked }
  for (const hash of files) {
    const plain = (await plainFileOf(app, node.id, hash))!
    const { size } = await app.db
      .selectFrom('blob')
      .select('size')
      .where('node_id', '=', node.id)
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow()
    let offset = 0
    for await (const piece of sealedBytes(plain)) {
      yield { piece: piece.toString('base64url'), hash, size: size!, offset }
      offset += piece.length
    }
  }
  for (let after = acked; ;) {
    const { envelopes, lastSeq } = await frameAfter(app, node.id, after, largestFrame)
    if (envelopes.length === 0) break
    yield { frame: joinFrame(envelopes) }
    after = lastSeq
  }
  const { receiver } = await loadLine(app.db, node.id)
  if (receiver.last.seq === 0) return
  const { carried_after } = await app.db
    .selectFrom('line')
    .select('carried_after')
    .where('node_id', '=', node.id)
    .executeTakeFirstOrThrow()
  yield { receipt: await giveReceipt(app, own, node, { nonce: '', after: carried_after, claim: receiver.claim }) }
}

async function forgetOld(app: App): Promise<void> {
  for (const name of await readdir(carriedFolder(app))) {
    const path = join(carriedFolder(app), name)
    const entry = await stat(path).catch(() => null)
    if (entry && app.clock().getTime() - entry.mtimeMs > keptDays * 86_400_000) await rm(path, { force: true })
  }
}
