import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshEmptyDatabase } from '../../test/postgres.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import { runCommand } from '../platform/command.ts'
import { openDatabase } from '../platform/database.ts'
import { firstBrokenSeal, sealEvents } from '../platform/event-chain.ts'
import { storeUpload, storedPath } from '../platform/files.ts'
import { readStored, useFileKeys } from '../platform/stored-bytes.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/system-actor.ts'
import { makeBackup } from './make-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { sealFiles } from './seal-files.ts'
import { countRows, listTables } from './tables.ts'

/** SEC-15: the restore drill. */
const secret = 'the secret of the backup'
let world: World
let folder: string
let path: string
let target: Awaited<ReturnType<typeof freshEmptyDatabase>>
let into: { databaseUrl: string; dataDir: string; secret: string; path: string }

beforeAll(async () => {
  world = await newWorld()
  folder = mkdtempSync(join(tmpdir(), 'zhengxin-backup-'))
  path = join(folder, 'node.zxb')
  const reporter = await world.person('reporter', '140105')
  const { submissions } = insideClient(world.app, reporter)
  for (let n = 0; n < 3; n++) await submissions.create({ id: newId() })
  const file = await storeUpload(world.app.dataDir, 'a.txt', Readable.from([Buffer.from('附件正文。'.repeat(300_000))]))
  await world.db
    .insertInto('stored_file')
    .values({
      id: newId(),
      sha256: file.sha256,
      size: file.size,
      media_type: file.mediaType,
      name: 'a.txt',
      unit_id: reporter.unitId,
      uploaded_by: reporter.personId,
      uploaded_at: new Date(),
    })
    .execute()
  mkdirSync(join(world.app.dataDir, 'keys'), { recursive: true })
  writeFileSync(join(world.app.dataDir, 'keys', 'signing.key'), 'sealed key')
  await runCommand(world.app, systemActor, sealEvents)
  await makeBackup({ databaseUrl: world.databaseUrl, dataDir: world.app.dataDir, secret, path, now: new Date() })
})
afterAll(async () => {
  await world.close()
  await target?.drop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await target?.drop()
  target = await freshEmptyDatabase()
  into = { databaseUrl: target.url, dataDir: mkdtempSync(join(folder, 'data-')), secret, path }
})

async function counts(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found: Record<string, number> = {}
    for (const table of (await listTables(client)).keys()) found[table] = await countRows(client, table)
    return found
  } finally {
    await client.end()
  }
}

test('sealed attachments: backed up as they lie, restored with their key, refused without; a new key by one command', async () => {
  const keyFile = join(folder, 'file.keys')
  const [first, second] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const { dataDir } = world.app
  const { sha256 } = await world.db.selectFrom('stored_file').select('sha256').executeTakeFirstOrThrow()
  const lies = storedPath(dataDir, sha256)
  const plain = readFileSync(lies)
  const sealedPath = join(folder, 'sealed.zxb')
  try {
    writeFileSync(keyFile, `${first}\n`)
    useFileKeys(dataDir, keyFile)
    expect(await sealFiles(dataDir)).toEqual({ sealed: 1, before: 0 })
    expect(readFileSync(lies).includes(plain.subarray(0, 60))).toBe(false)
    expect((await readStored(lies)).equals(plain)).toBe(true)

    writeFileSync(keyFile, `${second}\n${first}\n`)
    useFileKeys(dataDir, keyFile)
    expect(await sealFiles(dataDir)).toEqual({ sealed: 1, before: 0 })
    expect(await sealFiles(dataDir)).toEqual({ sealed: 0, before: 1 })
    await makeBackup({ databaseUrl: world.databaseUrl, dataDir, secret, path: sealedPath, now: new Date() })

    await restoreBackup({ ...into, path: sealedPath })
    expect((await readStored(storedPath(into.dataDir, sha256))).equals(plain)).toBe(true)
    expect(() => useFileKeys(into.dataDir, undefined)).not.toThrow() // this process knows the key; another one would not:
    const start = spawnSync(process.execPath, ['--import', 'tsx', '--eval', startsWithout, into.dataDir], {
      encoding: 'utf8',
      env: { ...process.env, STORED_BYTES: new URL('../platform/stored-bytes.ts', import.meta.url).href },
    })
    expect(start.stderr).toContain('附件已加密，缺少密钥')

    const bytes = readFileSync(lies)
    bytes[bytes.length - 20]! ^= 1
    writeFileSync(lies, bytes)
    await expect(readStored(lies)).rejects.toThrow()
  } finally {
    useFileKeys(dataDir, undefined)
    rmSync(join(dataDir, 'keys', 'file-keys.used'), { force: true })
    writeFileSync(lies, plain)
  }
})
const startsWithout = `import(process.env.STORED_BYTES).then((it) => it.useFileKeys(process.argv[1], undefined))`

test('what was backed up is back: every row, every file, the keys, the whole event chain, and counters that go on', async () => {
  const report = await restoreBackup(into)
  const before = await counts(world.databaseUrl)
  expect(await counts(target.url)).toEqual(before)
  expect(report).toMatchObject({ files: 2, rows: Object.values(before).reduce((sum, count) => sum + count, 0) })
  expect(readFileSync(join(into.dataDir, 'keys', 'signing.key'), 'utf8')).toBe('sealed key')
  const { db } = openDatabase(target.url, { max: 2 })
  const app = { ...world.app, db, dataDir: into.dataDir }
  expect(await runCommand(app, systemActor, firstBrokenSeal)).toBeNull()
  await runCommand(app, systemActor, (cx) =>
    cx.record('test.happened', { id: systemActor.personId, unitId: systemActor.unitId }),
  )
  await runCommand(app, systemActor, sealEvents)
  expect(await runCommand(app, systemActor, firstBrokenSeal)).toBeNull()
  await expect(db.deleteFrom('event').execute()).rejects.toThrow('append-only') // the guards are back too
  await db.destroy()
})

test('the backup shows nothing of what is in it', () => {
  const bytes = readFileSync(path)
  for (const word of ['小店区', 'submission', 'sealed key']) expect(bytes.includes(Buffer.from(word))).toBe(false)
})

test.each([
  ['another secret', { secret: 'not the secret at all' }, () => {}, /口令不对/],
  ['a changed byte', {}, (copy: string) => flip(copy, 200), /损坏|不对/],
  ['a byte changed near the end', {}, (copy: string) => flip(copy, -30), /损坏|不对|不完整/],
  ['a missing end', {}, (copy: string) => truncateSync(copy, readFileSync(copy).length - 50), /不完整|损坏/],
  ['another file', {}, (copy: string) => writeFileSync(copy, 'hello, this is no backup at all'), /不是本系统的备份/],
])('%s is refused with a sentence, and no row is written', async (_name, more, spoil, sentence) => {
  const copy = join(into.dataDir, '..', `copy-${newId()}.zxb`)
  writeFileSync(copy, readFileSync(path))
  spoil(copy)
  await expect(restoreBackup({ ...into, ...more, path: copy })).rejects.toThrow(sentence)
  const left = await counts(target.url)
  expect(Object.values(left).reduce((sum, count) => sum + count, 0)).toBe(0)
})

function flip(file: string, at: number) {
  const bytes = readFileSync(file)
  const place = at < 0 ? bytes.length + at : at
  bytes[place] = bytes[place]! ^ 1
  writeFileSync(file, bytes)
}

test('an existing node is never written over', async () => {
  await expect(restoreBackup({ ...into, databaseUrl: world.databaseUrl, dataDir: world.app.dataDir })).rejects.toThrow(
    '已有一个节点',
  )
})
