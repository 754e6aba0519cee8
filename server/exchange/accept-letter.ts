import { sql } from 'kysely'
import { letters } from '../../contract/letters.ts'
import type { LetterDefinition } from '../../contract/letters.ts'
import type { Actor } from '../platform/access.ts'
import { onBehalfOfTheSystem } from '../platform/command.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { textsIn } from '../platform/texts.ts'
import { tellDelivered } from './delivered.ts'
import { loadWays, wayTo } from './nodes.ts'
import type { Ways } from './nodes.ts'
import { queueLetter } from './queue-letter.ts'
import { readBody } from './read-body.ts'
import { keepLetter, keepLetters } from './send-letter.ts'

/** What became of a letter: in effect, handed on, kept until something changes, or kept because it must not take effect. */
export interface Fate {
  status: 'handled' | 'relayed' | 'waiting' | 'refused'
  reason: string | null
  data: Record<string, unknown>
}

/** Refusals that time or an operator can heal: the letter waits, and so do later ones about the same object. */
const healable = new Set(['letter.unknown_receiver', 'catalogue.unknown_value', 'busy', 'not_found'])

interface Place {
  id: string
  name: string
  path: string
}

/** What the letters of one frame have in common, asked of the database once. */
export class Surroundings {
  #ways: Ways | null = null
  readonly #places = new Map<string, Place | undefined>()
  readonly #blocked: Set<string> | null
  /** Another letter of this transaction left its savepoint open. */
  isSaved = false

  /** `blocked`: objects of which a letter waits here; null: not looked up. */
  constructor(blocked: Set<string> | null = null) {
    this.#blocked = blocked
  }

  mayBeBlocked(objectId: string): boolean {
    return this.#blocked?.has(objectId) ?? true
  }

  nowWaits(objectId: string): void {
    this.#blocked?.add(objectId)
  }

  async ways(cx: Cx): Promise<Ways> {
    return (this.#ways ??= await loadWays(cx))
  }

  async placesOf(cx: Cx, ids: string[]): Promise<(Place | undefined)[]> {
    const asked = ids.filter((id) => !this.#places.has(id))
    if (asked.length > 0) {
      const units = await cx.db.selectFrom('unit').select(['id', 'name', 'path']).where('id', 'in', asked).execute()
      for (const id of asked)
        this.#places.set(
          id,
          units.find((unit) => unit.id === id),
        )
    }
    return ids.map((id) => this.#places.get(id))
  }

  /** The tree or the nodes have changed. */
  forget(): void {
    this.#ways = null
    this.#places.clear()
  }
}

/** What is to become of a letter, before anything is written: a fate without effect, a way onward, or an effect here. */
type Judgement = { fate: Fate } | { onward: string } | Effect
interface Effect {
  letter: ReceivedLetter
  actor: Actor
  /** It did not come straight from its writer's node: the writer learns of the effect by a letter. */
  tellWriter: boolean
}

/** Kinds that change the tree or the nodes, and with them what becomes of the letters behind them. */
const changesSurroundings = (kind: string): boolean => /^(directory|node)[.]/.test(kind)

/**
 * Gives a letter from another node its one effect, in the transaction that also moves the line on. A kind, a version or a unit that
 * this node does not know yet makes the letter wait, visibly; nothing is guessed and nothing is lost.
 */
export async function acceptLetter(cx: Cx, letter: ReceivedLetter, around = new Surroundings()): Promise<Fate> {
  const judgement = await judge(cx, letter, around)
  if ('fate' in judgement) return judgement.fate
  if ('onward' in judgement) return relay(cx, letter, judgement.onward)
  const fate = await onBehalfOfTheSystem(cx, () => take(cx, judgement, around))
  if (changesSurroundings(letter.kind)) around.forget()
  if (fate.status === 'handled' && judgement.tellWriter) await tellDelivered(cx, letter)
  return fate
}

/**
 * The letters of a frame as they nearly always are: each has an effect here and none meets a refusal. They are written by one statement,
 * under one savepoint. `prepare`: what must be there before the effect of this letter. Returns false when nothing has happened, and
 * each is to be accepted by itself.
 */
export async function acceptTogether(
  cx: Cx,
  letters: { letter: ReceivedLetter; prepare: () => Promise<void> }[],
  around: Surroundings,
): Promise<boolean> {
  const effects: (Effect & { prepare: () => Promise<void> })[] = []
  for (const { letter, prepare } of letters) {
    if (changesSurroundings(letter.kind) || around.mayBeBlocked(letter.objectId)) return false
    const judgement = await judge(cx, letter, around)
    if (!('letter' in judgement)) return false
    effects.push({ ...judgement, prepare })
  }
  await sql`savepoint frame`.execute(cx.db)
  try {
    await cx.app.refuseWording(
      cx,
      effects.flatMap((effect) => textsIn(effect.letter.body)),
    )
    const kept = effects.map((effect) => effect.letter)
    if (kept.length > 0) await keepLetters(cx, kept, { delivered: true })
    for (const effect of effects) {
      await effect.prepare()
      await handle(cx, effect)
      if (effect.tellWriter) await tellDelivered(cx, effect.letter)
    }
    return true
  } catch (error) {
    if (isPassing(error)) throw error
    await sql`rollback to savepoint frame`.execute(cx.db)
    return false
  }
}

async function judge(cx: Cx, letter: ReceivedLetter, around: Surroundings): Promise<Judgement> {
  const no = (status: 'waiting' | 'refused', reason: string, data: Record<string, unknown>) => ({
    fate: { status, reason, data },
  })
  if (around.mayBeBlocked(letter.objectId) && (await isBlocked(cx, letter))) return no('waiting', 'behind_waiting', {})
  const [from, to] = await around.placesOf(cx, [letter.fromUnitId, letter.toUnitId])
  if (!from) return no('waiting', 'unknown_unit', { unitId: letter.fromUnitId })
  if (!to) return no('waiting', 'unknown_unit', { unitId: letter.toUnitId })
  const ways = await around.ways(cx)
  const back = wayTo(ways, from.path)
  if (back?.id !== letter.viaNodeId) return no('refused', 'foreign_unit', { unitName: from.name })

  const onward = wayTo(ways, to.path)
  if (onward?.id === letter.viaNodeId) return no('refused', 'not_for_us', { unitName: to.name })
  if (onward) return { onward: onward.id }

  const known: LetterDefinition | undefined = letters[letter.kind as keyof typeof letters]
  if (!known || !cx.app.letterHandlers[letter.kind]) return no('waiting', 'unknown_kind', { kind: letter.kind })
  if (letter.version > known.version)
    return no('waiting', 'newer_version', { kind: letter.kind, version: letter.version })
  const body = readBody(known, letter.version, letter.body)
  if (!body.success) return no('refused', 'bad_shape', { issues: body.error.issues.slice(0, 5) })
  const taken = { ...letter, version: known.version, body: body.data }
  return { letter: taken, actor: inTheNameOf(from), tellWriter: !back.isLast }
}

/** Later letters about an object stay behind an earlier one that waits: order per object is never broken. */
async function isBlocked(cx: Cx, letter: ReceivedLetter): Promise<boolean> {
  const earlier = await cx.db
    .selectFrom('inbox')
    .select('letter_id')
    .where('object_id', '=', letter.objectId)
    .where('status', '=', 'waiting')
    .where('from_unit_id', '=', letter.fromUnitId)
    .where('to_unit_id', '=', letter.toUnitId)
    .where('letter_id', '<>', letter.id)
    .where(sql<boolean>`(letter->>'objectNumber')::integer < ${letter.objectNumber}`)
    .limit(1)
    .executeTakeFirst()
  return earlier !== undefined
}

/** Its addressee lives further on: the letter is handed on with the same id, and its sender hears when it has arrived. */
async function relay(cx: Cx, letter: ReceivedLetter, nodeId: string): Promise<Fate> {
  await keepLetter(cx, letter, { delivered: false })
  await queueLetter(cx, letter, nodeId, 1)
  return { status: 'relayed', reason: null, data: {} }
}

/** A refusal or a bug undoes what the handler did, and nothing else: the rest of the frame stands. */
async function take(cx: Cx, effect: Effect, around: Surroundings): Promise<Fate> {
  const { letter } = effect
  // one round trip for the end of the letter before and the beginning of this one
  await sql.raw(`${around.isSaved ? 'release savepoint letter; ' : ''}savepoint letter`).execute(cx.db)
  around.isSaved = true
  try {
    await cx.app.refuseWording(cx, textsIn(letter.body))
    await keepLetter(cx, letter, { delivered: true })
    await handle(cx, effect)
    return { status: 'handled', reason: null, data: {} }
  } catch (error) {
    if (isPassing(error)) throw error
    await sql`rollback to savepoint letter`.execute(cx.db)
    if (error instanceof Refusal)
      return { status: healable.has(error.code) ? 'waiting' : 'refused', reason: error.code, data: error.data }
    cx.app.log.error({ err: error, letterId: letter.id, kind: letter.kind }, 'a letter met a bug and waits')
    return { status: 'waiting', reason: 'bug', data: {} }
  }
}

/** The handler of its kind, in the name of the unit that wrote it. */
async function handle(cx: Cx, { letter, actor }: Effect): Promise<void> {
  const before = cx.actor
  cx.actor = actor
  try {
    await cx.app.letterHandlers[letter.kind]!(cx, letter)
  } finally {
    cx.actor = before
  }
}

/** The database is away, two acts waited for each other, the disk is full: the whole frame comes again. */
const isPassing = (error: unknown): boolean => {
  const code = (error as { code?: string }).code ?? ''
  const message = (error as Error).message ?? ''
  return (
    /^(40|53|57|08)/.test(code) ||
    /^E[A-Z]+$/.test(code) ||
    /Connection terminated|not queryable|Client was closed/.test(message)
  )
}

const inTheNameOf = (unit: Place): Actor => ({
  ...systemActor,
  name: unit.name,
  unitId: unit.id,
  unitPath: unit.path,
  unitName: unit.name,
})
