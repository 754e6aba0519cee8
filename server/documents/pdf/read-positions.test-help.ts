import { inflateSync } from 'node:zlib'

export interface Run {
  page: number
  x: number
  baseline: number
  size: number
  glyphs: number[]
}

/**
 * Where the text of a PDF made by Typst really stands, from its content streams: x of each glyph and the baseline, in millimetres
 * from the top left corner of the paper. Reads as much PDF as Typst writes, no more.
 */
export function readPositions(pdf: Buffer): Run[] {
  const source = pdf.toString('latin1')
  const objects = new Map(
    [...source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/gu)].map((match) => [
      Number(match[1]),
      { text: match[2]!, at: match.index },
    ]),
  )
  const pages = [...objects.values()].filter(({ text }) => /\/Type \/Page\b(?!s)/u.test(text))
  return pages.flatMap(({ text }, index) => {
    const content = objects.get(Number(/\/Contents (\d+) 0 R/u.exec(text)?.[1]))?.text ?? ''
    return runsOf(stream(content), index + 1)
  })
}

function stream(object: string): string {
  const body = /stream\r?\n([\s\S]*?)\r?\nendstream/u.exec(object)?.[1] ?? ''
  return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
}

const mm = (points: number) => (points * 25.4) / 72

function runsOf(content: string, page: number): Run[] {
  const runs: Run[] = []
  const stack: [number, number][] = []
  let [x, y, size] = [0, 0, 0]
  for (const line of content.split('\n')) {
    const moved = /^([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) cm$/u.exec(line)
    const font = /^\/f\d+ ([\d.]+) Tf$/u.exec(line)
    const shown = /^\[(.*)\] TJ$/su.exec(line) ?? /^(\(.*\)) Tj$/su.exec(line)
    if (line === 'q') stack.push([x, y])
    else if (line === 'Q') [x, y] = stack.pop() ?? [0, 0]
    else if (moved) [x, y] = [x + Number(moved[5]), y + Number(moved[6])]
    else if (font) size = Number(font[1])
    else if (shown)
      runs.push({ page, x: mm(x), baseline: mm(841.8898 - y), size, glyphs: glyphsOf(shown[1]!, mm(x), mm(size)) })
  }
  return runs
}

/** The x of each full-width glyph of a TJ array: a number in it moves the next glyph back by thousandths of the size. */
function glyphsOf(array: string, start: number, size: number): number[] {
  const at: number[] = []
  let x = start
  for (const [, text, move] of array.matchAll(/\(((?:\\.|[^\\)])*)\)|(-?[\d.]+)/gsu)) {
    if (move !== undefined) x -= (Number(move) / 1000) * size
    const bytes = (text ?? '').replace(/\\(\d{3}|.)/gsu, 'x').length
    for (let glyph = 0; glyph < bytes / 2; glyph++, x += size) at.push(x)
  }
  return at
}
