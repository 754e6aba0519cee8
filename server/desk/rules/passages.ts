import { paragraphText, paragraphsOf } from '../../../contract/body.ts'
import type { Body } from '../../../contract/body.ts'

/** The words of a text one after the other, without blanks and line ends: a passage is found however it is broken. */
export const wordsOf = (body: Body): string =>
  tight(
    body.content
      .flatMap((block) =>
        block.type === 'image'
          ? [block.attrs.caption]
          : paragraphsOf(block).map((paragraph) => paragraphText(paragraph)),
      )
      .join(''),
  )

const tight = (text: string): string => text.replace(/\s+/gu, '')

/** Whether these words stand in the text, wherever they were moved. */
export const holds = (words: string, quote: string): boolean => words.includes(tight(quote))
