import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { verifyStatement } from '../../server/platform/keys.ts'
import type { Findings, Row } from './verify-findings.ts'

const Event = z.object({
  type: z.literal('event'),
  id: z.number(),
  at: z.string(),
  kind: z.string(),
  subject_id: z.string(),
  unit_id: z.string().nullable(),
  actor_id: z.string().nullable(),
  actor_name: z.string(),
  data: z.unknown(),
  data_digest: z.string(),
  position: z.number(),
  prev_hash: z.string(),
  hash: z.string(),
})
type Event = z.infer<typeof Event>

const Checkpoint = z.object({
  type: z.literal('checkpoint'),
  position: z.number(),
  hash: z.string(),
  at: z.string(),
  key_id: z.string(),
  public_key_pem: z.string(),
  signature: z.string(),
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The seal of an event as `sealOf` of server/platform/event-chain.ts reckons it, from the digest of its data. */
export const sealOfExported = (event: Event): string => {
  const { id, at, kind, subject_id, unit_id, actor_id, actor_name, data_digest } = event
  return sha256(
    event.prev_hash + canonicalize({ id, at, kind, subject_id, unit_id, actor_id, actor_name, data_digest }),
  )
}

/** A segment of the event chain (ADR 0005): each record's seal, the chain from one to the next, and the signed checkpoints on it. */
export function verifyAudit(rows: Row[], findings: Findings): void {
  const hashes = new Map<number, string>()
  let last: Event | null = null
  let [first, count, whole] = [0, 0, 0]
  const checkpoints: { number: number; value: z.infer<typeof Checkpoint> }[] = []
  for (const { number, value } of rows) {
    const checkpoint = Checkpoint.safeParse(value).data
    if (checkpoint) {
      checkpoints.push({ number, value: checkpoint })
      continue
    }
    const event = Event.safeParse(value).data
    if (!event) {
      findings.bad(`第 ${number} 行：不是审计记录或检查点`)
      continue
    }
    const name = `第 ${number} 行：第 ${event.position} 条记录（${event.kind}，${event.at}）`
    if (last && event.position !== last.position + 1)
      findings.bad(`${name}次序不对：此处应为第 ${last.position + 1} 条`)
    else if (last && event.prev_hash !== last.hash) findings.bad(`${name}与前一条接不上：前一条被改动`)
    else if (!last && event.position === 1 && !/^0+$/.test(event.prev_hash)) findings.bad(`${name}不是链的开头`)
    if (sealOfExported(event) !== event.hash) findings.bad(`${name}被改动：与其封存摘要不符`)
    if (sha256(canonicalize(event.data) ?? '') === event.data_digest) whole += 1
    hashes.set(event.position, event.hash)
    first ||= event.position
    count += 1
    last = event
  }
  let signed = 0
  const seen = new Set<string>()
  for (const { number, value } of checkpoints) {
    const { position, hash, at, key_id, public_key_pem, signature } = value
    const name = `第 ${number} 行：第 ${position} 条处的检查点（${at}）`
    if (!seen.has(public_key_pem)) findings.key(key_id, public_key_pem)
    seen.add(public_key_pem)
    const there = hashes.get(position)
    if (!isSigned(public_key_pem, { kind: 'audit.checkpoint', position, hash, at }, signature))
      findings.bad(`${name}签名不成立`)
    else if (position > (last?.position ?? 0))
      findings.bad(`${name}证明还有后面的记录，文件只到第 ${last?.position ?? 0} 条：末尾被截去`)
    else if (there === undefined) findings.bad(`${name}所指的记录不在文件里`)
    else if (there !== hash) findings.bad(`${name}与该条记录不符：链被整体改写过`)
    else signed = Math.max(signed, position)
  }
  if (checkpoints.length === 0) findings.bad('没有检查点：链被整体改写也看不出来')
  findings.good(
    `审计记录第 ${first}—${last?.position ?? 0} 条，共 ${count} 条；检查点 ${checkpoints.length} 个，签名覆盖到第 ${signed} 条`,
  )
  if (whole < count) findings.good(`其中 ${count - whole} 条的 data 只是摘录，受封存保护的是 data_digest`)
}

function isSigned(publicKey: string, statement: object, signature: string): boolean {
  try {
    return verifyStatement(publicKey, statement, signature)
  } catch {
    return false
  }
}
