import { join } from 'node:path'
import { ensureInstalled, root, runTool } from './lib/ensure-installed.mjs'

/** npm run take-over -- FOLDER --office CODE: with the environment as it is (docs/operations.md). */
ensureInstalled()
const { build } = await import('./build.mjs')
await build()
process.exit(
  runTool(process.execPath, ['--enable-source-maps', join(root, 'dist/take-over.mjs'), ...process.argv.slice(2)]),
)
