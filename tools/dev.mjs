import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, root } from './lib/ensure-installed.mjs'

/** npm run dev: the server from its sources, restarted at each change, and Vite with hot reload in front. Data stays in var/dev. */
ensureInstalled()
const port = process.env.PORT ?? '8020'
const webPort = process.env.WEB_PORT ?? '5173'
const env = {
  ZHENGXIN_MODE: 'development',
  ZHENGXIN_DATA: join(root, 'var/dev'),
  ...process.env,
  PORT: port,
  WEB_PORT: webPort,
}

const children = [
  ['tsx', 'watch', '--clear-screen=false', 'server/main.ts'],
  ['vite', 'web', '--config', 'web/vite.config.ts', '--clearScreen', 'false', '--strictPort'],
].map(([program, ...args]) =>
  // Of their own group: the terminal's Ctrl-C comes to us, and to each of them once through us. A second one would kill the server hard.
  spawn(join(root, 'node_modules/.bin', program), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  }),
)
console.log(`\n  页面 / page    http://127.0.0.1:${webPort}\n  接口 / server  http://127.0.0.1:${port}\n`)

// One ends, all end.
let ending = false
const end = (code) => {
  if (ending) return
  ending = true
  process.exitCode = code
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0))
for (const child of children) child.on('exit', (code) => end(code ?? 1))
