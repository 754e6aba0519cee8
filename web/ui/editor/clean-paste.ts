import { leadingNumber } from './numbering.ts'

export interface CleanPaste {
  html: string
  /** Pictures that a clipboard names but does not carry (file:///…): the person must upload them. */
  lostImages: number
}

type Mark = 'strong' | 'u' | 'sup' | 'sub' | 'kaiti' | 'br'
interface Run {
  text: string
  marks: ReadonlySet<Mark>
}
interface Place {
  marks: ReadonlySet<Mark>
  level: number
  align: string
  inCell: boolean
}

const dropped = new Set([
  'SCRIPT',
  'STYLE',
  'META',
  'LINK',
  'TITLE',
  'HEAD',
  'XML',
  'OBJECT',
  'EMBED',
  'IFRAME',
  'SVG',
  'MATH',
  'NOSCRIPT',
  'TEMPLATE',
  'INPUT',
  'BUTTON',
  'SELECT',
  'TEXTAREA',
  'VIDEO',
  'AUDIO',
  'CANVAS',
  'COL',
  'COLGROUP',
])
const blocks = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'LI',
  'UL',
  'OL',
  'DL',
  'DT',
  'DD',
  'SECTION',
  'ARTICLE',
  'HEADER',
  'FOOTER',
  'MAIN',
  'ASIDE',
  'NAV',
  'BLOCKQUOTE',
  'PRE',
  'CENTER',
  'ADDRESS',
  'FIGURE',
  'FIGCAPTION',
  'TR',
  'TD',
  'TH',
  'TBODY',
  'THEAD',
  'TFOOT',
  'CAPTION',
  'FORM',
  'HR',
])
const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026]/u
const headingLength = 40

/**
 * What Word, WPS and web pages put on the clipboard, as the few things a document of record knows: paragraphs, four levels of heading,
 * bold, underline, raised and lowered signs, 楷体, tables with their spans. Nothing else passes, scripts and links least of all.
 */
export function cleanPaste(html: string): CleanPaste {
  const bare = html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!\[(?:if|endif)[^>]*>/gi, '') // what only newer programs show stands between these: the numbers of lists
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|xml|iframe|object|svg)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<\/?[a-z]+:[a-z]+[^>]*>/gi, '') // o:p, w:sdt, v:shape: their words stay
  const page = new DOMParser().parseFromString(bare, 'text/html')
  const cleaner = new Cleaner()
  cleaner.children(page.body, { marks: new Set(), level: 0, align: '', inCell: false })
  cleaner.endBlock({ level: 0, align: '', inCell: false })
  return { html: cleaner.out.join(''), lostImages: cleaner.lostImages }
}

/** Plain text: the offices' own indents go, the sheet indents by itself. */
export const cleanPastedText = (text: string): string => text.replaceAll('\0', '').replace(/^[\u3000\u00a0 \t]+/gm, '')

class Cleaner {
  out: string[] = []
  lostImages = 0
  #runs: Run[] = []

  children(parent: Node, place: Place): void {
    for (const child of parent.childNodes) this.node(child, place)
  }

  node(node: Node, place: Place): void {
    if (node.nodeType === 3) return void this.#runs.push({ text: node.textContent ?? '', marks: place.marks })
    if (node.nodeType !== 1) return
    const element = node as HTMLElement
    const tag = element.tagName.toUpperCase()
    const style = (element.getAttribute('style') ?? '').toLowerCase()
    if (
      dropped.has(tag) ||
      /display:\s*none|mso-hide:\s*all|mso-element:\s*(?:header|footer|comment|footnote)/.test(style)
    )
      return
    if (tag === 'BR') return void this.#runs.push({ text: '\n', marks: new Set<Mark>(['br']) })
    if (tag === 'IMG') return void (this.lostImages += 1)
    if (tag === 'TABLE' && !place.inCell) return this.table(element, place)
    const inner = { ...place, marks: marksOf(tag, style, place.marks) }
    if (
      /mso-list:\s*ignore/.test(style) &&
      !/[\d一二三四五六七八九十a-z]\s*[.、．)）]/iu.test(element.textContent ?? '')
    )
      return // the sign of a bullet, not a number
    if (!blocks.has(tag)) return this.children(element, inner)
    this.endBlock(place)
    const own = {
      ...inner,
      level: levelOf(tag, style, element.className) ?? place.level,
      align: alignOf(element, style) ?? place.align,
    }
    if (tag === 'LI') this.#runs.push({ text: numberOfItem(element), marks: place.marks })
    if (tag === 'PRE') this.lines(element.textContent ?? '', own)
    else this.children(element, own)
    this.endBlock(own)
  }

  lines(text: string, place: Place): void {
    for (const line of text.split(/\r?\n/)) {
      this.#runs.push({ text: line, marks: place.marks })
      this.endBlock(place)
    }
  }

  /** What was gathered becomes a paragraph or a heading; nothing but blanks becomes nothing. */
  endBlock({ level, align, inCell }: Pick<Place, 'level' | 'align' | 'inCell'>): void {
    const runs = tidy(this.#runs)
    this.#runs = []
    const text = runs.map((run) => run.text).join('')
    if (text.trim() === '') return
    const heading = inCell ? 0 : headingLevel(text, level)
    const tag = heading > 0 ? `h${heading}` : 'p'
    const style = align ? ` style="text-align: ${align}"` : ''
    this.out.push(`<${tag}${style}>${runs.map((run) => write(run, heading > 0)).join('')}</${tag}>`)
  }

  table(table: HTMLElement, place: Place): void {
    this.endBlock(place)
    const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table)
    const lines = rows
      .map((row) =>
        [...row.children]
          .filter((cell) => /^T[DH]$/i.test(cell.tagName))
          .map((cell) => this.cell(cell as HTMLElement))
          .join(''),
      )
      .filter((cells) => cells !== '')
    if (lines.length > 0)
      this.out.push(`<table><tbody>${lines.map((cells) => `<tr>${cells}</tr>`).join('')}</tbody></table>`)
  }

  cell(cell: HTMLElement): string {
    const within = new Cleaner()
    const place: Place = {
      marks: new Set(),
      level: 0,
      align: alignOf(cell, (cell.getAttribute('style') ?? '').toLowerCase()) ?? '',
      inCell: true,
    }
    within.children(cell, place)
    within.endBlock(place)
    this.lostImages += within.lostImages
    const tag = cell.tagName.toLowerCase()
    const spans = ['colspan', 'rowspan']
      .map((name) => [name, Math.min(Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1, 60)] as const)
      .filter(([, value]) => value > 1)
    return `<${tag}${spans.map(([name, value]) => ` ${name}="${value}"`).join('')}>${within.out.join('') || '<p></p>'}</${tag}>`
  }
}

function marksOf(tag: string, style: string, around: ReadonlySet<Mark>): ReadonlySet<Mark> {
  const marks = new Set(around)
  const set = (mark: Mark, on: boolean) => (on ? marks.add(mark) : marks.delete(mark))
  const weight = /(?:^|;)\s*font-weight:\s*([a-z0-9]+)/.exec(style)?.[1]
  if (weight) set('strong', weight === 'bold' || weight === 'bolder' || Number(weight) >= 600)
  else if (tag === 'B' || tag === 'STRONG') marks.add('strong')
  if (tag === 'U' || tag === 'INS' || (tag !== 'A' && /text-decoration[a-z-]*:\s*[^;]*underline/.test(style)))
    marks.add('u')
  if (tag === 'SUP' || /vertical-align:\s*super/.test(style)) marks.add('sup')
  if (tag === 'SUB' || /vertical-align:\s*sub\b/.test(style)) marks.add('sub')
  const font = /(?:^|;)\s*font-family:\s*([^;]+)/.exec(style)?.[1]
  if (font) set('kaiti', /楷|kaiti/.test(font))
  return marks
}

function levelOf(tag: string, style: string, className: string): number | undefined {
  const outline = /mso-outline-level:\s*(\d)/.exec(style)?.[1] ?? /^MsoHeading(\d)$|heading-?(\d)/i.exec(className)?.[1]
  if (outline) return Math.min(Number(outline), 4)
  return /^H[1-6]$/.test(tag) ? Math.min(Number(tag[1]), 4) : undefined
}

/** The number decides the level (一、 is the first, whatever Word says); a long or full sentence is no heading. */
function headingLevel(text: string, marked: number): number {
  const plain = text.trim()
  const number = leadingNumber(plain)
  const short = plain.length <= headingLength && !/[。；;：:！？]$|[。；\n]/u.test(plain)
  if (number && (short || marked > 0)) return number.level
  return marked > 0 && plain.length <= 120 ? marked : 0
}

function alignOf(element: HTMLElement, style: string): string | undefined {
  const align =
    /text-align:\s*(\w+)/.exec(style)?.[1] ??
    element.getAttribute('align')?.toLowerCase() ??
    (element.tagName === 'CENTER' ? 'center' : undefined)
  return align === 'center' || align === 'right' ? align : align === 'left' || align === 'justify' ? '' : undefined
}

/** A document of record has no lists: the number is part of the text. */
function numberOfItem(item: HTMLElement): string {
  const list = item.parentElement
  if (list?.tagName !== 'OL') return ''
  const place = [...list.children].filter((child) => child.tagName === 'LI').indexOf(item)
  return `${place + (Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1)}.`
}

/** Blanks as a sheet of Chinese text wants them: none between wide characters, none at the ends, one elsewhere. Hard breaks stay. */
function tidy(runs: Run[]): Run[] {
  const letters = runs.flatMap((run) => {
    const isBreak = run.marks.has('br')
    return isBreak
      ? [{ letter: '\n', run }]
      : [...run.text.replace(/[\s\u00a0]+/gu, ' ').replace(/[\p{Cc}\u200b\ufeff]/gu, '')].map((letter) => ({
          letter,
          run,
        }))
  })
  const kept = letters.filter(({ letter }, index) => {
    if (letter !== ' ') return true
    const before = letters[index - 1]?.letter ?? '\n'
    const after = letters.slice(index + 1).find((next) => next.letter !== ' ')?.letter ?? '\n'
    return before !== ' ' && before !== '\n' && after !== '\n' && !(wide.test(before) && wide.test(after))
  })
  while (kept[0] && /[\s\u3000]/u.test(kept[0].letter)) kept.shift()
  while (kept.length > 0 && /[\s\u3000]/u.test(kept.at(-1)!.letter)) kept.pop()
  const number = leadingNumber(kept.map(({ letter }) => letter).join(''))
  if (number)
    for (let at = number.length - 1; at > 0 && /[\s\u3000]/u.test(kept[at]?.letter ?? ''); at -= 1) kept.splice(at, 1)
  const tidied: Run[] = []
  let last: Run | undefined
  for (const { letter, run } of kept) {
    const end = tidied.at(-1)
    if (end && run === last) end.text += letter
    else tidied.push({ text: letter, marks: run.marks })
    last = run
  }
  return tidied
}

function write({ text, marks }: Run, inHeading: boolean): string {
  if (marks.has('br')) return '<br>'
  let html = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  for (const mark of marks) {
    if (mark === 'strong' && inHeading) continue // a heading has its own weight
    html = mark === 'kaiti' ? `<span data-kaiti="">${html}</span>` : `<${mark}>${html}</${mark}>`
  }
  return html
}
