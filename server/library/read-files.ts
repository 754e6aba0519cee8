import { unzipSync } from 'fflate'
import { extractText } from 'unpdf'
import { bodyText, importFile } from '../documents/index.ts'
import { Refusal } from '../platform/refusal.ts'
import { readTable } from './rules/table.ts'
import type { TableRow } from './rules/table.ts'
import { readTitle } from './rules/title.ts'

const limits = { fileMb: 30, unpackedMb: 600 } as const

export interface Given {
  name: string
  bytes: Uint8Array
}
/** A text that was read, or why it could not be. */
export interface Read {
  name: string
  text?: Omit<TableRow, 'problem'>
  problem?: string
}

/** What a file holds: a document one text, a table one a line, an archive those of its files. */
export async function* readGiven(given: Given): AsyncGenerator<Read> {
  const { files, left } = isArchive(given) ? unpack(given) : { files: [given], left: [] }
  for (const file of files) yield* await readOne(file)
  for (const name of left) yield { name, problem: 'archiveTooLarge' }
}

const nameEnds = (name: string, ...endings: string[]) => endings.some((ending) => name.toLowerCase().endsWith(ending))
const isArchive = (given: Given) => given.bytes[0] === 0x50 && given.bytes[1] === 0x4b && nameEnds(given.name, '.zip')

/** Its files as far as they are no more than may be unpacked, and the names of those that were left. */
function unpack(archive: Given): { files: Given[]; left: string[] } {
  let unpacked = 0
  const left: string[] = []
  try {
    const files = unzipSync(archive.bytes, {
      filter: (file) => {
        if (file.name.endsWith('/') || isNoise(file.name)) return false
        unpacked += file.originalSize
        if (unpacked > limits.unpackedMb * 1024 * 1024) left.push(nameOf(file.name))
        return unpacked <= limits.unpackedMb * 1024 * 1024
      },
    })
    return { files: Object.entries(files).map(([name, bytes]) => ({ name: nameOf(name), bytes })), left }
  } catch {
    return { files: [{ name: archive.name, bytes: new Uint8Array() }], left: [] }
  }
}

/** What programs leave behind among files. */
export const isNoise = (path: string): boolean => /(^|[/\\])(__MACOSX|\.|~\$|Thumbs\.db$)/.test(path)

/** Archives made on a Chinese Windows name their files in GBK; the library reads such a name sign by sign as Latin. */
function nameOf(name: string): string {
  const codes = [...name].map((sign) => sign.charCodeAt(0))
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return name
  return new TextDecoder('gb18030').decode(Uint8Array.from(codes))
}

async function readOne(given: Given): Promise<Read[]> {
  const { name, bytes } = given
  if (bytes.length === 0) return [{ name, problem: 'empty' }]
  if (bytes.length > limits.fileMb * 1024 * 1024) return [{ name, problem: 'tooLarge' }]
  try {
    if (nameEnds(name, '.csv'))
      return readTable(decode(bytes)).map((row, index) => ({ name: `${name} 第${index + 2}行`, ...asRead(row) }))
    const text = nameEnds(name, '.pdf')
      ? await pdfText(bytes)
      : bodyText((await importFile(name, Buffer.from(bytes))).body)
    if (text.trim() === '') return [{ name, problem: 'noText' }]
    return [{ name, text: { ...readTitle(name, text), publication: '', unit: '', author: '', category: '' } }]
  } catch (error) {
    const reason = error instanceof Refusal ? String(error.data['reason'] ?? error.code) : 'damaged'
    return [{ name, problem: reason }]
  }
}

const asRead = ({ problem, ...text }: TableRow): Omit<Read, 'name'> => (problem ? { problem } : { text })

const decode = (bytes: Uint8Array): string => {
  const text = new TextDecoder('utf-8').decode(bytes)
  return text.includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : text.replace(/^\ufeff/, '')
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: false })
  return text.join('\n')
}
