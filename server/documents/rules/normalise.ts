import type { Body, BodyBlock, BodyHeading, BodyInline, BodyParagraph } from '../../../contract/body.ts'

/**
 * Tidies a text without touching what it says, for the moment it is sealed or imported (not while someone types):
 * spaces at the start and end of a paragraph go (the layout indents), straight double quotes in pairs become “ ”,
 * empty paragraphs at the end go. Doubtful cases stay as they are.
 */
export function normaliseBody(body: Body): Body {
  const content = body.content.map(normaliseBlock)
  while (content.length > 1 && isEmptyParagraph(content.at(-1))) content.pop()
  return { type: 'doc', content }
}

/** A title on one line: no spaces around it, none where lines were joined between Chinese characters. */
export const normaliseTitle = (title: string): string => title.replace(/\s*[\r\n\t\v\u2028]+\s*/gu, '').trim()

function normaliseBlock(block: BodyBlock): BodyBlock {
  if (block.type === 'image') return { ...block, attrs: { ...block.attrs, caption: block.attrs.caption.trim() } }
  if (block.type !== 'table') return normaliseParagraph(block)
  return {
    ...block,
    content: block.content.map((row) => ({
      ...row,
      content: (row.content ?? []).map((cell) => ({ ...cell, content: cell.content.map(normaliseParagraph) })),
    })),
  }
}

function normaliseParagraph<T extends BodyParagraph | BodyHeading>(paragraph: T): T {
  if (paragraph.content === undefined) return paragraph
  const content = pairQuotes(trimEnds(paragraph.content))
  const { content: _before, ...rest } = paragraph
  return (content.length === 0 ? rest : { ...rest, content }) as T
}

function trimEnds(parts: BodyInline[]): BodyInline[] {
  const trimmed = [...parts]
  for (const [end, pattern] of [
    [0, /^\s+/u],
    [-1, /\s+$/u],
  ] as const) {
    for (let part = trimmed.at(end); part?.type === 'text'; part = trimmed.at(end)) {
      const text = part.text.replace(pattern, '')
      if (text !== '') {
        trimmed.splice(end === 0 ? 0 : trimmed.length - 1, 1, { ...part, text })
        break
      }
      trimmed.splice(end === 0 ? 0 : trimmed.length - 1, 1)
    }
  }
  return trimmed
}

/** Only in Chinese text, only when they come in pairs, and only when nobody has begun to use the curved ones. */
function pairQuotes(parts: BodyInline[]): BodyInline[] {
  const text = parts.map((part) => (part.type === 'text' ? part.text : '\n')).join('')
  const straight = text.match(/"/gu)?.length ?? 0
  if (straight === 0 || straight % 2 === 1 || /[“”]/u.test(text) || !/\p{Script=Han}/u.test(text) || /\d"/u.test(text))
    return parts
  let count = 0
  return parts.map((part) => {
    if (part.type !== 'text') return part
    return { ...part, text: part.text.replace(/"/gu, () => (count++ % 2 === 0 ? '“' : '”')) }
  })
}

const isEmptyParagraph = (block: BodyBlock | undefined): boolean =>
  block?.type === 'paragraph' && (block.content ?? []).length === 0
