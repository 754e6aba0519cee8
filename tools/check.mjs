import { auditDependencies } from './lib/audit-dependencies.mjs'
import { ensureInstalled, runTool } from './lib/ensure-installed.mjs'

/** npm run check: what must hold before a commit, the quickest answers first. All steps run; the failed ones are named at the end. */
ensureInstalled()
const folders = ['contract', 'server', 'web']
const steps = [
  { name: 'format', run: ['oxfmt', '--check', '.'] },
  { name: 'types', run: ['tsc', '-p', '.', '--noEmit'] },
  { name: 'lint', run: ['oxlint', '--type-aware', '--quiet', '.'] },
  { name: 'boundaries', run: ['depcruise', ...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'err'] },
  { name: 'unused', run: ['knip', '--no-progress'] },
  { name: 'database types', run: [process.execPath, 'tools/db-types.mjs', '--check'] },
  {
    name: 'rules',
    run: [
      'vitest',
      'run',
      '--project',
      'server',
      '--project',
      'documents',
      '--reporter=default',
      '/rules/',
      'contract/',
    ],
  },
]

const failed = []
const notAsked = []
for (const { name, run } of steps) {
  console.log(`\n▶ ${name}`)
  const started = Date.now()
  const [program = '', ...args] = run
  const holds = runTool(program, args) === 0
  if (!holds) failed.push(name)
  console.log(`${holds ? '✓' : '✗'} ${name}  ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

console.log('\n▶ dependencies')
const audit = auditDependencies()
console.log(`${audit.mark} ${audit.sentence}`)
if (audit.mark === '✗') failed.push('dependencies')
if (audit.mark === '?') notAsked.push('dependencies')

console.log(
  failed.length === 0
    ? `\n✓ all hold${notAsked.length > 0 ? ` (not asked: ${notAsked.join(', ')})` : ''}`
    : `\n✗ ${failed.join(', ')}`,
)
process.exit(failed.length === 0 ? 0 : 1)
