import { join } from 'node:path'
import { ensureInstalled, root, runTool } from './ensure-installed.mjs'

/** Runs a built program of the node to its end, with the words and the environment as they are (docs/operations.md). */
export async function runBuilt(name) {
  ensureInstalled()
  const { build } = await import('../build.mjs')
  await build()
  process.exit(
    runTool(process.execPath, ['--enable-source-maps', join(root, `dist/${name}.mjs`), ...process.argv.slice(2)]),
  )
}
