import type { FastifyInstance, FastifyReply } from 'fastify'
import pg from 'pg'
import type { Actor } from './access.ts'

interface Listener {
  unitIds: Set<string>
  personId: string
  send(topics: string[]): void
  end(): void
  /** Ends the line when the session, the account or the post behind it has ended. */
  askAgain(): void
}

/** Told to a person's own pages when a session of theirs may have ended: `session@<person>`. */
const sessionTopic = 'session'

/**
 * Live pages: an act tells `topic@unit` with its commit (PostgreSQL NOTIFY, so every process hears it);
 * pages of people who work for that unit learn which lists to fetch again. No content travels here.
 */
export class Live {
  readonly #listeners = new Set<Listener>()
  readonly #url: string
  #client: pg.Client | undefined
  #stopped = false

  constructor(url: string) {
    this.#url = url
  }

  async start(): Promise<void> {
    if (this.#stopped) return
    const client = new pg.Client({ connectionString: this.#url })
    this.#client = client
    client.on('notification', (message) => this.#spread(JSON.parse(message.payload ?? '[]') as string[]))
    client.on('error', () => {})
    client.on('end', () => {
      if (!this.#stopped) setTimeout(() => void this.start().catch(() => {}), 1000).unref()
    })
    try {
      await client.connect()
      await client.query('listen live')
      this.#spread(['*@*']) // whatever was missed while away
    } catch {
      await client.end().catch(() => {})
    }
  }

  /** Ends the streams too: an open page would hold the stop of the program; it asks again by itself. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const listener of this.#listeners) listener.end()
    await this.#client?.end().catch(() => {})
  }

  #spread(told: string[]) {
    for (const listener of this.#listeners) {
      const topics = told
        .map((entry) => entry.split('@'))
        .filter(([, at]) => at === '*' || listener.unitIds.has(at!) || at === listener.personId)
        .map(([topic]) => topic!)
      if (topics.includes(sessionTopic)) listener.askAgain()
      const lists = topics.filter((topic) => topic !== sessionTopic)
      if (lists.length > 0) listener.send(lists)
    }
  }

  /** Server-sent events for one page until it goes, or until `mayStay` says that whoever opened it is no longer signed in. */
  attach(reply: FastifyReply, actor: Actor, mayStay: () => Promise<boolean>): void {
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close', // the stream has the connection to itself: kept for another request it would hold the stop of the program
    })
    reply.raw.write('retry: 2000\n\n')
    const listener: Listener = {
      unitIds: new Set([actor.unitId, ...actor.grants.map((grant) => grant.unitId)]),
      personId: actor.personId,
      send: (topics) => void reply.raw.write(`data: ${JSON.stringify({ topics })}\n\n`),
      end: () => void reply.raw.end(),
      askAgain: () =>
        void mayStay().then(
          (stays) => stays || reply.raw.end(),
          () => {}, // the database is away: the next beat asks again
        ),
    }
    const beat = setInterval(() => {
      reply.raw.write(': \n\n')
      listener.askAgain()
    }, 20_000)
    this.#listeners.add(listener)
    reply.raw.on('close', () => {
      clearInterval(beat)
      this.#listeners.delete(listener)
    })
  }
}

export function liveRoute(
  http: FastifyInstance,
  live: Live,
  who: (request: never, reply: never) => Promise<Actor | null>,
) {
  http.get('/live', async (request, reply) => {
    const actor = await who(request as never, reply as never)
    if (!actor) return reply.status(401).send({ code: 'not_signed_in', data: {} })
    request.headers['x-zhengxin-unattended'] = '1' // asking again keeps no deserted desk signed in
    live.attach(reply, actor, async () => (await who(request as never, reply as never)) !== null)
  })
}
