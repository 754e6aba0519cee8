import { paragraphText, paragraphsOf } from '../../contract/body.ts'
import type { Body } from '../../contract/body.ts'

/** Every paragraph, cell and caption of a text on a line of its own. */
export const linesOf = (body: Body): string =>
  body.content
    .flatMap((block) => (block.type === 'image' ? [block.attrs.caption] : paragraphsOf(block).map(paragraphText)))
    .join('\n')

/** Whatever somebody wrote in Chinese, anywhere in an input or a letter; a text with paragraphs is one, so that marks do not part its words. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : []
  if (value === null || typeof value !== 'object' || value instanceof Blob || value instanceof Date) return []
  if (isBody(value)) return [linesOf(value)]
  return Object.values(value).flatMap(textsIn)
}

const isBody = (value: object): value is Body => 'type' in value && value.type === 'doc' && 'content' in value
