import { fromDocx } from './from-docx.ts'
import { decodeText, fromText } from './from-text.ts'
import { unreadable } from './imported.ts'
import type { Imported } from './imported.ts'
import { toDocxByOffice } from './office-program.ts'
import { readInChild } from './read-in-child.ts'
import type { Reader } from './read-in-child.ts'
import { guardZip } from './zip-guard.ts'

/**
 * A file as a structured text, by what it is and not by what it is called: offices often save a web page as .doc.
 * Refuses file.unreadable with data.reason. `read` reads what needs a process of its own, so that a hostile file kills only that.
 */
export async function importFile(name: string, bytes: Buffer, read: Reader = readInChild): Promise<Imported> {
  const starts = (...head: number[]) => head.every((byte, at) => bytes[at] === byte)
  if (bytes.length === 0) throw unreadable(name, 'empty')
  if (starts(0x50, 0x4b, 0x03, 0x04)) return fromZip(name, bytes, read)
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return fromCompoundFile(name, bytes, read)
  if (bytes.subarray(0, 1024).includes('%PDF-')) return read({ kind: 'pdf', name, bytes })
  if (starts(0x4d, 0x5a) || starts(0x7f, 0x45, 0x4c, 0x46)) throw unreadable(name, 'unknown_type')
  if (bytes.subarray(0, 5).toString('latin1') === '{\\rtf') {
    const docx = await toDocxByOffice(bytes, 'rtf')
    return docx ? fromDocx(name, docx, { read }) : read({ kind: 'rtf', name, source: bytes.toString('latin1') })
  }
  const text = decodeText(name, bytes)
  return /^\s*(<\?xml|<!doctype html|<!--|<(html|head|body|meta|div|p|table|span)[\s>])/iu.test(text)
    ? read({ kind: 'html', name, html: text })
    : fromText(name, bytes)
}

async function fromZip(name: string, bytes: Buffer, read: Reader): Promise<Imported> {
  const names = await guardZip(name, bytes)
  return names.includes('OFD.xml')
    ? read({ kind: 'ofd', name, bytes })
    : fromDocx(name, bytes, { guarded: names, read })
}

/** The container of Word 97–2003 and of WPS; also of Excel, PowerPoint, and of a .docx locked with a password. */
async function fromCompoundFile(name: string, bytes: Buffer, read: Reader): Promise<Imported> {
  const holds = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) throw unreadable(name, 'encrypted')
  if (!holds('WordDocument'))
    throw unreadable(name, holds('Workbook') || holds('PowerPoint Document') ? 'not_a_text_document' : 'old_word')
  const docx = await toDocxByOffice(bytes, 'doc')
  return docx ? fromDocx(name, docx, { read }) : read({ kind: 'doc', name, bytes })
}
