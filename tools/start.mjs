import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, root } from './lib/ensure-installed.mjs'

/** Starts the built server with the environment as it is (docs/operations.md) and passes signals on. */
ensureInstalled()
const { build } = await import('./build.mjs')
await build()
const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server.mjs')], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
