import { DirectoryChanged } from '../../contract/letters.ts'
import { layDirectory, loadUnit, readDirectory, subtreeIds } from '../organisations/index.ts'
import type { Cx, Reaction, ReceivedLetter } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { neighbours } from './known-nodes.ts'
import { sendLetter } from './send-letter.ts'

/** Units in one letter: an import of thousands is several. */
const unitsPerLetter = 300

/** A unit was founded, renamed, moved, ended or edited here: the nodes around learn it, so that all know the same tree. */
const tellDirectory: Reaction = async (cx, event) => {
  if ((await neighbours(cx)).length === 0) return
  const ids =
    event.kind === 'unit.imported'
      ? (await readDirectory(cx)).units.map((unit) => unit.id)
      : event.kind === 'unit.moved'
        ? await subtreeIds(cx, event.subjectId)
        : [event.subjectId]
  await spread(cx, ids, null)
}

export const directoryReactions = Object.fromEntries(
  ['founded', 'renamed', 'moved', 'merged', 'abolished', 'edited', 'imported'].map((kind) => [
    `unit.${kind}`,
    [tellDirectory],
  ]),
)

async function spread(cx: Cx, unitIds: string[], exceptNodeId: string | null): Promise<void> {
  for (const neighbour of await neighbours(cx)) {
    if (neighbour.id === exceptNodeId) continue
    for (let at = 0; at < unitIds.length; at += unitsPerLetter)
      await sendLetter(cx, {
        kind: 'directory.changed',
        fromUnitId: neighbour.ownUnitId,
        toUnitId: neighbour.unitId,
        objectId: neighbour.ownUnitId, // one object: changes of the tree arrive in their order
        body: await readDirectory(cx, unitIds.slice(at, at + unitsPerLetter)),
      })
  }
}

/** Letter directory.changed. The node above tells of any unit; a node below only of those that live there. Each passes it on. */
export async function hearDirectory(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectoryChanged.parse(letter.body)
  if (letter.viaNodeId === null) return
  const node = await cx.db
    .selectFrom('node')
    .select(['role', 'unit_id'])
    .where('id', '=', letter.viaNodeId)
    .executeTakeFirstOrThrow()
  if (node.role === 'lower') {
    const { path } = await loadUnit(cx, node.unit_id!)
    const ours = await cx.db
      .selectFrom('unit')
      .select(['id', 'path', 'name'])
      .where(
        'id',
        'in',
        told.units.map((unit) => unit.id),
      )
      .execute()
    const foreign = [...told.units, ...ours].find((unit) => !unit.path.startsWith(path))
    if (foreign) throw new Refusal('not_permitted', { need: 'unit.manage', unitName: foreign.name })
  }
  await layDirectory(cx, told)
  await spread(
    cx,
    told.units.map((unit) => unit.id),
    letter.viaNodeId,
  )
}
