import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Scanner } from './virus-scan.ts'

export interface Config {
  mode: 'production' | 'demo' | 'development'
  dataDir: string
  host: string
  port: number
  /** An own PostgreSQL 15+; without it the node starts the embedded one in `dataDir`. */
  databaseUrl: string | undefined
  /** Keys that attachments are sealed with, a file outside of the data folder: ZHENGXIN_FILE_KEYS. */
  fileKeys?: string | undefined
  /** clamd: ZHENGXIN_CLAMD, and what becomes of uploads while it is away: ZHENGXIN_CLAMD_AWAY. */
  scanner?: Scanner | undefined
  /** Opens the key file; the demo has its own. */
  secret: string
  /** True when a proxy in front speaks TLS: cookies are then Secure and addresses come from X-Forwarded-For. */
  behindTls: boolean
  /** The address people type, for passkeys: ZHENGXIN_ORIGIN. */
  origin: string | null
  /** Where nodes below reach this one, on a port of its own: ZHENGXIN_PEER_PORT, _HOST, _URL. Absent: it listens for none. */
  peer?: { host: string; port: number; url: string | null } | undefined
}

/** Reads the environment. Refuses to start rather than run open: each refusal names the variable and what to do. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const mode = env.ZHENGXIN_MODE ?? 'production'
  if (mode !== 'production' && mode !== 'demo' && mode !== 'development')
    throw new Error(`ZHENGXIN_MODE 只能是 production、demo 或 development，现在是“${mode}”。`)
  const host = env.HOST ?? '127.0.0.1'
  const behindTls = env.ZHENGXIN_BEHIND_TLS === '1'
  const loopback = host === '127.0.0.1' || host === 'localhost' || host === '::1'
  if (!loopback && !behindTls)
    throw new Error(
      `HOST=${host} 会让登录口令在网上明文传送。请在前面放置 TLS 代理并设置 ZHENGXIN_BEHIND_TLS=1，或只监听 127.0.0.1。`,
    )
  if (mode === 'demo' && !loopback) throw new Error('演示系统使用公开的演示账号，只能监听 127.0.0.1。')
  if (mode === 'production' && (env.ZHENGXIN_SECRET ?? '').length < 16)
    throw new Error('请设置 ZHENGXIN_SECRET（至少 16 个字符），用于加密本机密钥文件；请妥善保存，丢失后无法签发。')
  const dataDir = resolve(env.ZHENGXIN_DATA ?? 'var/data')
  mkdirSync(dataDir, { recursive: true })
  const port = Number(env.PORT ?? 8020)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT 应是 0 到 65535 的整数，现在是“${env.PORT}”。`)
  return {
    mode,
    dataDir,
    host,
    port,
    databaseUrl: env.DATABASE_URL || undefined,
    secret: env.ZHENGXIN_SECRET ?? `not-secret:${mode}`,
    behindTls,
    fileKeys: env.ZHENGXIN_FILE_KEYS || undefined,
    scanner: scannerFrom(env),
    origin: originFrom(env.ZHENGXIN_ORIGIN, mode, port),
    peer: peerFrom(env, mode, port),
  }
}

function scannerFrom(env: NodeJS.ProcessEnv): Config['scanner'] {
  const away = env.ZHENGXIN_CLAMD_AWAY ?? 'refuse'
  if (away !== 'refuse' && away !== 'accept')
    throw new Error(`ZHENGXIN_CLAMD_AWAY 只能是 refuse（拒收）或 accept（收下并注明未查毒），现在是“${away}”。`)
  return env.ZHENGXIN_CLAMD ? { address: env.ZHENGXIN_CLAMD, away } : undefined
}

/** The listener for nodes speaks TLS with pinned certificates by itself, so it may listen on any address. */
function peerFrom(env: NodeJS.ProcessEnv, mode: Config['mode'], pagePort: number): Config['peer'] {
  if (!env.ZHENGXIN_PEER_PORT) {
    if (env.ZHENGXIN_PEER_URL || env.ZHENGXIN_PEER_HOST)
      throw new Error('设置了 ZHENGXIN_PEER_URL 或 ZHENGXIN_PEER_HOST，但没有设置 ZHENGXIN_PEER_PORT。')
    return undefined
  }
  const port = Number(env.ZHENGXIN_PEER_PORT)
  if (!Number.isInteger(port) || port < 1 || port > 65535 || port === pagePort)
    throw new Error(`ZHENGXIN_PEER_PORT 应是 1 到 65535 的整数，且不同于 PORT，现在是“${env.ZHENGXIN_PEER_PORT}”。`)
  const url = env.ZHENGXIN_PEER_URL ?? null
  if (url !== null && !(URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).origin === url))
    throw new Error(`ZHENGXIN_PEER_URL 应是下级节点能访问的地址，如 https://10.1.2.3:8443，现在是“${url}”。`)
  if (mode === 'production' && url === null)
    throw new Error('请设置 ZHENGXIN_PEER_URL：下级节点访问本节点的地址，如 https://10.1.2.3:8443。')
  return { host: env.ZHENGXIN_PEER_HOST ?? '0.0.0.0', port, url }
}

function originFrom(said: string | undefined, mode: Config['mode'], port: number): string | null {
  if (!said) return mode === 'production' ? null : `http://localhost:${port}`
  const url = URL.canParse(said) ? new URL(said) : null
  if (!url || url.origin !== said || (url.protocol !== 'https:' && url.hostname !== 'localhost'))
    throw new Error(`ZHENGXIN_ORIGIN 应是浏览器地址栏里的网址，如 https://zhengxin.example.gov.cn，现在是“${said}”。`)
  return url.origin
}
