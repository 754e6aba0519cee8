import { ensureInstalled, runTool } from './lib/ensure-installed.mjs'

/** npm run check: what must hold before a commit, in the order in which it fails fastest. */
ensureInstalled()
const steps = [
  ['types', 'tsc', ['-p', '.', '--noEmit']],
  ['lint', 'oxlint', ['--type-aware', '--quiet', '.']],
  ['format', 'oxfmt', ['--check', '.']],
  ['boundaries', 'depcruise', ['contract', 'server', 'web', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  ['unused', 'knip', ['--no-progress']],
  ['database types', process.execPath, ['tools/db-types.mjs', '--check']],
  ['rules', 'vitest', ['run', '--project', 'server', '--reporter=dot', '/rules/', 'contract/', 'tools/']],
]

let failed = 0
for (const [name, program, args] of steps) {
  const started = Date.now()
  const status = runTool(program, args)
  if (status !== 0) failed += 1
  console.log(`${status === 0 ? '✓' : '✗'} ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
process.exit(failed === 0 ? 0 : 1)
