import { diffArrays, diffChars } from 'diff'
import type { Body, BodyBlock } from '../../contract/body.ts'
import { blockText } from './rules/body-text.ts'

export interface ComparedRun {
  op: 'same' | 'insert' | 'delete'
  text: string
}
export interface ComparedBlock {
  kind: 'same' | 'inserted' | 'deleted' | 'changed'
  nodeType: BodyBlock['type']
  level: number | null
  runs: ComparedRun[]
}

// Beyond these a comparison would take longer than a reader waits; the texts then share nothing worth showing.
const maxBlockEdits = 1500
const maxCharacterEdits = 1500
const maxPairings = 40_000
const alike = 0.3

/**
 * 留痕: what changed between two texts, block by block and exact to the character. The runs that are not insertions
 * spell the text before, those that are not deletions spell the text after.
 */
export function compareBodies(before: Body, after: Body): ComparedBlock[] {
  const keys = (body: Body) =>
    body.content.map(
      (block) =>
        `${block.type}:${levelOf(block) ?? ''}:${block.type === 'image' ? block.attrs.fileId : ''}:${blockText(block)}`,
    )
  const [keysBefore, keysAfter] = [keys(before), keys(after)]
  const changes = diffArrays(keysBefore, keysAfter, { maxEditLength: maxBlockEdits }) ?? [
    { removed: true, added: false, count: keysBefore.length },
    { removed: false, added: true, count: keysAfter.length },
  ]
  const compared: ComparedBlock[] = []
  let deleted: BodyBlock[] = []
  let inserted: BodyBlock[] = []
  let [atBefore, atAfter] = [0, 0]
  const settle = () => {
    compared.push(...comparePassage(deleted, inserted))
    deleted = []
    inserted = []
  }
  for (const change of changes) {
    if (change.removed) deleted.push(...before.content.slice(atBefore, atBefore + change.count))
    else if (change.added) inserted.push(...after.content.slice(atAfter, atAfter + change.count))
    else {
      settle()
      compared.push(...after.content.slice(atAfter, atAfter + change.count).map((block) => whole('same', block)))
    }
    if (!change.added) atBefore += change.count
    if (!change.removed) atAfter += change.count
  }
  settle()
  return compared
}

/** What changed in a line of text: a title, a heading, a paragraph. */
export function compareTexts(before: string, after: string): ComparedRun[] {
  const changes = diffChars(before, after, { maxEditLength: maxCharacterEdits }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ]
  return changes
    .filter((change) => change.value !== '')
    .map((change) => ({ op: change.added ? 'insert' : change.removed ? 'delete' : 'same', text: change.value }))
}

/** Between two unchanged blocks: pairs what is alike, in order; the rest was deleted or inserted. */
function comparePassage(deleted: BodyBlock[], inserted: BodyBlock[]): ComparedBlock[] {
  const compared: ComparedBlock[] = []
  let [i, j] = [0, 0]
  for (const [pairI, pairJ] of [...pairs(deleted, inserted), [deleted.length, inserted.length] as const]) {
    compared.push(
      ...deleted.slice(i, pairI).map((block) => whole('deleted', block)),
      ...inserted.slice(j, pairJ).map((block) => whole('inserted', block)),
    )
    const [from, to] = [deleted[pairI], inserted[pairJ]]
    if (from && to)
      compared.push({
        kind: 'changed',
        nodeType: to.type,
        level: levelOf(to),
        runs: compareTexts(blockText(from), blockText(to)),
      })
    ;[i, j] = [pairI + 1, pairJ + 1]
  }
  return compared
}

/** The pairing in order with the greatest likeness in all. A passage too long for that is not paired. */
function pairs(deleted: BodyBlock[], inserted: BodyBlock[]): [number, number][] {
  if (deleted.length * inserted.length === 0 || deleted.length * inserted.length > maxPairings) return []
  const [grams, othersGrams] = [deleted.map(bigrams), inserted.map(bigrams)]
  const score = (i: number, j: number) => likeness(grams[i]!, othersGrams[j]!, deleted[i]!.type === inserted[j]!.type)
  const best = Array.from({ length: deleted.length + 1 }, () => new Float64Array(inserted.length + 1))
  for (let i = deleted.length - 1; i >= 0; i--)
    for (let j = inserted.length - 1; j >= 0; j--)
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, best[i + 1]![j + 1]! + score(i, j))

  const found: [number, number][] = []
  for (let i = 0, j = 0; i < deleted.length && j < inserted.length;) {
    if (score(i, j) > 0 && best[i]![j] === best[i + 1]![j + 1]! + score(i, j)) found.push([i++, j++])
    else if (best[i]![j] === best[i + 1]![j]) i++
    else j++
  }
  return found
}

function bigrams(block: BodyBlock): Set<string> {
  const text = `^${blockText(block)}$`
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)))
}

/** Dice's coefficient of neighbouring character pairs; 0 for what is not alike enough, or not of the same family. */
function likeness(a: Set<string>, b: Set<string>, sameType: boolean): number {
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared++
  const value = (2 * shared) / (a.size + b.size)
  return value < alike || (!sameType && value < 0.9) ? 0 : value
}

const levelOf = (block: BodyBlock): number | null => (block.type === 'heading' ? block.attrs.level : null)

function whole(kind: 'same' | 'inserted' | 'deleted', block: BodyBlock): ComparedBlock {
  const text = blockText(block)
  const op = kind === 'inserted' ? 'insert' : kind === 'deleted' ? 'delete' : 'same'
  return { kind, nodeType: block.type, level: levelOf(block), runs: text === '' ? [] : [{ op, text }] }
}
