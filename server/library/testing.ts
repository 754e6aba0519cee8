import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { enterMany } from './bulk.ts'
import { firstTopics } from './data/topics.ts'
import type { Entering } from './entering.ts'

/** Real texts beside the checkout; what may not be shipped is read where it is. */
export const realData = join(import.meta.dirname, '../../../shared/data')
const hasRealData = existsSync(join(realData, 'items/items.jsonl'))

export interface RealItem {
  id: string
  title: string
  body: string
  date: string
}

/** The first real items; without them, made-up ones of the same kind. For tests. */
export function realItems(most: number): RealItem[] {
  if (!hasRealData) return madeUp(most)
  const lines = readFileSync(join(realData, 'items/items.jsonl'), 'utf8').split('\n', most)
  return lines.filter(Boolean).map((line) => JSON.parse(line) as RealItem)
}

const subjects = ['春耕备耕', '稳岗就业', '防汛', '供暖保供', '5G基站建设', '营商环境', '文旅融合', '安全生产']
const madeUp = (most: number): RealItem[] =>
  Array.from({ length: Math.min(most, 300) }, (_, n) => ({
    id: String(n),
    title: `${subjects[n % 8]}工作进展（第${n}期）`,
    body: `截至${(n % 12) + 1}月，全县${subjects[(n + 3) % 8]}完成投资${n * 37}万元，同比增长${n % 40}.${n % 10}%。国办发〔2019〕${n}号要求抓好落实。`,
    date: `202${n % 6}-0${(n % 9) + 1}-1${n % 9}`,
  }))

export const nodeTopics = firstTopics.map(([name, ...words]) => ({ name, words }))

/** Enters texts as documents kept by one unit. Returns their records' ids in the same order. */
export async function loadTexts(
  db: Database,
  texts: readonly { title: string; body: string; date: string }[],
  over: Partial<Entering> & Pick<Entering, 'unitId'>,
): Promise<string[]> {
  const entering = texts.map(({ title, body, date }): Entering => ({
    id: newId(),
    kind: 'document',
    sortAt: new Date(`${date}T08:00:00+08:00`),
    permission: 'issue.read',
    title,
    text: body,
    state: 'imported',
    ...over,
  }))
  for (let at = 0; at < entering.length; at += 250)
    await enterMany(db, entering.slice(at, at + 250), { now: new Date(), topics: nodeTopics })
  return entering.map((one) => one.id)
}
