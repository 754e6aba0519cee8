import type { Body } from '../../contract/body.ts'

interface Node {
  type: string
  text?: string
  content?: Node[]
}

/** The words of a body, a line for each block: for the clipboard. */
export const plainText = (title: string, body: Body): string =>
  [title, ...(body.content as Node[]).map(wordsOf)].join('\n')

const wordsOf = (node: Node): string =>
  node.type === 'hardBreak'
    ? '\n'
    : (node.text ?? (node.content ?? []).map(wordsOf).join(node.type === 'tableRow' ? '\t' : ''))

/** How many characters a body holds, blanks too, as the server counts its limit. */
export function charactersOf(body: Body): number {
  const count = (node: Node): number =>
    (node.text?.length ?? 0) + (node.content ?? []).reduce((sum, inner) => sum + count(inner), 0)
  return count(body as Node)
}

/** A digest for eyes: its first sixteen digits in groups of four. */
export const shortDigest = (digest: string): string => digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
