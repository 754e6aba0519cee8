import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { queueLetter } from '../../server/exchange/queue-letter.ts'
import { keepLetter } from '../../server/exchange/send-letter.ts'
import { runCommand } from '../../server/platform/command.ts'
import { storedPath } from '../../server/platform/files.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { until } from './nodes.ts'
import type { LineNode, TwoNodes } from './two-lines.ts'

/** Lays a file of so many MB down at the lower node, attached to a letter that waits in the outbox. */
export async function layAttached(lower: LineNode, upper: LineNode, objectId: string, megabytes: number) {
  const piece = Buffer.from(randomBytes(384 * 1024).toString('base64')) // text: a type that may be attached
  const content = Buffer.concat(Array.from({ length: megabytes * 2 }, () => piece))
  const sha256 = createHash('sha256').update(content).digest('hex')
  const path = storedPath(lower.dataDir, sha256)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  const [fileId, id] = [newId(), newId()]
  const upperNode = await lower.app.db
    .selectFrom('node')
    .select('id')
    .where('role', '=', 'upper')
    .executeTakeFirstOrThrow()
  await runCommand(lower.app, systemActor, async (cx) => {
    await cx.db
      .insertInto('stored_file')
      .values({
        id: fileId,
        sha256,
        name: '附件.txt',
        media_type: 'text/plain',
        size: content.length,
        unit_id: lower.unitId,
        uploaded_by: systemActor.personId,
        uploaded_at: cx.now,
      })
      .execute()
    const letter = {
      id,
      kind: 'item.withdrawn',
      version: 1,
      fromUnitId: lower.unitId,
      toUnitId: upper.unitId,
      objectId,
      objectNumber: 1,
      body: { submissionId: objectId, reason: '1 附件', withdrawnBy: '', at: cx.now.toISOString() },
      fileIds: [fileId],
      writtenAt: cx.now,
      viaNodeId: null,
    }
    await keepLetter(cx, letter, { delivered: false })
    await queueLetter(cx, letter, upperNode.id, 1)
  })
  return { fileId, sha256, size: content.length }
}

/** Sends one file of so many MB with a letter while the line is cut so often; returns bytes on the line by bytes of the file. */
export async function sendLargeFile(nodes: TwoNodes, megabytes: number, cuts: number, patience: number) {
  const { upper, lower, line } = nodes
  const before = line.bytes()
  const { fileId, sha256, size } = await layAttached(lower, upper, newId(), megabytes)
  let cut = 0
  await until(
    'the letter is there with its file',
    async () => {
      if (cut < cuts && line.bytes() - before > ((cut + 1) * size) / (cuts + 1)) {
        cut += 1
        line.cut()
      }
      const row = await upper.app.db
        .selectFrom('stored_file')
        .select('sha256')
        .where('id', '=', fileId)
        .executeTakeFirst()
      if (row && row.sha256 !== sha256) throw new Error('The file was altered on its way.')
      return row !== undefined
    },
    patience,
  )
  return { ratio: (line.bytes() - before) / size, cuts: cut }
}
