import { fromDocx } from './from-docx.ts'
import { decodeText, fromText } from './from-text.ts'
import { unreadable } from './imported.ts'
import type { Imported } from './imported.ts'
import { readInChild } from './read-in-child.ts'

/**
 * A file as a structured text, by what it is and not by what it is called: offices often save a web page as .doc.
 * Refuses file.unreadable with data.reason.
 */
export async function importFile(name: string, bytes: Buffer): Promise<Imported> {
  const starts = (...head: number[]) => head.every((byte, at) => bytes[at] === byte)
  if (bytes.length === 0) throw unreadable(name, 'no_text')
  if (starts(0x50, 0x4b, 0x03, 0x04)) return fromDocx(name, bytes)
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw unreadable(name, 'old_word') // also a .docx locked with a password
  if (starts(0x25, 0x50, 0x44, 0x46)) throw unreadable(name, 'pdf')
  if (starts(0x4d, 0x5a) || starts(0x7f, 0x45, 0x4c, 0x46)) throw unreadable(name, 'unknown_type')

  const text = decodeText(name, bytes)
  if (text.startsWith('{\\rtf')) throw unreadable(name, 'old_word')
  return /^\s*(<\?xml|<!doctype html|<!--|<(html|head|body|meta|div|p|table|span)[\s>])/iu.test(text)
    ? readInChild({ kind: 'html', name, html: text })
    : fromText(name, bytes)
}
