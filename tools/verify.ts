import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyFile } from './lib/verify-file.ts'
import { Findings, fingerprintOf } from './lib/verify-findings.ts'
import { verifySignOffs } from './lib/verify-personal.ts'

/**
 * npm run verify -- [--key PUBLIC-KEY.pem …] FILE…: checks exported letters with their receipts, or exported audit records, without any
 * database. Says what holds and names what does not. Exit code 0: all holds; 1: something was altered or is missing; 2: cannot be read.
 */
const words = readWords()
const at = (file: string) => resolve(process.env.INIT_CWD ?? '.', file)
const trusted = words.keys.length > 0 ? new Set(words.keys.map((file) => fingerprintOf(read(file)))) : null
let code = 0
for (const file of words.files) {
  const findings = new Findings(trusted)
  const text = read(file)
  verifyFile(text, findings)
  await verifySignOffs(text, findings)
  console.log(`${findings.problems.length === 0 ? '✓ 通过' : '✗ 不通过'}  ${file}`)
  for (const line of findings.lines) console.log(`  · ${line}`)
  for (const problem of findings.problems.slice(0, 50)) console.log(`  ✗ ${problem}`)
  if (findings.problems.length > 50) console.log(`  ✗ ……另有 ${findings.problems.length - 50} 处`)
  if (findings.problems.length > 0) code = 1
}
process.exit(code)

function readWords(): { keys: string[]; files: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: { key: { type: 'string', multiple: true } },
      allowPositionals: true,
    })
    if (positionals.length > 0) return { keys: values.key ?? [], files: positionals }
  } catch {}
  console.error('用法：npm run verify -- [--key 公钥.pem] 文件…\n校验导出的信件、回执或审计记录，不需要数据库。')
  process.exit(2)
}

function read(file: string): string {
  try {
    return readFileSync(at(file), 'utf8')
  } catch (error) {
    console.error(`打不开文件 ${file}：${(error as Error).message}`)
    process.exit(2)
  }
}
