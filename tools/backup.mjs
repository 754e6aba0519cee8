import { join } from 'node:path'
import { ensureInstalled, root, runTool } from './lib/ensure-installed.mjs'

/** npm run backup -- FILE, npm run restore -- FILE; node tools/backup.mjs seal-files: with the environment as it is (docs/operations.md). */
ensureInstalled()
const { build } = await import('./build.mjs')
await build()
process.exit(
  runTool(process.execPath, ['--enable-source-maps', join(root, 'dist/backup.mjs'), ...process.argv.slice(2)]),
)
