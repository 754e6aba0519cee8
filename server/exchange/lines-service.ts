import { runCommand } from '../platform/command.ts'
import type { App } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import { adoptCertificate } from './change-keys.ts'
import { Listener } from './carrier/listener.ts'
import { Upward } from './carrier/upward.ts'
import { handleWaiting } from './held-letters.ts'
import type { NodeRow } from './nodes.ts'
import { loadOwn } from './own-keys.ts'
import { tlsFingerprintsOf } from './peer-keys.ts'
import { Wakes } from './wakes.ts'

export interface PeerAddress {
  host: string
  port: number
  /** What nodes below type: 'https://10.1.2.3:8443'. Without it they reach the listener at its own address. */
  url: string | null
}

export interface Exchange {
  /** Where nodes below reach this one; null while it listens for none. */
  peerUrl: string | null
  stop(): Promise<void>
}

/**
 * Starts the lines of this node in this process: the listener for nodes below, and the line to the node above as soon as it is
 * enrolled. Refuses to start half open: enrolled nodes below without a listener, or keys that cannot be opened.
 */
export async function startExchange(app: App, databaseUrl: string, address: PeerAddress | null): Promise<Exchange> {
  const wakes = new Wakes(databaseUrl, app.log)
  const state: { listener?: Listener; upward?: Upward; stopped: boolean } = { stopped: false }
  await refuseHalfOpen(app, address)
  await wakes.start()

  const bring = async () => {
    const own = await loadOwn(app, app.db)
    await state.upward?.stop()
    delete state.upward
    if (!own || state.stopped) return
    if (state.listener) state.listener.renew(own)
    else if (address) {
      state.listener = new Listener(app, wakes, own)
      await state.listener.listen(address.host, address.port)
    }
    const upper = await findUpper(app)
    if (!upper) return
    state.upward = new Upward(app, wakes, own, upper, await tlsFingerprintsOf(app.db, upper.id))
    state.upward.start()
  }
  await bring()
  await handleWaiting(app)
  const watch = (async () => {
    while (!state.stopped) {
      const woken = await wakes.wait('lines', 15_000)
      if (state.stopped) break
      await handleWaiting(app, ['unknown_unit']).catch(() => undefined) // the database is away: later
      if (woken || (await mayShowNewCertificate(app)))
        await bring().catch((error: unknown) => {
          app.log.error({ err: error }, 'the lines cannot be brought up yet')
          setTimeout(() => wakes.wake('lines'), 2000).unref()
        })
    }
  })()
  return {
    peerUrl: app.peerUrl ?? null,
    async stop() {
      state.stopped = true
      await wakes.stop()
      await watch
      await state.upward?.stop()
      await state.listener?.stop()
    },
  }
}

const mayShowNewCertificate = (app: App) => runCommand(app, systemActor, adoptCertificate).catch(() => false) // the database is away: later

async function refuseHalfOpen(app: App, address: PeerAddress | null): Promise<void> {
  if (address) return
  const below = await app.db
    .selectFrom('node')
    .select('name')
    .where('role', '=', 'lower')
    .where('state', '<>', 'revoked')
    .executeTakeFirst()
  if (below)
    throw new Error(
      `“${below.name}”等下级节点已接入，但没有设置 ZHENGXIN_PEER_PORT。请设置后再启动，或先吊销这些节点。 Nodes below are enrolled and ZHENGXIN_PEER_PORT is not set.`,
    )
}

const findUpper = (app: App) =>
  app.db
    .selectFrom('node')
    .selectAll()
    .where('role', '=', 'upper')
    .where('state', '<>', 'revoked')
    .executeTakeFirst() as Promise<NodeRow | undefined>
