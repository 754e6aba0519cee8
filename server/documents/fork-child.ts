import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Starts the child of import or printing: work on files from outside, or work that blocks, happens in a process that can be killed
 * and gives its memory back. It gets none of our environment: there may be secrets in it.
 */
export function forkChild(name: 'import' | 'printing', options: { heapMb: number }): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts')
  const path = fileURLToPath(new URL(fromSource ? `./${name}/child.ts` : `./${name}-child.mjs`, import.meta.url))
  const loader = fromSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : []
  const env = Object.fromEntries(
    ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP'].flatMap((key) =>
      process.env[key] === undefined ? [] : [[key, process.env[key]]],
    ),
  )
  const child = fork(path, [], {
    execArgv: [...loader, `--max-old-space-size=${options.heapMb}`],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  return child
}
