/**
 * An auditor reads what was done, never the text it was done to (SEC-20). Named here is what may be shown; all else,
 * also what a later version adds, stays hidden until somebody decides.
 */
const plain = new Set([
  'action',
  'address',
  'at',
  'changed',
  'code',
  'conclusion',
  'count',
  'digest',
  'failed',
  'from',
  'id',
  'key',
  'kind',
  'level',
  'login',
  'need',
  'number',
  'path',
  'place',
  'reach',
  'role',
  'secondFactor',
  'stage',
  'state',
  'status',
  'to',
  'until',
  'version',
  'why',
])

const mayBeShown = (key: string): boolean =>
  plain.has(key) || /(Id|Ids|Code|Codes|Number|Count|On|At|From|To|Minutes|Days)$/.test(key)

/** The record's data without business text. Values inside lists and objects go the same way. */
export function shownData(data: unknown): Record<string, unknown> {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return {}
  return Object.fromEntries(
    Object.entries(data as Record<string, unknown>)
      .filter(([key]) => mayBeShown(key))
      .map(([key, value]) => [key, key === 'changed' ? value : shownValue(value)]),
  )
}

function shownValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shownValue)
  if (value !== null && typeof value === 'object') return shownData(value)
  return value
}
