import type { FileNote } from './line-files.ts'

/** What an envelope holds, as text: the letter, and its files with the keys to them. */
export interface LetterContent {
  letter: {
    id: string
    kind: string
    version: number
    fromUnitId: string
    toUnitId: string
    objectId: string
    objectNumber: number
    body: unknown
    writtenAt: string
  }
  files: FileNote[]
}

/** What a line keeps in order: the letters of one unit to another about one thing. */
export const objectOf = (letter: { fromUnitId: string; toUnitId: string; objectId: string }): string =>
  `${letter.fromUnitId}>${letter.toUnitId}:${letter.objectId}`
