import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, runTool } from './lib/ensure-installed.mjs'

/** npm test [-- words]: rules, use cases on a real PostgreSQL, the page's parts, then the journeys in a real browser. */
ensureInstalled()
const words = process.argv.slice(2)
const needsPage = words.length === 0 || words.some((word) => word.includes('journey'))
// in a process of its own: a build sets NODE_ENV=production, under which React has no tests
if (needsPage && runTool(process.execPath, ['tools/build.mjs']) !== 0) process.exit(1)

const report = join(tmpdir(), `zhengxin-test-report-${process.pid}.json`)
const status = runTool('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...words,
])
const { passed, failed, skipped } = countsOf(readReport())
console.log(`\n${passed} passed, ${Math.max(failed, status === 0 ? 0 : 1)} failed, ${skipped} skipped`)
process.exit(status === 0 && passed === 0 ? 1 : status)

/** A file that does not even load has no failed test in it, but has failed. */
function countsOf({ numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] }) {
  const notLoaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + notLoaded.length, skipped: numPendingTests + numTodoTests }
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return {}
  } finally {
    rmSync(report, { force: true })
  }
}
