import { paragraphsOf, paragraphText } from '../../../contract/body.ts'
import type { Body, BodyBlock } from '../../../contract/body.ts'

/** The text of one block: a row of a table is a line, its cells are parted by tabs; a picture is its caption. */
export function blockText(block: BodyBlock): string {
  if (block.type === 'image') return block.attrs.caption
  if (block.type !== 'table') return paragraphText(block)
  return block.content
    .map((row) => (row.content ?? []).map((cell) => cell.content.map(paragraphText).join(' ')).join('\t'))
    .join('\n')
}

/** Plain text for search, duplicates and reading aloud: a line for each block, characters composed (NFC). */
export const bodyText = (body: Body): string => body.content.map(blockText).join('\n').normalize('NFC')

/** 字数 as offices count it: every character that is not white space; a rare character outside the basic plane is one. */
export function countCharacters(body: Body): number {
  return body.content.reduce(
    (sum, block) =>
      sum +
      (block.type === 'image' ? 0 : [...paragraphsOf(block).map(paragraphText).join('').replace(/\s/gu, '')].length),
    0,
  )
}
