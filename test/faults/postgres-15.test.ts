import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { draft, signAndSend } from '../flow/road.ts'
import { signIn } from './caller.ts'
import { countyOffice, engageCast } from './cast.ts'
import type { Onlooker } from './cast.ts'
import { freePort, nodeProcess } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

/** The oldest PostgreSQL that an own server may be, where Debian puts it. */
const bin = '/usr/lib/postgresql/15/bin'
const isHere = existsSync(join(bin, 'initdb'))

describe.skipIf(!isHere)(
  isHere ? 'an own PostgreSQL 15' : `an own PostgreSQL 15: skipped, it is not installed in ${bin}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhengxin-faults-'))
    const cluster = join(folder, 'cluster')
    let node: NodeProcess | undefined
    let onlooker: Onlooker | undefined

    afterAll(async () => {
      await node?.kill()
      await onlooker?.db.destroy()
      if (existsSync(cluster)) postgres('pg_ctl', ['-D', cluster, '-m', 'immediate', '-w', 'stop'], true)
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
    }, 60_000)

    test('the schema is made, an item goes from the draft to the desk, the node stops and leaves the database alone', async () => {
      const databaseUrl = await startCluster(folder, cluster)
      node = await nodeProcess(join(folder, 'data'), databaseUrl)
      await node.start()
      onlooker = await engageCast(databaseUrl, folder)
      const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(
        onlooker.db,
      )
      expect(rows[0]!.version).toMatch(/^15/)

      const county = await countyOffice(node.url)
      const id = await draft(county, {
        title: '小店区完成供暖设施整治',
        body: bodyFromText('一、排查情况\n对47个老旧小区供暖设施逐一排查。'),
      })
      await signAndSend(county, id)
      const editor = await signIn(node.url, 'taiyuan.chen')
      const inbox = await editor.client.desk.inbox({ search: '供暖设施' })
      expect(inbox.items.map((item) => item.title)).toEqual(['小店区完成供暖设施整治'])
      await editor.client.desk.open({ id: inbox.items[0]!.id })
      expect((await county.reporter.submissions.get({ id })).status).toBe('received')
      expect((await county.reporter.submissions.list({ search: '供暖' })).items.map((item) => item.id)).toEqual([id])

      expect((await node.stop()).code).toBe(0)
      expect((await sql`select 1`.execute(onlooker.db)).rows).toHaveLength(1)
      expect(node.bugs()).toEqual([])
    }, 90_000)
  },
)

async function startCluster(folder: string, cluster: string): Promise<string> {
  chmodSync(folder, 0o755)
  mkdirSync(cluster)
  const { uid, gid } = owner() ?? {}
  if (uid !== undefined && gid !== undefined) chownSync(cluster, uid, gid)
  const port = await freePort()
  postgres('initdb', [
    '-D',
    cluster,
    '-U',
    'zhengxin',
    '-A',
    'trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  postgres('pg_ctl', [
    '-D',
    cluster,
    '-l',
    join(cluster, 'log'),
    '-o',
    `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`,
    '-w',
    'start',
  ])
  return `postgres://zhengxin@127.0.0.1:${port}/postgres`
}

function postgres(program: string, args: string[], mayFail = false) {
  const { status, stderr } = spawnSync(join(bin, program), args, {
    ...owner(),
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  if (status !== 0 && !mayFail) throw new Error(`${program}: ${stderr}`)
}

/** PostgreSQL does not run as root: then as its own user, who came with it. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('postgres:'))!
    .split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
