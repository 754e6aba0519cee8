import { verifyAudit } from './verify-audit.ts'
import type { Findings, Row } from './verify-findings.ts'
import { verifyLetters } from './verify-letters.ts'

/** Verifies one exported file, of whatever kind it is. */
export function verifyFile(text: string, findings: Findings): void {
  const rows: Row[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue
    try {
      rows.push({ number: index + 1, value: JSON.parse(line) })
    } catch {
      findings.bad(`第 ${index + 1} 行读不出来：文件被截断或损坏`)
    }
  }
  const types = new Set(rows.map((row) => (row.value as { type?: unknown } | null)?.type))
  if (types.has('event') || types.has('checkpoint')) verifyAudit(rows, findings)
  else if (types.has('line') || types.has('letter') || types.has('receipt')) verifyLetters(rows, findings)
  else findings.bad('看不出是哪一种导出文件：既没有审计记录，也没有信件')
}
