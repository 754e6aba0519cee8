import type { App } from '../platform/command.ts'
import { runCommand } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import { chainHash, readEvidence, readHead, verifyEnvelope } from './envelope/index.ts'
import { commitSender, loadLine } from './line-state.ts'
import type { NodeRow } from './nodes.ts'
import type { Own } from './own-keys.ts'
import { publicKeyOf } from './peer-keys.ts'
import type { Link } from './rules/line.ts'
import { hearPulled } from './rules/sender.ts'
import type { Sender } from './rules/sender.ts'

/** What the other node gives back of letters that were written here: its envelope, and what it read in it. */
export interface LostLetter {
  envelope: string
  evidence: string
}

const atOnce = 50

/** Letters of the other node, kept here, that it lost with its backup: it asks for those after a number. */
export async function giveBack(
  app: App,
  nodeId: string,
  after: number,
): Promise<{ letters: LostLetter[]; gone: boolean }> {
  const rows = await app.db
    .selectFrom('inbox')
    .select(['seq', 'envelope', 'evidence'])
    .where('node_id', '=', nodeId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(atOnce)
    .execute()
  return {
    letters: rows[0]?.seq === after + 1 ? rows.map(({ envelope, evidence }) => ({ envelope, evidence })) : [],
    gone: rows[0]?.seq !== after + 1,
  }
}

/** Own letters come back: each must bear this node's own signature; then they take their place again. */
export async function takeBack(
  app: App,
  own: Own,
  node: NodeRow,
  sender: Sender,
  lost: { letters: LostLetter[]; gone: boolean },
): Promise<Sender> {
  const links: Link[] = []
  const contents = new Map<number, string>()
  for (const { envelope, evidence } of lost.letters) {
    const { from, to, skid, epoch, seq, prev, id, object, objectNumber } = readHead(envelope)
    const key = await publicKeyOf(app.db, own.node.id, skid)
    if (from !== own.node.code || to !== node.code || !key || !verifyEnvelope(envelope, node.suite, key)) break
    links.push({ epoch, seq, prev, id, object, objectNumber, hash: chainHash(node.suite, envelope) })
    if (evidence !== '') contents.set(seq, readEvidence(envelope, evidence)) // a stopped text is not kept there
  }
  return runCommand(app, systemActor, async (cx) => {
    const line = await loadLine(cx.db, node.id, { lock: true })
    const step = hearPulled({ state: line.sender, session: sender.session }, links, lost.gone)
    await commitSender(cx, node.id, step.sender.state, step.commit, { own: contents })
    return step.sender
  })
}
