import { paragraphText, paragraphsOf } from '../../contract/body.ts'
import type { Body } from '../../contract/body.ts'

/** The words of a text, a paragraph a line, for the clipboard. */
export const bodyText = (body: Body): string =>
  body.content.flatMap((block) => paragraphsOf(block).map(paragraphText)).join('\n')
