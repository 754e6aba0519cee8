import type { Reading } from '../../../contract/library.ts'

/** Sent again within so many days it is one text for several; later it is old material. */
const freshDays = 30

export interface Told {
  unitId: string | null
  submissionId: string | null
  sourceIds: readonly string[]
}

/** How an alike text is to be read (第八条 时效): by one unit or several, at one time or long after, or as another form of the same item. */
export function readingOf(here: Told, there: Told & { at: Date }, now: Date): Reading {
  const related =
    (here.submissionId !== null && there.sourceIds.includes(here.submissionId)) ||
    (there.submissionId !== null && here.sourceIds.includes(there.submissionId))
  if (related) return 'ownVersion'
  if (here.unitId === null || here.unitId !== there.unitId) return 'severalUnits'
  return now.getTime() - there.at.getTime() <= freshDays * 86_400_000 ? 'severalReceivers' : 'resent'
}
