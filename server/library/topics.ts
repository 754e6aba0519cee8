import { sql } from 'kysely'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { firstTopics } from './data/topics.ts'

/** The node's topics, and those of the offices above: an office may change the words of one, switch it off, or add its own. */
export async function topicsFor(cx: Cx, unitId: string): Promise<{ name: string; words: readonly string[] }[]> {
  const { path } = await loadUnit(cx, unitId)
  const own = await cx.db
    .selectFrom('library_topic')
    .select(['name', 'words', 'active'])
    .where(
      sql<boolean>`exists (select from unit where unit.id = library_topic.office_id and starts_with(${path}, unit.path))`,
    )
    .orderBy('position')
    .execute()
  const topics = new Map<string, readonly string[]>(firstTopics.map(([name, ...words]) => [name, words]))
  for (const topic of own) {
    if (topic.active) topics.set(topic.name, topic.words)
    else topics.delete(topic.name)
  }
  return [...topics].map(([name, words]) => ({ name, words }))
}
