import {
  ExportRecord,
  Forged,
  chainHash,
  openReceipt,
  readEvidence,
  readHead,
  receiptKeyId,
  verifyEnvelope,
} from '../../server/exchange/envelope/index.ts'
import type { Findings, Row } from './verify-findings.ts'

const reasons: Record<string, string> = {
  size: '过长',
  lines: '不是两行',
  parts: '段数不对',
  encoding: '编码不唯一或已损坏',
  header: '签名头不符合约定',
  head: '信封头不符合约定',
  suite: '密码套件不是本线路所用',
  signature: '签名不成立',
  content: '内容与签名的摘要不符',
  receipt: '回执格式不符',
}
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Forged)) throw error
  return reasons[error.reason] ?? error.reason
}

/** Letters and receipts of one direction of a line: every signature, every content shown, the chain, and that receipts speak of this chain. */
export function verifyLetters(rows: Row[], findings: Findings): void {
  const records = rows.map(({ number, value }) => ({ number, record: ExportRecord.safeParse(value).data }))
  for (const { number, record } of records) if (!record) findings.bad(`第 ${number} 行：不是信件、回执或公钥记录`)
  const line = records.find(({ record }) => record?.type === 'line')?.record
  if (line?.type !== 'line') return findings.bad('缺少线路说明（type 为 line 的一行），无法判断套件和范围')

  const keys = new Map<string, string>()
  for (const { record } of records)
    if (record?.type === 'key') {
      keys.set(`${record.node} ${record.id}`, record.publicKey)
      findings.key(`${record.id}（节点 ${record.node}）`, record.publicKey)
    }

  const heads = new Map<number, string>()
  let next = line.first
  let previous: string | null = line.first === 1 ? '' : null
  let shown = 0
  for (const { number, record } of records) {
    if (record?.type !== 'letter') continue
    try {
      const head = readHead(record.envelope)
      const name = `第 ${number} 行：第 ${head.seq} 号信（${head.kind}，${head.id}）`
      const key = keys.get(`${head.from} ${head.skid}`)
      const hash = chainHash(line.suite, record.envelope)
      if (head.from !== line.from || head.to !== line.to) findings.bad(`${name}不属于本线路 ${line.from} → ${line.to}`)
      else if (!key) findings.bad(`${name}所用公钥 ${head.skid} 不在文件里`)
      else if (!verifyEnvelope(record.envelope, line.suite, key))
        findings.bad(`${name}被改动，或者不是 ${head.from} 签发的`)
      if (head.seq !== next) findings.bad(`${name}次序不对：此处应为第 ${next} 号${missing(next, head.seq)}`)
      else if (previous !== null && head.prev !== previous) findings.bad(`${name}与前一封接不上：前一封被换过`)
      next = head.seq + 1
      previous = hash
      heads.set(head.seq, hash)
      if (record.evidence !== undefined) {
        readEvidence(record.envelope, record.evidence)
        shown += 1
      }
    } catch (error) {
      findings.bad(`第 ${number} 行的信（应为第 ${next} 号）${reasonOf(error)}`)
      next += 1
      previous = null
    }
  }
  const last = line.first + line.count - 1
  if (next <= last) findings.bad(`末尾缺信：文件说明到第 ${last} 号为止，实有到第 ${next - 1} 号`)

  const receipts = verifyReceipts(records, line, keys, heads, findings)
  const range = line.count > 0 ? `第 ${line.first}—${last} 号` : '没有'
  findings.good(
    `线路 ${line.from} → ${line.to}（${line.suite}）：${range}信 ${heads.size} 封，其中 ${shown} 封可见内容；回执 ${receipts} 份`,
  )
}

function verifyReceipts(
  records: { number: number; record: ExportRecord | undefined }[],
  line: { suite: string; from: string; to: string },
  keys: Map<string, string>,
  heads: Map<number, string>,
  findings: Findings,
): number {
  let count = 0
  for (const { number, record } of records) {
    if (record?.type !== 'receipt') continue
    count += 1
    try {
      const keyId = receiptKeyId(record.jws)
      const key = keys.get(`${line.to} ${keyId}`)
      if (!key) {
        findings.bad(`第 ${number} 行：回执所用公钥 ${keyId} 不在文件里`)
        continue
      }
      const receipt = openReceipt(line.suite, record.jws, key)
      const name = `第 ${number} 行：至第 ${receipt.upto} 号的回执`
      const highest = Math.max(0, ...heads.keys())
      const own = heads.get(receipt.upto)
      if (receipt.from !== line.to || receipt.to !== line.from) findings.bad(`${name}不属于本线路`)
      else if (own !== undefined && own !== receipt.head)
        findings.bad(`${name}所指的信与文件里的第 ${receipt.upto} 号信不是同一封`)
      else if (heads.size > 0 && receipt.upto > highest)
        findings.bad(`${name}证明还有后面的信，文件只到第 ${highest} 号`)
    } catch (error) {
      findings.bad(`第 ${number} 行：回执${reasonOf(error)}`)
    }
  }
  return count
}

const missing = (from: number, to: number) =>
  to > from ? `，缺第 ${from}${to - from > 1 ? `—${to - 1}` : ''} 号` : '，重复或颠倒'
