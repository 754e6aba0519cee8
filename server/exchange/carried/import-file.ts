import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Actor } from '../../platform/access.ts'
import { requireFreshProof, runCommand } from '../../platform/command.ts'
import type { App } from '../../platform/command.ts'
import { Refusal } from '../../platform/refusal.ts'
import { blobStore } from '../blobs/store.ts'
import { Forged, readHead, splitFrame } from '../envelope/index.ts'
import { loadForAct } from '../line-acts.ts'
import { loadLine } from '../line-state.ts'
import type { NodeRow } from '../nodes.ts'
import { loadOwn } from '../own-keys.ts'
import type { Own } from '../own-keys.ts'
import { wakeLine } from '../queue-letter.ts'
import { hearWord, readReceipt } from '../receipts.ts'
import { newSession } from '../rules/sender.ts'
import { takeFrame } from '../take-frame.ts'
import { carriedPath, refuseHalted } from './export-file.ts'
import { readRecords } from './records.ts'
import type { CarriedHead, CarriedPiece } from './records.ts'

/** What came of a file: letters that were new, letters of ours that it brought receipts for, and what it could not do. */
interface Imported {
  letters: number
  delivered: number
  files: number
  /** Letters in it that were not taken: a gap before them, a bad signature, a file that is missing. */
  left: number
  /** False: it was cut off or altered; what came before that counts. */
  whole: boolean
}

/** 导入摆渡文件: what another node's operator carried here. Everything is verified as from the line; read twice it has one effect. */
export async function importFile(
  app: App,
  actor: Actor,
  input: { id: string; fileId: string; reason: string },
): Promise<Imported> {
  const node = await runCommand(app, actor, async (cx) => {
    requireFreshProof(cx)
    const { node, line } = await loadForAct(cx, input.id)
    refuseHalted(line)
    return node
  })
  const own = (await loadOwn(app, app.db))!
  const path = carriedPath(app, node.id, input.fileId)
  if (!(await stat(path).catch(() => null))) throw new Refusal('not_found')
  let done: Imported
  try {
    done = await readInto(app, own, node, path)
  } finally {
    await rm(path, { force: true })
  }
  await runCommand(app, actor, async (cx) => {
    await cx.record(
      'line.file_imported',
      { id: node.id, unitId: node.unit_id ?? cx.actor.unitId },
      { name: node.name, reason: input.reason, ...done },
    )
    await wakeLine(cx, node.id)
    cx.tell('exchange', '*')
  })
  return done
}

async function readInto(app: App, own: Own, node: NodeRow, path: string): Promise<Imported> {
  const done: Imported = { letters: 0, delivered: 0, files: 0, left: 0, whole: false }
  const files = new Set<string>()
  let last = 0
  for await (const record of readRecords(createReadStream(path, { highWaterMark: 1024 * 1024 }))) {
    if ('format' in record) await noteHead(app, own, node, record)
    else if ('whole' in record) done.whole = record.whole
    else if ('piece' in record) {
      if (await keepPiece(app, node, record)) files.add(record.hash)
    } else if ('frame' in record) {
      const read = await readFrame(app, own, node, record.frame)
      done.letters += read.count
      last = read.last
    } else if ('receipt' in record) done.delivered += await readWord(app, own, node, record.receipt)
  }
  const { receiver } = await loadLine(app.db, node.id)
  done.left = Math.max(0, last - receiver.last.seq)
  done.files = files.size
  // their letters are in effect, or were before: what is left of them came with a file that was read again
  if (done.left === 0) for (const hash of files) await blobStore(app.dataDir, node.id).remove(hash)
  return done
}

async function noteHead(app: App, own: Own, node: NodeRow, head: CarriedHead): Promise<void> {
  if (head.from !== node.code || head.to !== own.node.code || head.suite !== node.suite)
    throw new Refusal('line.foreign_file', { from: head.from, to: head.to })
  await app.db
    .updateTable('line')
    .set({ carried_after: head.acked })
    .where('node_id', '=', node.id)
    .where('carried_after', '<', head.acked)
    .execute()
}

/** Adds a piece where the file stops so far. Returns whether the file is whole. */
async function keepPiece(app: App, node: NodeRow, record: CarriedPiece): Promise<boolean> {
  const store = blobStore(app.dataDir, node.id)
  const { offset, whole } = await store.progress(record.hash)
  if (whole || offset !== record.offset) return whole
  return (await store.append(record.hash, record.size, Readable.from([Buffer.from(record.piece, 'base64url')]))).whole
}

async function readFrame(app: App, own: Own, node: NodeRow, frame: string): Promise<{ count: number; last: number }> {
  try {
    const last = readHead(splitFrame(frame).at(-1) ?? '').seq
    const { count } = await takeFrame(app, own, node, frame)
    return { count, last }
  } catch (error) {
    if (error instanceof Forged) throw new Refusal('line.wrong_file')
    throw error
  }
}

/** The other side's receipt acknowledges, and never moves the line back. Returns how many letters of ours it is the first word on. */
async function readWord(app: App, own: Own, node: NodeRow, jws: string): Promise<number> {
  try {
    const receipt = await readReceipt(app, own, node, jws, null)
    const { sender } = await loadLine(app.db, node.id)
    const after = await hearWord(app, node, newSession(), 'frame', receipt, jws)
    return Math.max(0, after.state.acked.seq - sender.acked.seq)
  } catch (error) {
    if (error instanceof Forged) throw new Refusal('line.wrong_file')
    throw error
  }
}
