import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  PDFRawStream,
  popGraphicsState,
  pushGraphicsState,
  setGraphicsState,
} from '@cantoo/pdf-lib'
import { openSync } from 'fontkit'
import type { Font } from 'fontkit'
import { angle, places } from './places.ts'

const size = 13

/**
 * 水印: reader, unit and time across every page at 30°, pale grey. The words are outlines and not text: copying and searching the
 * document find what it says and nothing else. One form is drawn many times, so the file hardly grows.
 */
export async function stampPdf(pdf: Uint8Array, words: string, fontFiles: string[]): Promise<Buffer> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const { path, width } = outlinesOf(words, fontFiles)
  const { context } = document
  const form = context.register(
    PDFRawStream.of(
      context.obj({ Type: 'XObject', Subtype: 'Form', BBox: [0, -size, width, size * 2], Length: path.length }),
      path,
    ),
  )
  const pale = context.register(context.obj({ Type: 'ExtGState', ca: 0.16, CA: 0.16 }))
  for (const page of document.getPages()) {
    const name = page.node.newXObject('ZxMark', form)
    const state = page.node.newExtGState('ZxPale', pale)
    const { width: wide, height: high } = page.getSize()
    page.pushOperators(
      pushGraphicsState(),
      setGraphicsState(state),
      ...places(wide, high, width).flatMap(({ x, y }) => [
        pushGraphicsState(),
        concatTransformationMatrix(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), x, y),
        drawObject(name),
        popGraphicsState(),
      ]),
      popGraphicsState(),
    )
  }
  return Buffer.from(await document.save({ updateFieldAppearances: false }))
}

/** The words as one filled path, a point to a unit. A character no font has is left out. */
function outlinesOf(words: string, fontFiles: string[]): { path: Uint8Array; width: number } {
  const fonts = fontFiles
    .map((file) => openSync(file))
    .flatMap((opened): Font[] => ('fonts' in opened ? opened.fonts : [opened]))
  const lines: string[] = ['0.35 g']
  let across = 0
  for (const character of words) {
    const code = character.codePointAt(0)!
    const font = fonts.find((one) => one.hasGlyphForCodePoint(code))
    if (!font) continue
    const glyph = font.glyphForCodePoint(code)
    const scale = size / font.unitsPerEm
    const left = across
    lines.push(...outline(glyph.path.commands, (x, y) => `${round(left + x * scale)} ${round(y * scale)}`), 'f')
    across += glyph.advanceWidth * scale
  }
  return { path: new TextEncoder().encode(lines.join('\n')), width: Math.ceil(across) }
}

function outline(commands: { command: string; args: number[] }[], at: (x: number, y: number) => string): string[] {
  let [lastX, lastY] = [0, 0]
  return commands.map(({ command, args }) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    const [fromX, fromY] = [lastX, lastY]
    if (args.length >= 2) [lastX, lastY] = args.slice(-2) as [number, number]
    switch (command) {
      case 'moveTo':
        return `${at(a, b)} m`
      case 'lineTo':
        return `${at(a, b)} l`
      case 'bezierCurveTo':
        return `${at(a, b)} ${at(c, d)} ${at(e, f)} c`
      case 'quadraticCurveTo': {
        // PDF knows no curve with one handle: the two of a cubic lie two thirds of the way to it.
        const first = at(fromX + ((a - fromX) * 2) / 3, fromY + ((b - fromY) * 2) / 3)
        return `${first} ${at(c + ((a - c) * 2) / 3, d + ((b - d) * 2) / 3)} ${at(c, d)} c`
      }
      default:
        return 'h'
    }
  })
}

const round = (value: number): string => String(Math.round(value * 100) / 100)
