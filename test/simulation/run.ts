import { copyOf } from './disk.ts'
import type { Disk } from './disk.ts'
import { Crash, SimNode } from './node.ts'
import type { Message } from './node.ts'
import { randomFrom } from './random.ts'
import { realRules } from './rules.ts'
import type { Rules } from './rules.ts'

interface Flying {
  to: SimNode
  message: Message
}

export interface Run {
  seed: number
  messages: number
  faults: number
  restores: number
  /** Letters that a node holds as written, without effect at the other. */
  lost: number
  doubled: number
  reordered: number
  /** Letters in effect at one node that the other, restored, never got back into its record. */
  notBack: number
  /** Lines that stopped, or had work left, long after the faults had ended. */
  stuck: number
}

const steps = 300

/** Two nodes, a line in both directions, a network and disks that fail; then the faults end, and the books are compared. */
export function runSeed(seed: number, plant: Partial<Rules> = {}): Run {
  const random = randomFrom(seed)
  const rules: Rules = { ...realRules, ...plant }
  const inFlight: Flying[] = []
  const delayed: (Flying & { until: number })[] = []
  let clock = 0
  const nodes: [SimNode, SimNode] = [
    new SimNode('a', rules, random, (message) => void inFlight.push({ to: nodes[1], message })),
    new SimNode('b', rules, random, (message) => void inFlight.push({ to: nodes[0], message })),
  ]
  const run = { seed, messages: 0, faults: 0, restores: 0 }
  const backups: [Disk[], Disk[]] = [[], []]
  const attempt = (node: SimNode, act: () => void) => {
    try {
      act()
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      run.faults += 1
      node.restart()
    }
  }
  const deliver = (index: number) => {
    const { to, message } = inFlight.splice(index, 1)[0]!
    run.messages += 1
    attempt(to, () => to.hear(message))
  }
  // some lines are calm, some are bad, some lose whole disks
  const badness = random.of([0.02, 0.1, 0.3])
  const restoreShare = random.of([0, 0.004, 0.012])
  for (const node of nodes) node.crashShare = random.of([0, 0.01, 0.05])

  for (clock = 1; clock <= steps; clock += 1) {
    const side = random.below(2)
    const node = nodes[side]!
    if (clock < steps * 0.9 && random.chance(0.15)) attempt(node, () => node.write(clock))
    if (random.chance(0.03)) backups[side]!.push(copyOf(node.disk))
    if (backups[side]!.length > 0 && random.chance(restoreShare)) {
      const kept = backups[side]!
      const which = Math.max(0, kept.length - 1 - random.below(4))
      node.restore(kept[which]!)
      kept.length = which + 1 // what was saved after it belongs to a history that did not happen
      for (const way of [inFlight, delayed])
        // its connections broke; what it sent itself may still arrive
        for (let at = way.length - 1; at >= 0; at -= 1) if (way[at]!.to === node) way.splice(at, 1)
      run.restores += 1
      run.faults += 1
    }
    attempt(node, () => node.work(clock))
    if (delayed.length > 0 && delayed[0]!.until <= clock) inFlight.unshift(delayed.shift()!)
    if (inFlight.length === 0) continue
    const index = random.chance(badness) ? random.below(inFlight.length) : 0 // else the oldest
    if (random.chance(badness)) {
      run.faults += 1
      const what = random.below(3) // lost, repeated, held back until much has changed
      if (what === 1) inFlight.push(inFlight[index]!)
      else {
        const [message] = inFlight.splice(index, 1)
        if (what === 2) delayed.push({ ...message!, until: clock + 10 + random.below(100) })
      }
      continue
    }
    deliver(index)
  }

  for (const node of nodes) node.crashShare = 0
  inFlight.unshift(...delayed)
  for (const end = clock + 1500; clock < end && !isSettled(nodes, clock, end); clock += 1) {
    for (const node of nodes) node.work(clock)
    if (inFlight.length > 0) deliver(0)
    if (inFlight.length > 0) deliver(0)
  }
  return { ...run, ...compare(nodes[0], nodes[1]) }
}

function compare(a: SimNode, b: SimNode) {
  const found = { lost: 0, doubled: 0, reordered: 0, notBack: 0, stuck: 0 }
  for (const [from, to] of [
    [a.disk, b.disk],
    [b.disk, a.disk],
  ] as const) {
    const effects = new Set(to.effects.map((row) => row.id))
    const kept = new Set(to.inbox.filter((row) => row.row.isPoison).map((row) => row.row.id))
    const own = new Set(from.outbox.map((row) => row.id))
    found.lost += from.outbox.filter((row) => !effects.has(row.id) && !kept.has(row.id)).length
    found.doubled += to.effects.length - effects.size
    found.notBack += to.inbox.filter((row) => !own.has(row.row.id)).length
    const last = new Map<string, number>()
    for (const row of to.effects) {
      if (row.written < (last.get(row.object) ?? 0)) found.reordered += 1
      last.set(row.object, row.written)
    }
    const { sender, receiver } = { sender: from.sender, receiver: to.receiver }
    const isDone = sender.acked.seq === sender.last.seq && receiver.last.head === sender.last.head
    if (!isDone || sender.stopped || receiver.stopped || from.outbox.some((row) => !row.link || !row.acked))
      found.stuck += 1
  }
  return found
}

export const faultsOf = (run: Run): number => run.lost + run.doubled + run.reordered + run.notBack + run.stuck

/** Nothing on the way, nothing to send: looked at now and then, since a comparison may still bring something to light. */
function isSettled([a, b]: [SimNode, SimNode], clock: number, end: number): boolean {
  return clock % 50 === 0 && end - clock < 1450 && Object.values(compare(a, b)).every((value) => value === 0)
}
