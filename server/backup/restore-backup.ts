import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { migrate } from '../platform/migrate.ts'
import { plainPieces } from '../platform/stored-bytes.ts'
import { decodeEntries } from './entries.ts'
import type { Entry } from './entries.ts'
import { SealBroken, opening } from './sealed-stream.ts'
import { advanceCounters, countRows, listTables, suspendReferences, writeRows } from './tables.ts'

export interface RestoreReport {
  madeAt: string
  rows: number
  files: number
}

/**
 * 恢复: only into an empty node; an existing one is never written over. The database is one transaction: a backup that turns out
 * broken at its last byte leaves no row. Afterwards every table is counted and every file compared with its digest.
 */
export async function restoreBackup(input: {
  databaseUrl: string
  dataDir: string
  secret: string
  path: string
}): Promise<RestoreReport> {
  if (!existsSync(input.path)) throw new Error(`没有找到备份文件 ${input.path}。`)
  const keys = join(input.dataDir, 'keys')
  if (existsSync(keys) && (await readdir(keys)).length > 0)
    throw new Error(`${input.dataDir} 里已有一个节点。恢复只写入空的数据目录：请用 ZHENGXIN_DATA 指定新的目录。`)
  await refuseFilled(input.databaseUrl)
  const client = new pg.Client({ connectionString: input.databaseUrl })
  let report: RestoreReport | undefined
  try {
    await pipeline(createReadStream(input.path), opening(input.secret), createGunzip(), async (bytes) => {
      report = await load(client, input, decodeEntries(bytes as AsyncIterable<Buffer>))
    })
    await migrate(input.databaseUrl)
    return report!
  } finally {
    await client.end()
  }
}

async function load(
  client: pg.Client,
  input: { databaseUrl: string; dataDir: string },
  entries: AsyncGenerator<Entry>,
): Promise<RestoreReport> {
  const first = await entries.next()
  const start = first.value as Entry | undefined
  if (start?.kind !== 'start') throw new SealBroken('备份文件的内容不对。')
  await migrate(input.databaseUrl, { exactly: start.migrations })
  await client.connect()
  await client.query('begin')
  const resume = await suspendReferences(client)
  const columns = await listTables(client)
  for (const table of columns.keys()) await client.query(`delete from "${table}"`)
  const files = new FileWriter(input.dataDir)
  for await (const entry of entries) {
    if (entry.kind === 'rows') await writeRows(client, entry.table, columns.get(entry.table)!, entry.rows)
    if (entry.kind === 'file') await files.write(entry)
    if (entry.kind !== 'end') continue
    for (const [table, expected] of Object.entries(entry.rowCounts)) {
      const found = await countRows(client, table)
      if (found !== expected) throw new SealBroken(`表 ${table} 应有 ${expected} 行，只恢复了 ${found} 行。`)
    }
    if (files.count !== entry.files) throw new SealBroken(`应有 ${entry.files} 个文件，只恢复了 ${files.count} 个。`)
    await resume()
    await advanceCounters(client)
    await client.query('commit')
    const rows = Object.values(entry.rowCounts).reduce((sum, count) => sum + count, 0)
    return { madeAt: start.at, rows, files: files.count }
  }
  throw new SealBroken('备份文件不完整：末尾缺失。')
}

/** Of a file that lies sealed (ZHENGXIN_FILE_KEYS): its name is the digest of what is in it. */
async function plainDigest(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const piece of plainPieces(path)) hash.update(piece)
  } catch (error) {
    throw new SealBroken(`附件核对不了，请用 ZHENGXIN_FILE_KEYS 指定备份时的密钥文件。${(error as Error).message}`)
  }
  return hash.digest('hex')
}

/** Writes files piece by piece; a stored file must have the content that its name says. */
class FileWriter {
  count = 0
  readonly #dataDir: string
  #open: { path: string; handle: FileHandle; hash: Hash } | undefined

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  async write(entry: Extract<Entry, { kind: 'file' }>): Promise<void> {
    if (!/^(files\/[0-9a-f]{2}\/[0-9a-f]{64}|keys\/[\w.-]+)$/.test(entry.path) || normalize(entry.path) !== entry.path)
      throw new SealBroken(`备份里的文件名不对：${entry.path}`)
    this.#open ??= await this.#begin(entry.path)
    await this.#open.handle.write(entry.content)
    this.#open.hash.update(entry.content)
    if (!entry.last) return
    await this.#open.handle.sync()
    await this.#open.handle.close()
    const [folder, , name] = entry.path.split('/')
    if (folder === 'files' && this.#open.hash.digest('hex') !== name && (await plainDigest(this.#open.path)) !== name)
      throw new SealBroken(`备份里的文件 ${entry.path} 与其摘要不符。`)
    this.#open = undefined
    this.count += 1
  }

  async #begin(path: string) {
    const full = join(this.#dataDir, path)
    await mkdir(dirname(full), { recursive: true, mode: 0o700 })
    return { path: full, handle: await open(full, 'w', 0o600), hash: createHash('sha256') }
  }
}

async function refuseFilled(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ filled: boolean }>(
      `select to_regclass('public.account') is not null as filled`,
    )
    if (rows[0]!.filled && (await countRows(client, 'account')) > 0)
      throw new Error('这个数据库里已有账号。恢复只写入空的数据库：请用 DATABASE_URL 或 ZHENGXIN_DATA 指定新的。')
  } finally {
    await client.end()
  }
}
