import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { enrol } from './exchange/index.ts'
import type { App } from './platform/command.ts'
import { readConfig } from './platform/config.ts'
import { startNode } from './node.ts'

/** Starts one node from the environment and stops it gracefully at SIGTERM or Ctrl-C. */
const log = pino({ level: process.env.LOG_LEVEL ?? 'info' })
try {
  const config = readConfig(process.env)
  const webDir = [join(import.meta.dirname, 'web'), join(import.meta.dirname, '../dist/web')].find((path) =>
    existsSync(join(path, 'index.html')),
  )
  const node = await startNode(config, { log, webDir })
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), 15_000).unref()
    await node.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  log.info({ url: node.url }, 'ready')
  if (process.argv[2] === 'enrol') await enrolNode(node.app, process.argv[3])
  if (config.mode === 'demo') process.stdout.write(`ZHENGXIN_READY ${node.url}\n`) // tools/demo.mjs waits for this line
} catch (error) {
  log.fatal({ err: error }, (error as Error).message)
  process.exit(1)
}

/** `server.mjs enrol CODE`: joins the node above with its invitation, says what to compare by telephone, and runs on. */
async function enrolNode(app: App, code: string | undefined) {
  if (!code) throw new Error('用法 usage: server.mjs enrol 邀请码')
  const { upperName, ownFingerprint, upperFingerprint } = await enrol(app, code)
  process.stdout.write(
    `已向“${upperName}”申请接入。请与对方电话核对：\n本节点指纹 ${ownFingerprint}\n上级节点指纹 ${upperFingerprint}\n对方两位管理员确认后自动接通，本程序继续运行。\n`,
  )
}
