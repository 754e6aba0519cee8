import type { Body } from '../../../contract/body.ts'

/**
 * The one spelling of a title and body that a digest or signature is taken over: keys sorted, attributes without value
 * left out, so that the way through an editor or the database cannot change it. The caller hashes it.
 */
export const canonicalText = (text: { title: string; body: Body }): string =>
  spell({ title: text.title, body: text.body })

function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).filter(
    ([, inner]) => inner !== undefined && inner !== null && !isEmptyObject(inner),
  )
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${spell(inner)}`)
    .join(',')}}`
}

/** `attrs: {}` and `attrs: {textAlign: null}` say the same as no attributes. */
const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((inner) => inner === null || inner === undefined) &&
  !Array.isArray(value)
