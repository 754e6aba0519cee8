import { spawnSync } from 'node:child_process'

/**
 * Asks the registry whether anything that is shipped has a known hole of weight. A machine without a network learns nothing by it
 * and is told so; only an answer that names a hole fails the check.
 * @returns {{ mark: '✓' | '✗' | '?', sentence: string }}
 */
export function auditDependencies() {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], {
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  })
  return judgeAudit(error ? '' : stdout)
}

/** @param {string} answer what `npm audit --json` printed
 *  @returns {{ mark: '✓' | '✗' | '?', sentence: string }} */
function judgeAudit(answer) {
  let report
  try {
    report = JSON.parse(answer)
  } catch {
    report = {}
  }
  const counts = report.metadata?.vulnerabilities
  if (!counts)
    return {
      mark: '?',
      sentence: 'the registry gave no answer: known holes were not looked for. Run again with a network.',
    }
  const found = Object.values(report.vulnerabilities ?? {})
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ name, severity }) => `${name} (${severity})`)
  return found.length > 0
    ? { mark: '✗', sentence: `known holes: ${found.join(', ')}. See npm audit --omit=dev.` }
    : { mark: '✓', sentence: `no known hole of weight (${counts.total ?? 0} smaller)` }
}
