import type { Selectable } from 'kysely'
import type { Cx } from '../platform/command.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { Node } from '../platform/schema.ts'

export type NodeRow = Selectable<Node> & {
  role: 'self' | 'upper' | 'lower' | 'further'
  state: 'enrolling' | 'active' | 'revoked'
}

/** This node as it is enrolled; undefined while it stands alone. */
export const findSelf = (db: Database | Tx): Promise<NodeRow | undefined> =>
  db
    .selectFrom('node')
    .selectAll()
    .where('role', '=', 'self')
    .where('state', '<>', 'revoked')
    .executeTakeFirst() as Promise<NodeRow | undefined>

/** Where the letters for a unit go: `id` is the next node on the way, `isLast` says that the unit lives there as far as we know. */
export interface Destination {
  id: string
  isLast: boolean
}

/** The nodes between which letters go, as far as choosing the way needs them. */
export const loadWays = (cx: Pick<Cx, 'db'>) =>
  cx.db
    .selectFrom('node')
    .leftJoin('unit', 'unit.id', 'node.unit_id')
    .select(['node.id', 'node.role', 'node.via_node_id', 'unit.path'])
    .where('node.state', '=', 'active')
    .execute()
export type Ways = Awaited<ReturnType<typeof loadWays>>

/**
 * The node to which letters for a unit leave; null when it lives here. Below: the nearest enrolled node. Within this node's own
 * subtree: here. Everything else is reached through the node above, level by level (逐级).
 */
export const destinationOf = async (cx: Pick<Cx, 'db'>, unitPath: string): Promise<Destination | null> =>
  wayTo(await loadWays(cx), unitPath)

/** Which of these units live on other nodes. */
export async function livingElsewhere(cx: Pick<Cx, 'db'>, unitIds: string[]): Promise<string[]> {
  const nodes = await loadWays(cx)
  if (unitIds.length === 0 || nodes.length === 0) return []
  const units = await cx.db
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('id', 'in', unitIds)
    .where('valid_to', 'is', null)
    .orderBy('path')
    .execute()
  return units.filter((unit) => wayTo(nodes, unit.path) !== null).map((unit) => unit.id)
}

/** The same over nodes that are known already. */
export function wayTo(nodes: Ways, unitPath: string): Destination | null {
  const within = (node: { path: string | null }) => node.path !== null && unitPath.startsWith(node.path)
  const below = nodes
    .filter((node) => (node.role === 'lower' || node.role === 'further') && within(node))
    .sort((a, b) => b.path!.length - a.path!.length)[0]
  if (below)
    return below.role === 'further' ? { id: below.via_node_id!, isLast: false } : { id: below.id, isLast: true }
  const self = nodes.find((node) => node.role === 'self')
  const upper = nodes.find((node) => node.role === 'upper')
  if (!self || !upper || within(self)) return null
  return { id: upper.id, isLast: within(upper) }
}
