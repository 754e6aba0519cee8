import { bodyProblem } from '../../../contract/body.ts'
import type { Body, BodyBlock } from '../../../contract/body.ts'
import { Refusal } from '../../platform/refusal.ts'
import { normaliseBody } from '../rules/normalise.ts'
import { numberingOf } from '../rules/numbering.ts'

/** What a file or a pasted page had that a structured text does not keep. The writer is told to check. */
export type Lost =
  | 'images'
  | 'links'
  | 'hidden_text'
  | 'deletions'
  | 'embedded'
  | 'nested_tables'
  | 'list_numbers'
  | 'macros'
  | 'too_deep'
  /** Where only the words could be read: fonts and alignment, tables, or all that a page layout does not know as such. */
  | 'look'
  | 'tables'
  | 'fixed_layout'
export interface Imported {
  body: Body
  lost: Lost[]
  /** Pictures that came along, by the fileId their blocks name for now; whoever keeps them names them anew. */
  pictures?: Record<string, { type: string; bytes: Uint8Array }>
}

/** Why a file could not be read; data.reason of file.unreadable, a sentence for each in the language files. */
export type Unreadable =
  | 'damaged'
  | 'too_large'
  | 'suspicious'
  | 'encrypted'
  | 'too_complex'
  | 'empty'
  | 'no_text'
  | 'too_long'
  | 'not_text'
  | 'not_docx'
  | 'not_xlsx'
  | 'old_word'
  | 'scanned'
  | 'not_a_text_document'
  | 'unknown_type'

export const unreadable = (name: string, reason: Unreadable): Refusal =>
  new Refusal('file.unreadable', { name, reason })

/** The last step of each import: tidy, and refuse what is no text or more than a text may hold. */
export function finishImport(
  name: string,
  blocks: BodyBlock[],
  lost: Iterable<Lost>,
  pictures: Imported['pictures'] = {},
): Imported {
  if (blocks.length === 0) throw unreadable(name, 'no_text')
  const body = normaliseBody({ type: 'doc', content: blocks })
  const problem = bodyProblem(body)
  if (problem === 'body.too_long' || problem === 'body.too_many_nodes') throw unreadable(name, 'too_long')
  if (problem !== null) throw new Error(`import made a body that is refused: ${problem}`)
  return { body, lost: [...lost].sort(), ...(Object.keys(pictures).length > 0 && { pictures }) }
}

/** A short line that begins with 一、（一）1.（1） and does not end like a sentence is a heading of that level. */
export function headingLevelOf(text: string): number | null {
  const trimmed = text.trim()
  const numbering = numberingOf(trimmed)
  if (numbering === null || [...trimmed].length > 40 || /[。，、；：！？,;:]$/u.test(trimmed) || trimmed.includes('。'))
    return null
  return numbering.level
}
