import type { BodyBlock } from '../../../contract/body.ts'
import { headingLevelOf } from './imported.ts'

/** A piece of text on a page: points, from the top left corner. */
export interface PlacedText {
  text: string
  x: number
  y: number
  width: number
  size: number
}
interface Line {
  text: string
  start: number
  end: number
  y: number
  size: number
  page: number
}

/**
 * Pages as paragraphs. A fixed layout knows only where letters stand: a line that is indented, or comes after a short one, begins
 * a paragraph; page numbers and running heads go; what stands in the middle or at the right keeps its place.
 */
export function joinLines(pages: { texts: PlacedText[]; width: number; height: number }[]): BodyBlock[] {
  const lines = withoutFurniture(
    pages.map(({ texts }, page) => linesOf(texts, page)),
    pages,
  )
  if (lines.length === 0) return []
  const left = edge(lines.map(({ start }) => start))
  const right = lines.reduce((most, { end }) => Math.max(most, end), 0)
  const blocks: { lines: Line[]; align: 'center' | 'right' | null }[] = []
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const align = alignOf(line, left, right)
    const last = blocks.at(-1)
    if (before && last && last.align === align && goesOn(before, line, { align, left, right })) last.lines.push(line)
    else blocks.push({ lines: [line], align })
  })
  return blocks.map(({ lines: own, align }) => blockOf(own.map(({ text }) => text).reduce(join), align))
}

function blockOf(text: string, align: 'center' | 'right' | null): BodyBlock {
  const content = [{ type: 'text' as const, text }]
  const level = align === null ? headingLevelOf(text) : null
  if (level !== null) return { type: 'heading', attrs: { level }, content }
  return align === null ? { type: 'paragraph', content } : { type: 'paragraph', attrs: { textAlign: align }, content }
}

/** Texts on one baseline, left to right, with a space where there is a gap between Latin words, and a tab's room where it is wide. */
function linesOf(texts: PlacedText[], page: number): Line[] {
  const lines: PlacedText[][] = []
  for (const text of texts
    .map(withoutIndent)
    .filter((one) => one.text.trim() !== '')
    .toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const line = lines.findLast(
      (others) => Math.abs(others[0]!.y - text.y) < Math.max(others[0]!.size, text.size) * 0.4,
    )
    if (line) line.push(text)
    else lines.push([text])
  }
  return lines.map((parts) => {
    const sorted = parts.toSorted((a, b) => a.x - b.x)
    let words = ''
    let end = sorted[0]!.x
    for (const part of sorted) {
      const gap = part.x - end
      if (words !== '' && gap > part.size * 0.8) words += '　'
      else if (/[\w)]$/u.test(words) && /^[\w(]/u.test(part.text) && gap > part.size * 0.15) words += ' '
      words += part.text
      end = Math.max(end, part.x + part.width)
    }
    return {
      text: words.trim(),
      start: sorted[0]!.x,
      end,
      y: sorted[0]!.y,
      size: Math.max(...sorted.map(({ size }) => size)),
      page,
    }
  })
}

/** Blanks at the start of a piece are an indent: the piece begins behind them. */
function withoutIndent(one: PlacedText): PlacedText {
  const text = one.text.trimStart()
  const blank = one.width * ((one.text.length - text.length) / Math.max(one.text.length, 1))
  return { ...one, text, x: one.x + blank, width: one.width - blank }
}

/** Page numbers, and lines that stand alike at the edge of three pages or more. */
function withoutFurniture(pages: Line[][], sizes: { height: number }[]): Line[] {
  const atEdge = (line: Line) => line.y < sizes[line.page]!.height * 0.09 || line.y > sizes[line.page]!.height * 0.89
  const plain = (line: Line) => line.text.replace(/[\d\s]/gu, '')
  const seen = new Map<string, number>()
  for (const line of pages.flat().filter(atEdge)) seen.set(plain(line), (seen.get(plain(line)) ?? 0) + 1)
  const number = /^[—–\-－·第\s]*\d{1,4}[—–\-－·页\s]*$/u
  return pages.flatMap((lines) =>
    lines.filter(
      (line) => !(atEdge(line) && (number.test(line.text) || (pages.length > 2 && (seen.get(plain(line)) ?? 0) >= 3))),
    ),
  )
}

/** The left edge of the text: the smallest start that several lines share. */
function edge(starts: number[]): number {
  const sorted = starts.toSorted((a, b) => a - b)
  const shared = sorted.find(
    (start) => sorted.filter((other) => Math.abs(other - start) < 3).length >= Math.min(3, sorted.length),
  )
  return shared ?? sorted[0]!
}

function alignOf({ start, end, size }: Line, left: number, right: number): 'center' | 'right' | null {
  const [before, after] = [start - left, right - end]
  if (before > size * 2.6 && after > size * 2.6 && Math.abs(before - after) < size * 2.2) return 'center'
  if (before > (right - left) * 0.45 && after < size * 6) return 'right'
  return null
}

function goesOn(
  before: Line,
  line: Line,
  { align, left, right }: { align: string | null; left: number; right: number },
): boolean {
  const sameSize = Math.abs(before.size - line.size) < line.size * 0.12
  const near = before.page !== line.page || line.y - before.y < line.size * 2.6
  if (!sameSize || !near) return false
  if (align === 'center') return before.page === line.page && line.size > 17 && !/[〕号]$/u.test(before.text)
  if (align === 'right') return false
  if (/[。；：]$/u.test(before.text) && numbered.test(line.text)) return false
  const indented = line.start - left > line.size * 1.4
  const short = before.end < right - line.size * 1.6
  return !indented && !short
}

/** A line that says its number after a sentence has ended begins a paragraph, wherever it stands. */
const numbered =
  /^(第[一二三四五六七八九十百]{1,6}[章节条]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．](?!\d))/u

const join = (before: string, after: string): string =>
  /[A-Za-z,;]$/u.test(before) && /^[A-Za-z]/u.test(after) ? `${before} ${after}` : before + after
