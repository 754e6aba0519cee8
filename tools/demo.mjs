import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureInstalled, root } from './lib/ensure-installed.mjs'

/**
 * npm run demo [-- --port 8020] [-- --fresh]: installs, builds, starts a node with its own PostgreSQL and a believable province,
 * prints the address. The data stays in var/demo between starts; --fresh begins again.
 */
const args = process.argv.slice(2)
const port = args.includes('--port') ? args[args.indexOf('--port') + 1] : (process.env.PORT ?? '8020')
const dataDir = process.env.ZHENGXIN_DATA ?? join(root, 'var/demo')

ensureInstalled()
const { build } = await import('./build.mjs')
await build()
if (args.includes('--fresh')) rmSync(dataDir, { recursive: true, force: true })

console.log('正在启动政信演示系统，首次启动要写入一个月的示例工作，约需半分钟…')
const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server.mjs')], {
  cwd: root, stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, ZHENGXIN_MODE: 'demo', ZHENGXIN_DATA: dataDir, PORT: port, HOST: '127.0.0.1', LOG_LEVEL: 'warn', DATABASE_URL: process.env.ZHENGXIN_DEMO_DATABASE_URL ?? '' },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
createInterface({ input: server.stdout }).on('line', (line) => {
  const ready = line.match(/^ZHENGXIN_READY (\S+)/)
  if (!ready) return console.log(line)
  const address = ready[1]
  console.log(`\n  政信演示系统已就绪： ${address}\n  登录页列出了各个岗位的演示账号，点一下即可登录。按 Ctrl+C 停止。\n`)
  openInBrowser(address)
})

function openInBrowser(address) {
  const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 'xdg-open' : null
  if (opener) spawn(opener, [address], { stdio: 'ignore', detached: true }).on('error', () => {}).unref()
}
