import { join } from 'node:path'
import { ensureInstalled, root, runTool } from './lib/ensure-installed.mjs'

/** npm run db:types [-- --check]: row types from the migrated database; --check fails when they are stale. */
ensureInstalled()
process.exit(
  runTool(process.execPath, ['--import', 'tsx', join(root, 'tools/lib/write-db-types.ts'), ...process.argv.slice(2)]),
)
