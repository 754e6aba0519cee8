import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root, runTool } from './lib/ensure-installed.mjs'

/** npm run bench -- NAME: runs tools/bench/NAME.ts, which prints one JSON object a line. */
ensureInstalled()
const [name, ...words] = process.argv.slice(2)
const folder = join(root, 'tools/bench')
const files = existsSync(folder) ? readdirSync(folder) : []
if (!name || !files.includes(`${name}.ts`)) {
  const names = files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3))
  console.error(`用法 usage: npm run bench -- NAME\n现有基准 benches: ${names.join(', ') || '—'}`)
  process.exit(2)
}
process.exit(runTool(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`), ...words]))
