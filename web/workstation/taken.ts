import type { Body } from '../../contract/body.ts'

/** A text on the workstation. `baseVersion` is the version at the server it began from; null: it was begun here. */
export interface TakenDraft {
  kind: 'draft'
  id: string
  title: string
  body: Body
  categoryCode: string | null
  genreCode: string | null
  authorName: string
  authorPhone: string
  baseVersion: number | null
  wish: 'keep' | 'upload' | 'submit'
  state: TakenState
  updatedAt: string
}

/** An item taken along to review; the opinion is given without a line. */
export interface TakenReview {
  kind: 'review'
  id: string
  title: string
  body: Body
  /** Of exactly the text that was read; another text at the server is a conflict. */
  digest: string
  reporterName: string
  opinion: string
  wish: 'keep' | 'pass'
  state: TakenState
  updatedAt: string
}
export type Taken = TakenDraft | TakenReview

/** kept: only here. waiting: goes up with the next line. done: the server has it. conflict: both have changed. refused: the server says why. */
export type TakenState =
  | { name: 'kept' }
  | { name: 'waiting' }
  | { name: 'done'; at: string }
  | { name: 'conflict'; by: string; title: string; body: Body; version: number }
  | { name: 'refused'; sentence: string }

/** What the workstation knows beside the texts: who it belongs to and what the forms offer. */
export interface Kit {
  kind: 'kit'
  name: string
  unitName: string
  categories: { code: string; name: string }[]
  genres: { code: string; name: string }[]
}
