import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureInstalled, root } from './lib/ensure-installed.mjs'

/**
 * npm run demo [-- --port 8020] [-- --fresh]: installs, builds, starts a node with its own PostgreSQL and a believable province,
 * prints the address. The data stays in var/demo between starts; --fresh begins again.
 */
const args = process.argv.slice(2)
const port = Number(args.includes('--port') ? args[args.indexOf('--port') + 1] : (process.env.PORT ?? 8020))
const dataDir = process.env.ZHENGXIN_DATA ?? join(root, 'var/demo')

ensureInstalled()
if (!(await isFree(port))) {
  console.error(
    `端口 ${port} 已被占用：也许演示系统已在运行，请打开 http://127.0.0.1:${port} ；或换一个端口：npm run demo -- --port ${port + 1}`,
  )
  process.exit(1)
}
const { build } = await import('./build.mjs')
await build()
if (args.includes('--fresh')) await forget(dataDir)

const { DATABASE_URL: _own, ...env } = process.env // never the visitor's own database
const first = !existsSync(dataDir)
console.log(first ? '正在启动政信演示系统，首次启动要写入一个月的示例工作，约需半分钟…' : '正在启动政信演示系统…')
const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server.mjs')], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...env,
    ZHENGXIN_MODE: 'demo',
    ZHENGXIN_DATA: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
createInterface({ input: server.stdout }).on('line', (line) => {
  const address = line.match(/^ZHENGXIN_READY (\S+)/)?.[1]
  if (!address) return console.log(line)
  const rule = '─'.repeat(60)
  console.log(`\n${rule}\n\n  政信演示系统已就绪，请在浏览器中打开：\n\n      ${address}\n`)
  console.log(`  登录页列出了各个岗位的演示账号，点一下即可登录。按 Ctrl+C 停止。\n\n${rule}\n`)
  openInBrowser(address)
})

/** A database left running by a killed demo goes first: it would go on writing into the emptied folder. */
async function forget(folder) {
  const home = join(folder, 'postgres')
  const elsewhere = existsSync(join(home, 'elsewhere')) ? readFileSync(join(home, 'elsewhere'), 'utf8').trim() : ''
  for (const place of [home, elsewhere].filter(Boolean)) {
    const lock = join(place, 'cluster/postmaster.pid')
    for (let tries = 0; tries < 50 && existsSync(lock); tries += 1) {
      try {
        process.kill(Number(readFileSync(lock, 'utf8').split('\n')[0]), 'SIGINT')
      } catch {
        break // it is not running
      }
      await sleep(200)
    }
    rmSync(place, { recursive: true, force: true })
  }
  rmSync(folder, { recursive: true, force: true })
}

function isFree(wanted) {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

function openInBrowser(address) {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  const opener = { darwin: 'open', win32: 'explorer', linux: display ? 'xdg-open' : undefined }[process.platform]
  if (!opener) return
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
