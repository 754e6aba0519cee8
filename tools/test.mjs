import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, runTool } from './lib/ensure-installed.mjs'

/** npm test [-- words]: rules, use cases on a real PostgreSQL, the page's parts, then the journeys in a real browser. */
ensureInstalled()
const words = process.argv.slice(2)
const needsPage = words.length === 0 || words.some((word) => word.includes('journey'))
if (needsPage) await (await import('./build.mjs')).build()

const report = join(tmpdir(), `zhengxin-test-${process.pid}.json`)
const status = runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...words])
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readReport()
console.log(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
process.exit(status === 0 && numPassedTests === 0 ? 1 : status)

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return {}
  } finally {
    rmSync(report, { force: true })
  }
}
