import type { BodyBlock } from '../../../contract/body.ts'
import { bodyFromText, paragraphText } from '../../../contract/body.ts'
import { finishImport, headingLevelOf, unreadable } from './imported.ts'
import type { Imported } from './imported.ts'

/**
 * Bytes to text: a UTF-16 mark is believed, then strict UTF-8, else GB18030, which old office programs write without saying so.
 * What then still holds zero bytes or many broken characters is not text.
 */
export function decodeText(name: string, bytes: Uint8Array): string {
  const text = decode(bytes).replace(/^\ufeff/u, '')
  const broken = [...text].filter((character) => character === '\u0000' || character === '\ufffd').length
  if (broken > text.length / 200) throw unreadable(name, 'not_text')
  return text
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** A text file: each line a paragraph, numbered short lines headings. */
export function fromText(name: string, bytes: Uint8Array): Imported {
  return finishImport(name, withHeadings(bodyFromText(decodeText(name, bytes)).content), [])
}

/** Lines that say by their number that they are headings; nothing when there is no text at all. */
export function withHeadings(lines: BodyBlock[]): BodyBlock[] {
  const blocks = lines.map((block): BodyBlock => {
    if (block.type !== 'paragraph') return block
    const level = headingLevelOf(paragraphText(block))
    return level === null ? block : { type: 'heading', attrs: { level }, content: block.content }
  })
  return blocks.every((block) => block.type === 'paragraph' && block.content === undefined) ? [] : blocks
}
