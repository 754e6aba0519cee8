import type { App } from '../platform/command.ts'
import { Listener } from './carrier/listener.ts'
import { Upward } from './carrier/upward.ts'
import type { NodeRow } from './nodes.ts'
import { loadOwn } from './own-keys.ts'
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
    state.upward = new Upward(app, wakes, own, upper.node, upper.certificate)
    state.upward.start()
  }
  await bring()
  const watch = (async () => {
    while (!state.stopped) {
      if (await wakes.wait('lines', 60_000))
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

async function findUpper(app: App): Promise<{ node: NodeRow; certificate: string } | undefined> {
  const row = await app.db
    .selectFrom('node')
    .innerJoin('node_key', 'node_key.node_id', 'node.id')
    .selectAll('node')
    .select('node_key.fingerprint as certificate')
    .where('role', '=', 'upper')
    .where('node.state', '<>', 'revoked')
    .where('purpose', '=', 'tls')
    .where('node_key.state', 'in', ['active', 'next'])
    .orderBy('node_key.made_at', 'desc')
    .executeTakeFirst()
  return row && { node: row as unknown as NodeRow, certificate: row.certificate }
}
