import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Body } from '../../contract/body.ts'
import { bodyFromText } from '../../contract/body.ts'
import { newId } from '../../server/platform/ids.ts'
import { codeOf, signIn } from './caller.ts'
import type { Caller } from './caller.ts'
import { engageCast } from './cast.ts'
import type { Onlooker } from './cast.ts'
import { embedded, nodeProcess, problemsOf, removeWithDatabase, until } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhengxin-faults-'))
chmodSync(folder, 0o755)
const disk = join(folder, 'disk')
mkdirSync(disk)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', disk]).status === 0
const why = mounted ? 'a full disk' : 'a full disk: skipped, this user may not mount a small disk'

afterAll(async () => {
  if (mounted) spawnSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!mounted)(why, () => {
  const dataDir = join(disk, 'data')
  const filler = join(disk, 'filler')
  let node: NodeProcess
  let onlooker: Onlooker
  let li: Caller

  beforeAll(async () => {
    node = await nodeProcess(dataDir)
    await node.start()
    onlooker = await engageCast(embedded(dataDir).url(), dataDir)
    li = await signIn(node.url, 'xiaodian.li')
  }, 90_000)

  afterAll(async () => {
    rmSync(filler, { force: true })
    await node?.kill()
    await onlooker?.db.destroy()
    await removeWithDatabase(dataDir, dataDir)
  }, 60_000)

  test('saves and uploads answer busy and change nothing, /readyz says disk; the same save succeeds when there is space again', async () => {
    const id = newId()
    let { version } = (await li.client.submissions.create({ id, title: '报告', body: bodyFromText('一、情况') })).text
    fill(filler)
    await until('/readyz says disk', async () => (await problemsOf(node.url)).includes('disk'), 5_000)

    expect(await upload(node.url, li.cookie)).toBe('503 busy')
    expect(filesUnder(join(dataDir, 'uploads'))).toEqual([])

    let body: Body
    let code: string
    do {
      body = longText()
      code = await codeOf(li.client.submissions.saveText({ id, title: `第${version}稿`, body, baseVersion: version }))
      if (code === 'done') version += 1
    } while (code === 'done' && version < 60)
    expect(code).toBe('busy')
    expect(
      await codeOf(li.client.submissions.saveText({ id, title: `第${version}稿`, body, baseVersion: version })),
    ).toBe('busy')
    expect(node.bugs()).toEqual([])

    rmSync(filler)
    await until('the node works again', async () => (await problemsOf(node.url)) === '')
    expect((await li.client.submissions.get({ id })).text.version, 'nothing was changed').toBe(version)
    expect(await onlooker.db.selectFrom('stored_file').select('id').execute()).toEqual([])
    expect(
      await codeOf(li.client.submissions.saveText({ id, title: `第${version}稿`, body, baseVersion: version })),
    ).toBe('done')
    expect(await upload(node.url, li.cookie)).toBe('200')
    expect((await li.client.submissions.get({ id })).text).toMatchObject({ version: version + 1, body })
  }, 90_000)

  test('the database itself dies of the full disk: busy until there is space, then it is back by itself and nothing is lost', async () => {
    const id = newId()
    const { version } = (await li.client.submissions.create({ id, title: '报告', body: bodyFromText('一、情况') })).text
    fill(filler)
    const save = (base: number) =>
      codeOf(
        li.client.submissions.saveText({
          id,
          title: `第${base}稿`,
          body: bodyFromText(`第${base}稿`),
          baseVersion: base,
        }),
      )
    let acknowledged = version
    await until(
      'the database dies',
      async () => {
        await sql`select pg_switch_wal()`.execute(onlooker.db).catch(() => {}) // the journal has no room for its next file
        const code = await save(acknowledged)
        if (code === 'done') acknowledged += 1
        else expect(code).toBe('busy')
        return (await problemsOf(node.url)).includes('database')
      },
      20_000,
    )
    expect(await save(acknowledged)).toBe('busy')
    expect(node.isAlive()).toBe(true)

    rmSync(filler)
    await until('the node works again', async () => (await problemsOf(node.url)) === '')
    const there = (await li.client.submissions.get({ id })).text.version
    expect([acknowledged, acknowledged + 1], 'at most the one save that was not answered').toContain(there)
    expect(await save(there)).toBe('done')
    expect(node.bugs()).toEqual([])
  }, 90_000)
})

/** To the last byte: the database had room in its files, and keeps only that. */
function fill(path: string) {
  const file = openSync(path, 'w')
  for (const size of [1 << 20, 1 << 12]) {
    const block = randomBytes(size)
    try {
      for (;;) if (writeSync(file, block) < size) break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  closeSync(file)
}

/** Nothing the database could press together. */
const longText = () => bodyFromText(Array.from({ length: 60 }, () => randomBytes(1000).toString('base64')).join('\n'))

async function upload(url: string, cookie: string): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob(['情况说明'.repeat(200_000)]), '情况.txt')
  const answer = await fetch(`${url}/files`, { method: 'POST', headers: { 'x-zhengxin': '1', cookie }, body: form })
  const { code } = (await answer.json()) as { code?: string }
  return [answer.status, code].filter(Boolean).join(' ')
}

const filesUnder = (path: string) => readdirSync(path, { recursive: true })
