import { createHash } from 'node:crypto'
import { ItemSent } from '../../contract/letters.ts'
import { canonicalText } from '../../server/documents/rules/canonical-text.ts'
import { ExportRecord, readEvidence, readHead } from '../../server/exchange/envelope/index.ts'
import { checkSignOff } from '../../server/platform/personal-signature.ts'
import type { Findings } from './verify-findings.ts'

/** 签发 in the letters whose content is shown: the node's signature of each, and the signer's own (本人通行密钥) where there is one. */
export async function verifySignOffs(text: string, findings: Findings): Promise<void> {
  const count = { passkey: 0, password: 0 }
  for (const line of text.split('\n')) {
    const item = itemOf(line)
    if (!item) continue
    const { by, holds } = await checkSignOff(item.signOff)
    const digest = createHash('sha256').update(canonicalText(item)).digest('hex')
    if (holds && item.signOff.statement.digest === digest) count[by] += 1
    else findings.bad(`《${item.title}》的签发不成立：${item.signOff.statement.signerName}的签名与签发内容不符`)
  }
  if (count.passkey + count.password > 0)
    findings.good(`签发记录成立：本人通行密钥签名 ${count.passkey} 份，口令核验 ${count.password} 份`)
}

/** Whatever cannot be read has been named by the check of the letters already. */
function itemOf(line: string): ItemSent | undefined {
  try {
    const record = ExportRecord.parse(JSON.parse(line))
    if (record.type !== 'letter' || record.evidence === undefined) return undefined
    if (readHead(record.envelope).kind !== 'item.sent') return undefined
    const content = JSON.parse(readEvidence(record.envelope, record.evidence)) as { letter: { body: unknown } }
    return ItemSent.parse(content.letter.body)
  } catch {
    return undefined
  }
}
