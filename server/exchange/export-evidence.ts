import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { exportLine, readHead, receiptKeyId } from './envelope/index.ts'
import type { ExportRecord } from './envelope/index.ts'
import { loadLineRow } from './lines.ts'
import { requireSelf } from './own-keys.ts'
import { publicKeyOf } from './peer-keys.ts'

interface Wanted {
  id: string
  direction: 'sent' | 'received'
  letterId?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/** Bytes and letters of one file at most; the answer says where it ended, and the rest is asked for from there. */
const most = { bytes: 16 * 1024 * 1024, letters: 5000 }

/**
 * 导出存证: letters of one direction of a line, sealed as they travelled, with the receipts and the public keys to both, as a file that
 * `npm run verify` checks without any database. It goes on to the first receipt behind the last letter asked for: envelopes are chained,
 * so that receipt proves each of them delivered. What a letter says is not in it: who operates lines reads no letters.
 */
export async function exportEvidence(cx: Cx, input: Wanted) {
  const line = await loadLineRow(cx, input.id)
  if (!line.mayManage) throw new Refusal('not_permitted', { need: 'node.manage' })
  const self = await requireSelf(cx)
  const here = { id: self.id, code: self.code }
  const there = { id: line.id, code: line.code }
  const [from, to] = input.direction === 'sent' ? [here, there] : [there, here]

  const asked = await numbersOf(cx, input)
  const known = await receiptsOf(cx, input, asked.first)
  const last = known.find((receipt) => receipt.upto >= asked.last)?.upto ?? asked.last
  const letters = await lettersOf(cx, input, asked.first, last)
  if (letters.length === 0) throw new Refusal('line.nothing_to_show')
  const end = letters.at(-1)!.seq
  const hashes = new Map(letters.map((letter) => [letter.seq, letter.hash]))
  // a receipt from before a restored backup may speak of letters that are no longer in the chain
  const receipts = known.filter((receipt) => hashes.get(receipt.upto) === receipt.head)

  const records: ExportRecord[] = [
    { type: 'line', suite: line.suite, from: from.code, to: to.code, first: asked.first, count: letters.length },
    ...(await keysOf(cx, from, new Set(letters.map(({ envelope }) => readHead(envelope).skid)))),
    ...(await keysOf(cx, to, new Set(receipts.map(({ jws }) => receiptKeyId(jws))))),
    ...letters.map(({ envelope }) => ({ type: 'letter' as const, envelope })),
    ...receipts.map(({ jws }) => ({ type: 'receipt' as const, jws })),
  ]
  const highest = await cx.db
    .selectFrom(tables[input.direction])
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('node_id', '=', line.id)
    .where('seq', '<=', asked.last)
    .executeTakeFirst()
  const made = { first: asked.first, last: end, letters: letters.length, receipts: receipts.length }
  await cx.record(
    'line.evidence_exported',
    { id: line.id, unitId: line.unit_id ?? cx.actor.unitId },
    { name: line.name, direction: input.direction, ...made },
  )
  cx.tell('exchange', '*')
  return {
    ...made,
    isWhole: end >= (highest?.seq ?? 0),
    name: `${from.code}-${to.code}-${made.first}-${end}.jsonl`,
    text: records.map(exportLine).join(''),
  }
}

/** Which numbers are asked for: of one letter (the first time it went), from one to another, or all there are. */
async function numbersOf(cx: Cx, input: Wanted): Promise<{ first: number; last: number }> {
  if (!input.letterId) return { first: input.from ?? 1, last: input.to ?? Number.MAX_SAFE_INTEGER }
  const row = await cx.db
    .selectFrom(tables[input.direction])
    .select(['seq'])
    .where('node_id', '=', input.id)
    .where('letter_id', '=', input.letterId)
    .orderBy('seq')
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  if (row.seq === null) throw new Refusal('line.nothing_to_show')
  return { first: row.seq, last: row.seq }
}

const tables = { sent: 'outbox', received: 'inbox' } as const

async function lettersOf(cx: Cx, input: Wanted, first: number, last: number) {
  const { rows } = await sql<{ seq: number; hash: string; envelope: string }>`
    select seq, hash, envelope from (
      select seq, hash, envelope, row_number() over (order by seq) as n, sum(octet_length(envelope)) over (order by seq) as bytes
      from ${sql.table(tables[input.direction])}
      where node_id = ${input.id} and seq between ${first} and ${last} and envelope is not null
    ) letter where n = 1 or (n <= ${most.letters} and bytes <= ${most.bytes} and seq = ${first} + n - 1)
    order by seq`.execute(cx.db)
  return rows
}

const receiptsOf = (cx: Cx, input: Wanted, first: number) =>
  cx.db
    .selectFrom('receipt')
    .select(['upto', 'head', 'jws'])
    .where('node_id', '=', input.id)
    .where('direction', '=', input.direction === 'sent' ? 'taken' : 'given')
    .where('upto', '>=', first)
    .orderBy('upto')
    .orderBy('id')
    .limit(most.letters)
    .execute()

async function keysOf(cx: Cx, node: { id: string; code: string }, ids: ReadonlySet<string>): Promise<ExportRecord[]> {
  const keys: ExportRecord[] = []
  for (const id of ids) {
    const publicKey = await publicKeyOf(cx.db, node.id, id)
    if (publicKey) keys.push({ type: 'key', node: node.code, id, publicKey })
  }
  return keys
}
