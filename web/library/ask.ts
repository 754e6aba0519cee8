import type { FacetName, Search } from '../../contract/library.ts'
import { libraryPaths } from './paths.ts'

/** What the search page asks for; it stands in the address, so that a search can be sent to a colleague. */
export interface PageAsk extends Search {
  sort: 'newest' | 'relevance'
}

const lists = ['kind', 'category', 'genre', 'state', 'publication', 'topic', 'place'] as const
const singles = ['unitId', 'author', 'from', 'to'] as const

/** The facet's name as a filter of the search. */
export const filterOf: Record<FacetName, keyof Search> = {
  kind: 'kind',
  year: 'year',
  unit: 'unitId',
  category: 'category',
  state: 'state',
  publication: 'publication',
  topic: 'topic',
  place: 'place',
}

export function readAsk(address: Record<string, unknown>): PageAsk {
  const ask: Record<string, unknown> = {
    q: typeof address['q'] === 'string' || typeof address['q'] === 'number' ? String(address['q']) : '',
  }
  for (const name of lists) {
    const value = address[name]
    if (value !== undefined) ask[name] = (Array.isArray(value) ? value : [value]).map(String)
  }
  for (const name of singles) if (typeof address[name] === 'string') ask[name] = address[name]
  const year = Number(address['year'])
  if (Number.isInteger(year) && year > 1899) ask['year'] = year
  return { ...(ask as unknown as Search), sort: address['sort'] === 'relevance' ? 'relevance' : 'newest' }
}

export function addressOf(ask: Partial<PageAsk>, path: string = libraryPaths.search): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(ask)) {
    if (value === undefined || value === '' || (name === 'sort' && value === 'newest')) continue
    const text = Array.isArray(value)
      ? JSON.stringify(value)
      : typeof value === 'string'
        ? quoted(value)
        : String(value)
    query.set(name, text)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** The router reads what looks like JSON as JSON: a text of digits must say that it is a text. */
function quoted(text: string): string {
  try {
    JSON.parse(text)
    return JSON.stringify(text)
  } catch {
    return text
  }
}

/** The search without the order: what facets, exports and saved searches are asked with. */
export function searchOf({ sort: _sort, ...search }: PageAsk): Search {
  return search
}

export const hasFilters = (ask: PageAsk): boolean =>
  Object.entries(ask).some(([name, value]) => name !== 'q' && name !== 'sort' && value !== undefined)
