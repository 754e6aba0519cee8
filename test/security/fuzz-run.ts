import pino from 'pino'
import type { Role } from '../../contract/access.ts'
import { openAccount } from '../../server/identity/index.ts'
import { insideClient } from '../../server/inside-client.ts'
import type { Actor } from '../../server/platform/access.ts'
import { buildHttp } from '../../server/platform/http.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { router } from '../../server/router.ts'
import { newWorld } from '../world.ts'
import type { UnitCode } from '../world.ts'
import { ask, entriesOf, randomFrom } from './fuzz.ts'
import type { Ask } from './fuzz.ts'

/** Who asks: nobody of them may see a draft of 小店区. */
const askers: [Role, UnitCode][] = [
  ['reporter', '140106'],
  ['reviewer', '140106'],
  ['secrecyReviewer', '140106'],
  ['chiefSigner', '140106'],
  ['editor', '140200'],
  ['chiefEditor', '140200'],
  ['issueSigner', '140200'],
  ['assessor', '140200'],
  ['leader', '140000'],
  ['reader', '140000-B01'],
  ['systemAdmin', '140000'],
  ['securityAdmin', '140000'],
  ['auditor', '140000'],
]
/** Stands in the title and text of what must stay in 小店区. */
const mark = '泄露标记甲乙丙丁'

export interface FuzzReport {
  requests: number
  entries: number
  serverErrors: Ask[]
  leaks: Ask[]
  /** What the log said of each bug. */
  bugs: string[]
  statuses: Record<number, number>
}

/** Asks `requests` times, entry by entry and person by person in turn, and looks at every answer. */
export async function fuzz(requests: number, seed: number): Promise<FuzzReport> {
  const world = await newWorld()
  try {
    const actors = new Map<string, Actor>()
    for (const [role, unit] of askers) {
      const actor = await world.person(role, unit, { reach: 'subtree' })
      actors.set(`${role}@${unit}`, actor)
      await world.as(systemActor, (cx) =>
        openAccount(cx, {
          personId: actor.personId,
          unitId: actor.unitId,
          login: `${role}.fuzz`.toLowerCase(),
          password: 'Fenhe-Liushui-8',
        }),
      )
    }
    const owner = await world.person(['reporter', 'reviewer', 'chiefSigner'], '140105')
    const { submissions } = insideClient(world.app, owner)
    const ids = [owner.personId, owner.unitId, world.unit('140100').id, newId()]
    for (let n = 0; n < 3; n++) {
      const id = newId()
      ids.push(id)
      await submissions.create({
        id,
        title: `${mark}${n}`,
        body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: mark }] }] },
      })
    }
    const bugs: string[] = []
    const log = pino({ level: 'error' }, { write: (line: string) => void bugs.push(sentenceIn(line)) })
    const http = await buildHttp(
      { ...world.app, log },
      {
        router,
        recognise: async (_app, { cookie }) => {
          const actor = actors.get(decodeURIComponent(cookie ?? ''))
          return actor ? { actor: { ...actor, provedAt: world.app.clock() }, sessionId: null, first: null } : null
        },
        webDir: undefined,
        behindTls: false,
      },
    )
    const report: FuzzReport = { requests: 0, entries: 0, serverErrors: [], leaks: [], bugs, statuses: {} }
    const fuzzer = { random: randomFrom(seed), ids }
    const entries = entriesOf()
    report.entries = entries.length
    const cookies = [...actors.keys(), 'nobody']
    for (let n = 0; n < requests; n++) {
      const answer = await ask(
        http,
        fuzzer,
        entries[n % entries.length]!,
        encodeURIComponent(cookies[Math.floor(n / entries.length) % cookies.length]!),
      )
      report.requests += 1
      report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1
      if (answer.status >= 500) report.serverErrors.push(answer)
      if (answer.body.includes(mark)) report.leaks.push(answer)
    }
    await http.close()
    return report
  } finally {
    await world.close()
  }
}

const sentenceIn = (line: string) => (JSON.parse(line) as { err?: { message?: string } }).err?.message ?? line
