import { randomUUID } from 'node:crypto'
import { parse } from 'parse5'
import type { BodyBlock, BodyInline, BodyMark, BodyParagraph } from '../../../contract/body.ts'
import { alignOf, attribute, isElement, isHidden, levelOf, marksInside, styleOf } from './html-style.ts'
import type { Element, Node } from './html-style.ts'
import { tableOf } from './html-table.ts'
import { pictureOf } from './html-picture.ts'
import type { Pictures } from './html-picture.ts'
import { finishImport, headingLevelOf, unreadable } from './imported.ts'
import type { Imported, Lost } from './imported.ts'

const maxBytes = 12 * 1024 * 1024
const maxDepth = 200
const maxPictures = 60

const blocks = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary td th tr tbody thead tfoot ul'.split(
    ' ',
  ),
)
/** Never text: dropped with all that is in them. */
const dropped = new Set(
  'script style template noscript head title meta link base iframe object embed applet svg math audio video canvas map button input select textarea option datalist xml frameset noembed noframes'.split(
    ' ',
  ),
)
const embedded = new Set(['iframe', 'object', 'embed', 'audio', 'video', 'svg', 'math', 'canvas'])

interface Context {
  marks: BodyMark['type'][]
  align: 'center' | 'right' | null
  level: number | null
  depth: number
  ordinal: { next: number } | null
}

/**
 * A page from Word, WPS or the web as a structured text. It builds what it knows, so nothing else can come through:
 * no script, handler, address, style or hidden text.
 */
export function fromHtml(name: string, html: string, aside: Pictures = {}): Imported {
  if (html.length > maxBytes) throw unreadable(name, 'too_large')
  const reader = new HtmlReader(new Set(), { aside })
  reader.readAll(parse(html).childNodes, { marks: [], align: null, level: null, depth: 0, ordinal: null })
  reader.endParagraph({ align: null, level: null })
  return finishImport(name, reader.blocks, reader.lost, reader.pictures)
}

class HtmlReader {
  blocks: BodyBlock[] = []
  lost: Set<Lost>
  private line: BodyInline[] = []
  readonly pictures: Pictures = {}
  private readonly inCell: boolean
  private readonly aside: Pictures

  constructor(lost: Set<Lost> = new Set(), options: { inCell?: boolean; aside?: Pictures } = {}) {
    this.lost = lost
    this.inCell = options.inCell ?? false
    this.aside = options.aside ?? {}
  }

  readAll(nodes: Node[], context: Context): void {
    for (const node of nodes) {
      if (isElement(node)) this.readElement(node, context)
      else if (node.nodeName === '#text' && 'value' in node) this.addText(node.value, context.marks)
    }
  }

  /** Ends the paragraph being read: a heading by its style or its number, otherwise a paragraph; nothing when it is blank. */
  endParagraph({ align, level }: Pick<Context, 'align' | 'level'>): void {
    const content = tidyLine(this.line)
    this.line = []
    if (content.length === 0) return
    const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
    const short = [...text].length <= 80
    const headingLevel = this.inCell ? null : (headingLevelOf(text) ?? (short ? level : null))
    if (headingLevel !== null)
      this.blocks.push({ type: 'heading', attrs: { level: headingLevel }, content: content.map(withoutBold) })
    else
      this.blocks.push(
        align === null ? { type: 'paragraph', content } : { type: 'paragraph', attrs: { textAlign: align }, content },
      )
  }

  private readElement(element: Element, outer: Context): void {
    const tag = element.tagName
    if (dropped.has(tag) || /^(v|w|m|st1):/u.test(tag)) {
      if (embedded.has(tag)) this.lost.add('embedded')
      return
    }
    const style = styleOf(element)
    if (isHidden(element, style)) return this.note('hidden_text', element)
    if (tag === 'del') return void this.lost.add('deletions')
    if (tag === 'img') return this.readPicture(element, outer)
    if (tag === 'br') return this.endParagraph(outer)
    if (outer.depth >= maxDepth) return void this.lost.add('too_deep')
    if (tag === 'a' && /^(https?|ftp|file|mailto):/iu.test(attribute(element, 'href') ?? '')) this.lost.add('links')

    const context: Context = { ...outer, marks: marksInside(element, style, outer.marks), depth: outer.depth + 1 }
    if (tag === 'table') return this.readTable(element, context)
    if (!blocks.has(tag)) return this.readAll(element.childNodes, context)
    this.readBlock(
      element,
      { ...context, align: alignOf(element, style) ?? outer.align, level: levelOf(element, style) ?? outer.level },
      outer,
    )
  }

  /** A picture is a block of its own; one in a table, of a kind no browser shows, or somewhere else on the web is lost. */
  private readPicture(element: Element, context: Context): void {
    const picture = pictureOf(attribute(element, 'src') ?? '', this.aside)
    if (!picture || this.inCell || Object.keys(this.pictures).length >= maxPictures) return void this.lost.add('images')
    this.endParagraph(context)
    const fileId = randomUUID()
    this.pictures[fileId] = picture
    this.blocks.push({ type: 'image', attrs: { fileId, caption: '' } })
  }

  private readBlock(element: Element, context: Context, outer: Context): void {
    this.endParagraph(outer)
    if (element.tagName === 'ol') {
      this.lost.add('list_numbers')
      context.ordinal = { next: Number(attribute(element, 'start') ?? 1) || 1 }
    }
    if (element.tagName === 'ul') context.ordinal = null
    if (element.tagName === 'li' && outer.ordinal) this.addText(`${outer.ordinal.next++}.`, [])
    this.readAll(element.childNodes, context)
    this.endParagraph(context)
  }

  /** A table around tables only places things on a page: what is in its cells is read in order. */
  private readTable(element: Element, context: Context): void {
    this.endParagraph(context)
    const nested = containsTable(element)
    if (nested && this.inCell) this.lost.add('nested_tables')
    const table = nested || this.inCell ? null : tableOf(element, (cell) => this.readCell(cell, context.depth))
    if (table !== null) this.blocks.push(table)
    else this.readAll(element.childNodes, { ...context, level: null })
    this.endParagraph(context)
  }

  private readCell(cell: Element, depth: number): BodyParagraph[] {
    const reader = new HtmlReader(this.lost, { inCell: true })
    const align = alignOf(cell, styleOf(cell))
    reader.readAll(cell.childNodes, { marks: [], align, level: null, depth: depth + 1, ordinal: null })
    reader.endParagraph({ align, level: null })
    return reader.blocks.filter((block) => block.type === 'paragraph')
  }

  private addText(text: string, marks: BodyMark['type'][]): void {
    // Word breaks its source lines anywhere; between Chinese characters such a break is no space.
    const joined = text
      .replace(/(?<=[\p{Script=Han}，。、；：？！”》）])[ \t]*[\r\n]+[ \t]*(?=[\p{Script=Han}“《（])/gu, '')
      .replace(/[ \t\r\n\f\u00a0]+/gu, ' ')
    if (joined !== '')
      this.line.push(
        marks.length === 0
          ? { type: 'text', text: joined }
          : { type: 'text', text: joined, marks: marks.map((type) => ({ type }) as BodyMark) },
      )
  }

  private note(lost: Lost, element: Element): void {
    if (element.childNodes.length > 0) this.lost.add(lost)
  }
}

function containsTable(element: Element): boolean {
  const waiting: Node[] = [...element.childNodes]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue
    if (node.tagName === 'table') return true
    for (const child of node.childNodes) waiting.push(child)
  }
  return false
}

/** Joins neighbours with the same marks, drops control characters and the spaces at both ends. */
function tidyLine(line: BodyInline[]): BodyInline[] {
  const joined: { type: 'text'; text: string; marks?: BodyMark[] }[] = []
  for (const part of line) {
    if (part.type !== 'text') continue
    const last = joined.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(part.marks)) last.text += part.text
    else joined.push({ ...part })
  }
  const tidied = joined.map((part) => ({
    ...part,
    text: part.text.replace(/ {2,}/gu, ' ').replace(/[\u200b\u200e\u200f\ufeff\u00ad]/gu, ''),
  }))
  while (tidied[0]?.text.trim() === '') tidied.shift()
  while (tidied.at(-1)?.text.trim() === '') tidied.pop()
  return tidied.filter((part) => part.text !== '')
}

function withoutBold(part: BodyInline): BodyInline {
  if (part.type !== 'text' || part.marks === undefined) return part
  const marks = part.marks.filter(({ type }) => type !== 'bold' && type !== 'kaiti')
  return marks.length === 0 ? { type: 'text', text: part.text } : { ...part, marks }
}
