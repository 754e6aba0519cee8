import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..')

/** Refuses an old Node with a sentence, and installs what package-lock.json names when that has not happened yet. Runs before anything is installed. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `需要 Node.js 20.19 或更高版本（建议 24 LTS），现在是 ${process.version}。\nNode.js 20.19 or later is needed; this is ${process.version}.`,
    )
    process.exit(1)
  }
  const installed = join(root, 'node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return
  console.log('正在安装依赖（首次约一分钟）… Installing dependencies …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('依赖没有装好，请检查网络或 npm 源后重试。 npm ci failed; check the registry and try again.')
    process.exit(1)
  }
}

/** Runs a program of this project to its end; its output is ours. Returns the exit code. */
export function runTool(program, args, options = {}) {
  return (
    spawnSync(program, args, {
      cwd: root,
      stdio: 'inherit',
      ...options,
      env: { ...process.env, ...options.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
    }).status ?? 1
  )
}
