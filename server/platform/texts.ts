import { Body, paragraphText, paragraphsOf } from '../../contract/body.ts'

/** Every paragraph, cell and caption of a text on a line of its own. */
export const linesOf = (body: Body): string =>
  body.content
    .flatMap((block) => (block.type === 'image' ? [block.attrs.caption] : paragraphsOf(block).map(paragraphText)))
    .join('\n')

/** No input of ours lies deeper; what does is refused for its shape. */
const deepest = 40

/**
 * Whatever somebody wrote in Chinese, anywhere in an input or a letter, before its shape was looked at; a text with paragraphs is one,
 * so that marks do not part its words.
 */
export function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : []
  if (value === null || typeof value !== 'object' || value instanceof Blob || value instanceof Date) return []
  if (depth > deepest) return []
  const body = 'type' in value && value.type === 'doc' ? Body.safeParse(value) : undefined
  if (body?.success) return [linesOf(body.data)]
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1))
}
