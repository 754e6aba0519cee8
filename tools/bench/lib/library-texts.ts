import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Unit } from '../../../server/organisations/index.ts'
import type { Entering } from '../../../server/library/entering.ts'
import { realData, realItems } from '../../../server/library/testing.ts'

/** Frequent six to four years ago and absent since: a search for the newest of them must walk past all the years without. */
export const faded = ['农业税减免', '小灵通', '村村通', '撤乡并镇', '家电下乡', '粮票', '非典防控', '下岗分流']

/** Numbers that look thrown and are the same in every run. */
export function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const years = 6
const [day, kinds] = [86_400_000, ['handling', 'submission', 'handling', 'piece', 'entry'] as const]
const permissions = {
  handling: 'handling.read',
  submission: 'submission.read',
  piece: 'piece.read',
  entry: 'issue.read',
} as const

/** Records made of real titles and of sentences of real texts, put together anew; the n-th is always the same, the last are the newest. */
export function recordMaker(total: number, units: readonly Unit[], now: Date) {
  const items = realItems(20_000)
  const sentences = [
    ...new Set(items.flatMap(({ body }) => body.split(/(?<=[。！？\n])/u)).map((one) => one.trim())),
  ].filter((one) => one.length > 12 && one.length < 160 && !faded.some((word) => one.includes(word)))
  const titles = realTitles()
  const [offices, others] = [units.filter((unit) => unit.isOffice), units.filter((unit) => !unit.isOffice)]
  const start = now.getTime() - years * 365 * day
  return (n: number): Entering => {
    const next = numbers(n * 2_654_435 + 7)
    const sortAt = new Date(start + ((n + 0.5) / total) * (now.getTime() - start))
    const kind = kinds[next(kinds.length)]!
    const source = next(10) < 4 ? offices[next(offices.length)]! : (others[next(others.length)] ?? offices[0]!)
    // half of everything is kept by the province, the rest by whoever wrote or received it
    const keeper =
      kind !== 'submission' && next(10) < 6
        ? units[0]!
        : kind === 'submission'
          ? source
          : offices[next(offices.length)]!
    const parts = Array.from({ length: 4 }, () => sentences[next(sentences.length)]!)
    const past = n / total
    if (past < 0.35 && next(5) === 0) parts.push(`${faded[next(faded.length)]}工作扎实推进。`)
    return {
      id: idOf(n),
      kind,
      sortAt,
      unitId: keeper.id,
      permission: permissions[kind],
      sourceUnitId: source.id,
      sourceUnitName: source.name,
      authorName: '李建国',
      title: titles[next(titles.length)]!,
      text: parts.join(''),
      state: ['received', 'published', 'adopted', 'notAdopted'][next(4)]!,
      categoryCode: ['keyWork', 'newSituation', 'experience', 'problem', 'publicOpinion'][next(5)]!,
      genreCode: 'news',
      publicationName: kind === 'entry' ? ['每日要情', '政务信息', '专报'][next(3)]! : '',
    }
  }
}

const idOf = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

function realTitles(): string[] {
  const file = gunzipSync(readFileSync(join(realData, 'titles/titles.tsv.gz'))).toString('utf8')
  return file
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[3] ?? '')
    .filter((title) => title.length >= 6 && title.length <= 40)
}
