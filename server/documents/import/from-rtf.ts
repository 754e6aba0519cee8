import { bodyFromText } from '../../../contract/body.ts'
import { finishImport } from './imported.ts'
import type { Imported } from './imported.ts'
import { withHeadings } from './from-text.ts'

/** Groups that hold no text of the document. */
const aside = new Set(
  'fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable rsidtbl generator themedata datastore latentstyles xmlnstbl fldinst footnote annotation'.split(
    ' ',
  ),
)
const marks: Record<string, string> = {
  par: '\n',
  sect: '\n',
  page: '\n',
  line: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  '~': '\u00a0',
}

/** The text of an RTF file, paragraph by paragraph. Bytes above ASCII are GB18030, as Chinese offices write them. */
export function fromRtf(name: string, source: string): Imported {
  const blocks = withHeadings(bodyFromText(readRtf(source)).content)
  return finishImport(name, blocks, ['look', 'tables', 'images'])
}

interface Group {
  skipped: boolean
  /** How many characters stand in for one that an old program does not know. */
  standIns: number
}

function readRtf(source: string): string {
  const decoder = new TextDecoder('gb18030')
  const groups: Group[] = [{ skipped: false, standIns: 1 }]
  let text = ''
  let bytes: number[] = []
  let toSkip = 0
  const put = (words: string) => {
    if (bytes.length > 0) text += decoder.decode(new Uint8Array(bytes.splice(0)))
    if (!groups.at(-1)!.skipped) text += words
  }
  const token = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/giu
  for (const [, word, number, hex, symbol, brace, plain] of source.matchAll(token)) {
    const group = groups.at(-1)!
    if (brace === '{') {
      put('')
      groups.push({ ...group })
    } else if (brace === '}') {
      put('')
      if (groups.length > 1) groups.pop()
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip--
      else if (!group.skipped) bytes.push(Number.parseInt(hex, 16))
    } else if (plain !== undefined) {
      const rest = [...plain].slice(toSkip).join('')
      toSkip = Math.max(0, toSkip - [...plain].length)
      put(rest)
    } else if (symbol !== undefined) {
      if (symbol === '*') group.skipped = true
      else put(marks[symbol] ?? (/[\\{}]/u.test(symbol) ? symbol : ''))
    } else if (word === 'u') {
      put(String.fromCharCode((Number(number) + 0x10000) % 0x10000))
      toSkip = group.standIns
    } else if (word === 'uc') group.standIns = Number(number ?? 1)
    else if (word !== undefined && aside.has(word)) group.skipped = true
    else if (word !== undefined && marks[word] !== undefined) put(marks[word])
  }
  put('')
  return text
}
