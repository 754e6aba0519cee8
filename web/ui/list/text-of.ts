import { isValidElement } from 'react'
import type { ReactNode } from 'react'

/** The words of what a cell draws, for a file: text, numbers, and what stands between the tags of elements. */
export function textOf(node: ReactNode): string | number | null {
  if (typeof node === 'number') return node
  const words = wordsOf(node).replace(/\s+/gu, ' ').trim()
  return words === '' ? null : words
}

function wordsOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return node.map((part: ReactNode) => wordsOf(part)).join(' ')
  if (isValidElement<{ children?: ReactNode; title?: string }>(node)) return wordsOf(node.props.children)
  return ''
}
