import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import pg from 'pg'
import pino from 'pino'
import { approveInvitation, confirmNode, enrol, invite } from '../../server/exchange/testing.ts'
import { admitAdministrator, findActor, findTopUnit, importShanxi } from '../../server/organisations/index.ts'
import { runCommand } from '../../server/platform/command.ts'
import type { App } from '../../server/platform/command.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { freePort } from '../faults/node-process.ts'
import { appOn, effectTable } from './line-app.ts'
import { until } from './nodes.ts'
import { badLine } from './proxy.ts'

export interface LineNode {
  name: string
  url: string
  dataDir: string
  peerPort: number | null
  app: App
  processes: ChildProcess[]
  unitId: string
}

export interface TwoNodes {
  upper: LineNode
  lower: LineNode
  line: Awaited<ReturnType<typeof badLine>>
  /** One process more. `port`: where it listens as well; `newer`: it is a program one version on. */
  start(node: LineNode, options?: { port?: number; newer?: boolean }): Promise<void>
  kill(node: LineNode, which?: 'first' | 'all'): Promise<void>
  end(): Promise<void>
}

export type MakeDatabase = () => Promise<{ url: string; drop: () => Promise<void> }>

/** A province and a city, enrolled over a bad line, each in processes of their own. */
export async function twoNodes(makeDatabase: MakeDatabase, suite = 'std-1'): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengxin-lines-'))
  const program = await lineProgram(folder)
  const ends: (() => Promise<void>)[] = []
  const peerPort = await freePort()
  const line = await badLine(peerPort)
  const make = async (name: string, port: number | null): Promise<LineNode> => {
    const { url, drop } = await makeDatabase()
    await onDatabase(url, effectTable)
    const dataDir = join(folder, name)
    const app = appOn(url, dataDir, port, pino({ level: 'silent' }))
    ends.push(async () => {
      await app.db.destroy()
      await drop()
    })
    return { name, url, dataDir, peerPort: port, app, processes: [], unitId: '' }
  }
  const [upper, lower] = [await make('province', peerPort), await make('city', null)]
  upper.app.peerUrl = `https://127.0.0.1:${line.port}`

  const start = async (node: LineNode, { port, newer }: { port?: number; newer?: boolean } = {}) => {
    const words = [program, node.url, node.dataDir]
    const second = node.processes.some(isAlive)
    const child = spawn(
      process.execPath,
      [...words, String(port ?? (second ? 0 : (node.peerPort ?? 0))), newer ? 'newer' : ''],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env },
      },
    )
    node.processes.push(child)
    await new Promise<void>((ready, fail) => {
      child.stdout!.on('data', (text: Buffer) => text.toString().includes('READY') && ready())
      child.once('exit', (code) => fail(new Error(`${node.name} ended with ${code}`)))
    }).catch((error: unknown) => {
      if (!child.killed) throw error
    })
  }
  const kill = async (node: LineNode, which: 'first' | 'all' = 'all') => {
    const alive = node.processes.filter(isAlive)
    for (const child of which === 'first' ? alive.slice(0, 1) : alive) {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await gone
    }
  }
  await Promise.all([start(upper), start(lower)])
  await enrolOver(upper, lower, suite)
  return {
    upper,
    lower,
    line,
    start,
    kill,
    async end() {
      await Promise.all([kill(upper), kill(lower)])
      await line.close()
      for (const end of ends) await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The processes are started dozens of times: from one file, so that a start costs what it costs in production. */
async function lineProgram(folder: string): Promise<string> {
  const outfile = join(folder, 'line-process.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'line-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
  return outfile
}

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

async function enrolOver(upper: LineNode, lower: LineNode, suite: string) {
  await runCommand(upper.app, systemActor, importShanxi)
  const admin = async (name: string, role: 'systemAdmin' | 'securityAdmin') => {
    const id = await runCommand(upper.app, systemActor, async (cx) =>
      admitAdministrator(cx, { unit: (await findTopUnit(cx))!, name, title: '管理员', role }),
    )
    return (await findActor(upper.app.db, id, new Date(), new Date()))!
  }
  const [system, security] = [await admin('管维', 'systemAdmin'), await admin('安平', 'securityAdmin')]
  const unitOf = async (code: string) =>
    (await upper.app.db.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
  upper.unitId = await unitOf('140000')
  lower.unitId = await unitOf('140100')
  const { invitation, code } = await runCommand(upper.app, system, (cx) =>
    invite(cx, { unitId: lower.unitId, suite, days: 7 }),
  )
  await runCommand(upper.app, security, (cx) => approveInvitation(cx, { id: invitation.id }))
  let fingerprint = ''
  await until('the listener is up and the invitation taken', async () => {
    const taken = await enrol(lower.app, code).catch(() => undefined)
    fingerprint = taken?.ownFingerprint ?? ''
    return fingerprint !== ''
  })
  const node = await upper.app.db
    .selectFrom('node')
    .select('id')
    .where('role', '=', 'lower')
    .where('state', '=', 'enrolling')
    .executeTakeFirstOrThrow()
  for (const person of [system, security])
    await runCommand(upper.app, person, (cx) => confirmNode(cx, { id: node.id, fingerprint }))
  await until('the city is enrolled', async () => {
    const self = await lower.app.db.selectFrom('node').select('state').where('role', '=', 'self').executeTakeFirst()
    return self?.state === 'active'
  })
}

export async function onDatabase(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
