import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { encodeEntry } from './entries.ts'
import type { Entry } from './entries.ts'
import { sealing } from './sealed-stream.ts'
import { listTables, readRows } from './tables.ts'

export interface BackupReport {
  rows: number
  files: number
}

/**
 * 备份: the whole node in one encrypted file, while it works: one snapshot of the database, then the files it names (they are
 * written before their rows and never change, so that none is missing) and the key files. Written aside and renamed at the end.
 */
export async function makeBackup(input: {
  databaseUrl: string
  dataDir: string
  secret: string
  path: string
  now: Date
}): Promise<BackupReport> {
  const client = new pg.Client({ connectionString: input.databaseUrl })
  await client.connect()
  const partial = `${input.path}.partial`
  const report: BackupReport = { rows: 0, files: 0 }
  try {
    await client.query('begin isolation level repeatable read read only')
    const content = Readable.from(encoded(entriesOf(client, input, report)))
    await pipeline(
      content,
      createGzip({ level: 5 }),
      sealing(input.secret),
      createWriteStream(partial, { mode: 0o600 }),
    )
    await sync(partial)
    await rename(partial, input.path)
    return report
  } finally {
    await client.end()
    await rm(partial, { force: true })
  }
}

async function* entriesOf(
  client: pg.Client,
  input: { dataDir: string; now: Date },
  report: BackupReport,
): AsyncGenerator<Entry> {
  const migrations = await client.query<{ name: string }>('select name from migration order by name')
  yield { kind: 'start', version: 1, at: input.now.toISOString(), migrations: migrations.rows.map((row) => row.name) }
  const rowCounts: Record<string, number> = {}
  for (const table of (await listTables(client)).keys()) {
    rowCounts[table] = 0
    for await (const { rows, count } of readRows(client, table)) {
      rowCounts[table] += count
      yield { kind: 'rows', table, rows }
    }
    report.rows += rowCounts[table]
  }
  const stored = await client.query<{ sha256: string }>('select distinct sha256 from stored_file order by 1')
  const paths = stored.rows.map(({ sha256 }) => `files/${sha256.slice(0, 2)}/${sha256}`)
  for (const path of [...paths, ...(await keyFiles(input.dataDir))]) {
    report.files += 1
    yield* fileEntries(input.dataDir, path)
  }
  yield { kind: 'end', rowCounts, files: report.files }
}

async function* fileEntries(dataDir: string, path: string): AsyncGenerator<Entry> {
  const full = join(dataDir, path)
  if (!existsSync(full)) throw new Error(`文件 ${path} 不见了，备份没有完成。请先从上一次备份中找回它。`)
  for await (const content of createReadStream(full, { highWaterMark: 1024 * 1024 }))
    yield { kind: 'file', path, content: content as Buffer, last: false }
  yield { kind: 'file', path, content: Buffer.alloc(0), last: true }
}

async function keyFiles(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, 'keys')
  if (!existsSync(folder)) return []
  return (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => `keys/${entry.name}`)
}

async function* encoded(entries: AsyncGenerator<Entry>): AsyncGenerator<Buffer> {
  for await (const entry of entries) yield encodeEntry(entry)
}

async function sync(path: string) {
  const file = await open(path, 'r')
  await file.sync()
  await file.close()
}
