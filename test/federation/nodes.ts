import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { approveInvitation, confirmNode, enrol, invite } from '../../server/exchange/testing.ts'
import { startNode } from '../../server/node.ts'
import type { RunningNode } from '../../server/node.ts'
import { findActor } from '../../server/organisations/index.ts'
import type { Actor } from '../../server/platform/access.ts'
import { runCommand } from '../../server/platform/command.ts'
import type { Config } from '../../server/platform/config.ts'
import type { Database } from '../../server/platform/database.ts'
import { freePort } from '../faults/node-process.ts'
import { engage } from '../journeys/cast.ts'
import type { InsideClient } from '../../server/inside-client.ts'
import { freshDatabase } from '../postgres.ts'

export interface FederatedNode {
  readonly app: RunningNode['app']
  readonly db: Database
  /** Where the page is. */
  readonly url: string
  databaseUrl: string
  peerUrl: string
  config: Config
  as(login: string): Promise<InsideClient>
  actor(name: string): Promise<Actor>
  start(): Promise<void>
  stop(): Promise<void>
  close(): Promise<void>
}

/** A whole node with a database of its own, in this process. It listens for nodes below on a real port. */
export async function startFederated(
  logins: string[],
  change: Partial<Config> = {},
  webDir?: string,
): Promise<FederatedNode> {
  const { url: databaseUrl, drop } = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-federation-'))
  const port = await freePort()
  const peerUrl = `https://127.0.0.1:${port}`
  const config: Config = {
    mode: 'development',
    dataDir,
    host: '127.0.0.1',
    port: 0,
    databaseUrl,
    secret: 'a secret of the tests',
    behindTls: false,
    origin: null,
    peer: { host: '127.0.0.1', port, url: peerUrl },
    ...change,
  }
  const options = { log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }), ...(webDir && { webDir }) }
  let running: RunningNode | null = await startNode(config, options)
  let cast: Awaited<ReturnType<typeof engage>> | undefined
  const node: FederatedNode = {
    get app() {
      return running!.app
    },
    get db() {
      return running!.app.db
    },
    get url() {
      return running!.url
    },
    databaseUrl,
    peerUrl,
    config,
    async as(login) {
      cast ??= await engage(running!.app, logins)
      return cast.as(login)
    },
    async actor(name) {
      const person = await running!.app.db
        .selectFrom('person')
        .select('id')
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
      return (await findActor(running!.app.db, person.id, new Date(), new Date()))!
    },
    async start() {
      running ??= await startNode(config, options)
    },
    async stop() {
      await running?.stop()
      running = null
    },
    async close() {
      await node.stop()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return node
}

/** 接入: invited and agreed to by two administrators above, asked for below, confirmed by the same two after comparing. */
export async function enrolBelow(upper: FederatedNode, lower: FederatedNode, unitCode: string, suite = 'std-1') {
  const [system, security] = [await upper.actor('管维'), await upper.actor('安平')]
  const unit = await upper.db.selectFrom('unit').select('id').where('code', '=', unitCode).executeTakeFirstOrThrow()
  const { invitation, code } = await runCommand(upper.app, system, (cx) =>
    invite(cx, { unitId: unit.id, suite, days: 7 }),
  )
  await runCommand(upper.app, security, (cx) => approveInvitation(cx, { id: invitation.id }))
  await until('the node above listens', () => isListening(upper.peerUrl))
  const { ownFingerprint } = await enrol(lower.app, code)
  const node = await upper.db
    .selectFrom('node')
    .select('id')
    .where('code', '=', unitCode)
    .where('state', '=', 'enrolling')
    .executeTakeFirstOrThrow()
  for (const person of [system, security])
    await runCommand(upper.app, person, (cx) => confirmNode(cx, { id: node.id, fingerprint: ownFingerprint }))
  await until('the node below is enrolled', async () => {
    const self = await lower.db.selectFrom('node').select('state').where('role', '=', 'self').executeTakeFirst()
    return self?.state === 'active'
  })
}

/** The first invitation gives a node its keys, and only then it listens: in the background, soon after. */
export const isListening = (peerUrl: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(peerUrl)
    const socket = connect(Number(port), hostname)
    const answer = (isOpen: boolean) => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })

/** Waits until it holds; fails with what was waited for. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, patience = 50_000): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain: ${what}`)
    await sleep(20)
  }
}

/** How the lines of a node stand, for the message of a test that waits in vain. */
export async function standOf(node: FederatedNode): Promise<string> {
  const lines = await node.db.selectFrom('line').selectAll().execute()
  const held = await node.db.selectFrom('inbox').select(['kind', 'status', 'reason', 'reason_data', 'seq']).execute()
  const out = await node.db.selectFrom('outbox').select(['seq', 'ready', 'acked_at', 'rejected']).execute()
  return JSON.stringify({ lines, held, out }, null, 1)
}
