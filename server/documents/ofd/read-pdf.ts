import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { identity, isUpright, moved, multiply, placed, toMillimetres } from './matrix.ts'
import type { Matrix } from './matrix.ts'

/** One page of a PDF as what is drawn on it, in the order it is drawn; millimetres from the top left corner. */
export interface Page {
  width: number
  height: number
  drawings: Drawing[]
}
export type Drawing = TextDrawing | PathDrawing | ImageDrawing

export interface TextDrawing {
  kind: 'text'
  /** The PostScript name, without the letters of its subset. */
  font: string
  size: number
  color: string
  alpha: number
  /** Where each character stands on the baseline. */
  characters: { text: string; x: number; y: number }[]
  /** A turned text keeps its matrix: a b c d. */
  turn: [number, number, number, number] | null
}
export interface PathDrawing {
  kind: 'path'
  segments: { op: 'M' | 'L' | 'B' | 'C'; points: number[] }[]
  fill: string | null
  stroke: string | null
  lineWidth: number
  evenOdd: boolean
  alpha: number
}
export interface ImageDrawing {
  kind: 'image'
  x: number
  y: number
  width: number
  height: number
  picture: { width: number; height: number; colour: 0 | 2 | 6; bits: 1 | 8; dots: Uint8Array }
}

interface State {
  matrix: Matrix
  fill: string
  stroke: string
  fillAlpha: number
  strokeAlpha: number
  lineWidth: number
  font: string
  size: number
  characterSpace: number
  wordSpace: number
  stretch: number
  rise: number
  leading: number
}
const start: State = {
  matrix: identity,
  fill: '0 0 0',
  stroke: '0 0 0',
  fillAlpha: 1,
  strokeAlpha: 1,
  lineWidth: 1,
  font: '',
  size: 1,
  characterSpace: 0,
  wordSpace: 0,
  stretch: 1,
  rise: 0,
  leading: 0,
}

/** Reads what a PDF draws, by the operators a viewer would carry out. Enough for what our own typesetter and watermark write. */
export async function readPdf(pdf: Uint8Array): Promise<Page[]> {
  const loading = getDocument({
    data: new Uint8Array(pdf),
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    verbosity: 0,
  })
  const document = await loading.promise
  try {
    const pages: Page[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const [left, bottom, right, top] = page.view as [number, number, number, number]
      const operators = await page.getOperatorList()
      await arrived(page, operators)
      const reader = new PageReader(page, [1, 0, 0, -1, -left, top])
      operators.fnArray.forEach((operator, at) =>
        reader.carryOut(operator, (operators.argsArray[at] as unknown[] | null) ?? []),
      )
      pages.push({ width: toMillimetres(right - left), height: toMillimetres(top - bottom), drawings: reader.drawings })
      page.cleanup()
    }
    return pages
  } finally {
    await loading.destroy()
  }
}

/** A large picture comes a moment after the operators that show it. */
async function arrived(
  page: { objs: unknown; commonObjs: unknown },
  operators: { fnArray: number[]; argsArray: unknown[] },
) {
  for (const [at, operator] of operators.fnArray.entries()) {
    if (operator !== OPS.paintImageXObject) continue
    const id = String((operators.argsArray[at] as unknown[])[0])
    await new Promise((resolve) => {
      ;(storeOf(page, id) as { get(id: string, done: (value: unknown) => void): void }).get(id, resolve)
    })
  }
}

const storeOf = (page: { objs: unknown; commonObjs: unknown }, id: string): Objects =>
  (id.startsWith('g_') ? page.commonObjs : page.objs) as Objects

interface Glyph {
  unicode: string
  width: number
  isSpace?: boolean
}
interface Objects {
  get(id: string): unknown
}

class PageReader {
  readonly drawings: Drawing[] = []
  private state: State
  private readonly kept: State[] = []
  private text: Matrix = identity
  private line: Matrix = identity
  private path: PathDrawing['segments'] = []
  private readonly page: { objs: Objects; commonObjs: Objects }

  constructor(page: { objs: unknown; commonObjs: unknown }, toTopLeft: Matrix) {
    this.page = page as { objs: Objects; commonObjs: Objects }
    this.state = { ...start, matrix: toTopLeft }
  }

  carryOut(operator: number, args: unknown[]): void {
    const state = this.state
    const [a, b, c] = args as [number, number, number]
    switch (operator) {
      case OPS.save:
        return void this.kept.push({ ...state })
      case OPS.restore:
        this.state = this.kept.pop() ?? state
        return
      case OPS.transform:
        state.matrix = multiply(state.matrix, args as unknown as Matrix)
        return
      case OPS.paintFormXObjectBegin:
        this.kept.push({ ...state })
        if (args[0]) state.matrix = multiply(state.matrix, args[0] as Matrix)
        return
      case OPS.paintFormXObjectEnd:
        this.state = this.kept.pop() ?? state
        return
      case OPS.setFillRGBColor:
        state.fill = `${a} ${b} ${c}`
        return
      case OPS.setStrokeRGBColor:
        state.stroke = `${a} ${b} ${c}`
        return
      case OPS.setLineWidth:
        state.lineWidth = a
        return
      case OPS.setGState:
        for (const [key, value] of args[0] as [string, unknown][]) {
          if (key === 'ca') state.fillAlpha = Number(value)
          if (key === 'CA') state.strokeAlpha = Number(value)
          if (key === 'LW') state.lineWidth = Number(value)
        }
        return
      case OPS.beginText:
        this.text = this.line = identity
        return
      case OPS.setFont:
        state.font = this.fontName(String(args[0]))
        state.size = b
        return
      case OPS.setCharSpacing:
        state.characterSpace = a
        return
      case OPS.setWordSpacing:
        state.wordSpace = a
        return
      case OPS.setHScale:
        state.stretch = a / 100
        return
      case OPS.setTextRise:
        state.rise = a
        return
      case OPS.setLeading:
        state.leading = a
        return
      case OPS.setTextMatrix:
        this.text = this.line = args as unknown as Matrix
        return
      case OPS.moveText:
        this.text = this.line = moved(this.line, a, b)
        return
      case OPS.nextLine:
        this.text = this.line = moved(this.line, 0, -state.leading)
        return
      case OPS.showText:
        return this.showText(args[0] as (Glyph | number)[])
      case OPS.constructPath:
        return this.addPath(args[0] as number[], args[1] as number[])
      case OPS.fill:
        return this.endPath({ fill: true })
      case OPS.eoFill:
        return this.endPath({ fill: true, evenOdd: true })
      case OPS.stroke:
        return this.endPath({ stroke: true })
      case OPS.closeStroke:
        this.path.push({ op: 'C', points: [] })
        return this.endPath({ stroke: true })
      case OPS.fillStroke:
        return this.endPath({ fill: true, stroke: true })
      case OPS.endPath:
        this.path = []
        return
      case OPS.paintImageXObject:
        return this.addImage(String(args[0]))
    }
  }

  private fontName(id: string): string {
    const { name } = this.page.commonObjs.get(id) as { name: string }
    return name.replace(/^[A-Z]{6}\+/u, '').replace(/-Identity-[HV]$/u, '')
  }

  private showText(glyphs: (Glyph | number)[]): void {
    const { size, stretch, rise, matrix, characterSpace, wordSpace } = this.state
    const characters: TextDrawing['characters'] = []
    let across = 0
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        across -= (glyph / 1000) * size * stretch
        continue
      }
      const [x, y] = placed(multiply(matrix, this.text), across, rise)
      if (glyph.unicode !== '') characters.push({ text: glyph.unicode, x: toMillimetres(x), y: toMillimetres(y) })
      const space = characterSpace + (glyph.unicode === ' ' ? wordSpace : 0)
      across += ((glyph.width / 1000) * size + space) * stretch
    }
    const whole = multiply(matrix, this.text)
    this.text = moved(this.text, across, 0)
    while (characters.at(-1)?.text.trim() === '') characters.pop()
    while (characters[0]?.text.trim() === '') characters.shift()
    if (characters.length === 0) return
    const upright = isUpright(whole)
    const scale = Math.hypot(whole[2], whole[3])
    this.drawings.push({
      kind: 'text',
      font: this.state.font,
      size: toMillimetres(size * scale),
      color: this.state.fill,
      alpha: this.state.fillAlpha,
      characters,
      turn: upright ? null : [whole[0] / scale, whole[1] / scale, -whole[2] / scale, -whole[3] / scale],
    })
  }

  private addPath(operators: number[], numbers: number[]): void {
    let at = 0
    const take = (count: number) =>
      Array.from({ length: count }, () =>
        placed(this.state.matrix, numbers[at++]!, numbers[at++]!).map(toMillimetres),
      ).flat()
    let last: number[] = []
    const add = (op: PathDrawing['segments'][number]['op'], points: number[]) => {
      this.path.push({ op, points })
      if (points.length > 0) last = points.slice(-2)
    }
    for (const operator of operators) {
      if (operator === OPS.moveTo) add('M', take(1))
      else if (operator === OPS.lineTo) add('L', take(1))
      else if (operator === OPS.curveTo) add('B', take(3))
      else if (operator === OPS.curveTo2) add('B', [...last, ...take(2)])
      else if (operator === OPS.curveTo3) {
        const points = take(2)
        add('B', [...points, ...points.slice(-2)])
      } else if (operator === OPS.closePath) add('C', [])
      else if (operator === OPS.rectangle)
        this.addRectangle([numbers[at++]!, numbers[at++]!, numbers[at++]!, numbers[at++]!])
    }
  }

  private addRectangle([x, y, width, height]: [number, number, number, number]): void {
    const corners = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ] as const
    corners.forEach(([left, top], at) =>
      this.path.push({ op: at === 0 ? 'M' : 'L', points: placed(this.state.matrix, left, top).map(toMillimetres) }),
    )
    this.path.push({ op: 'C', points: [] })
  }

  private endPath(how: { fill?: boolean; stroke?: boolean; evenOdd?: boolean }): void {
    const { fill, stroke, lineWidth, matrix, fillAlpha, strokeAlpha } = this.state
    const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    if (this.path.length > 0)
      this.drawings.push({
        kind: 'path',
        segments: this.path,
        fill: how.fill ? fill : null,
        stroke: how.stroke ? stroke : null,
        lineWidth: toMillimetres(lineWidth * scale),
        evenOdd: how.evenOdd ?? false,
        alpha: how.fill ? fillAlpha : strokeAlpha,
      })
    this.path = []
  }

  private addImage(id: string): void {
    const image = storeOf(this.page, id).get(id) as {
      width: number
      height: number
      kind: 1 | 2 | 3
      data?: Uint8Array
    } | null
    if (!image?.data) return
    const form = ({ 1: [0, 1], 2: [2, 8], 3: [6, 8] } as const)[image.kind]
    const [left, bottom] = placed(this.state.matrix, 0, 0)
    const [right, top] = placed(this.state.matrix, 1, 1)
    this.drawings.push({
      kind: 'image',
      x: toMillimetres(Math.min(left, right)),
      y: toMillimetres(Math.min(top, bottom)),
      width: toMillimetres(Math.abs(right - left)),
      height: toMillimetres(Math.abs(bottom - top)),
      picture: {
        width: image.width,
        height: image.height,
        colour: form[0],
        bits: form[1],
        dots: new Uint8Array(image.data),
      },
    })
  }
}
