import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import subsetFont from 'subset-font'
import type { FontFile } from '../pdf/fonts.ts'
import { writePng } from '../png.ts'
import { places } from '../watermark/places.ts'
import { readPdf } from './read-pdf.ts'
import type { Drawing, ImageDrawing, Page, PathDrawing, TextDrawing } from './read-pdf.ts'

const space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const head = '<?xml version="1.0" encoding="UTF-8"?>\n'

/**
 * The same pages as OFD (GB/T 33190-2016). It is made from the PDF and not laid out again, so the two cannot differ:
 * every character stands where it stands there. Fonts are embedded as TrueType subsets.
 */
export async function writeOfd(
  pdf: Uint8Array,
  about: { title: string; author: string; day: string; watermark?: string | null },
  fonts: FontFile[],
): Promise<Buffer> {
  const pages = await readPdf(pdf)
  if (about.watermark) for (const page of pages) page.drawings.push(...watermarkOf(page, about.watermark, fonts))
  const ids = new Ids()
  const resources = new Resources(ids, fonts)
  for (const page of pages) for (const drawing of page.drawings) resources.note(drawing)
  const pageIds = pages.map(() => ids.next())
  const contents = pages.map((page) => pageXml(page, ids, resources))
  const files: Record<string, Uint8Array> = {
    'OFD.xml': strToU8(rootXml(pdf, about)),
    'Doc_0/PublicRes.xml': strToU8(resources.fontsXml()),
    'Doc_0/DocumentRes.xml': strToU8(resources.imagesXml()),
    ...(await resources.files()),
  }
  contents.forEach((content, at) => {
    files[`Doc_0/Pages/Page_${at}/Content.xml`] = strToU8(content)
  })
  files['Doc_0/Document.xml'] = strToU8(documentXml(pages, pageIds, ids.last)) // last: it names the greatest id
  return Buffer.from(zipSync(files, { level: 6, mtime: new Date(2020, 0, 1) }))
}

/** 水印 as turned, pale text: OFD readers draw it so, and a page of outlines would be many times larger. */
function watermarkOf(page: Page, words: string, fonts: FontFile[]): TextDrawing[] {
  const size = 4.6
  const font = fonts.find(({ outlines, family }) => outlines === 'truetype' && family === 'Noto Sans SC')
  if (!font) return []
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)]
  const widths = [...words].map((one) => (one > '\u00ff' ? size : size * 0.56))
  const long = widths.reduce((sum, width) => sum + width, 0)
  return places(page.width * points, page.height * points, long * points).map(({ x, y }) => {
    let along = 0
    const characters = [...words].map((text, at) => {
      const place = { text, x: x / points + along * cos, y: page.height - y / points - along * sin }
      along += widths[at]!
      return place
    })
    return {
      kind: 'text',
      font: font.postscriptName,
      size,
      color: '90 90 90',
      alpha: 0.16,
      characters,
      turn: [cos, -sin, sin, cos],
    }
  })
}

const points = 72 / 25.4

/** Every object of a document has an id of its own. */
class Ids {
  last = 0
  next(): number {
    return ++this.last
  }
}

/** The fonts and pictures the pages use. */
class Resources {
  private readonly fonts = new Map<string, { id: number; characters: Set<string> }>()
  private readonly images = new Map<ImageDrawing, { id: number; name: string }>()
  private readonly ids: Ids
  private readonly sources: Map<string, FontFile>

  constructor(ids: Ids, sources: FontFile[]) {
    this.ids = ids
    this.sources = new Map(sources.toReversed().map((source) => [source.postscriptName, source]))
  }

  note(drawing: Drawing): void {
    if (drawing.kind === 'image')
      this.images.set(drawing, { id: this.ids.next(), name: `image_${this.images.size + 1}.png` })
    if (drawing.kind !== 'text') return
    const font = this.fonts.get(drawing.font) ?? { id: this.ids.next(), characters: new Set<string>() }
    this.fonts.set(drawing.font, font)
    for (const { text } of drawing.characters) for (const character of text) font.characters.add(character)
  }

  fontId = (name: string): number => this.fonts.get(name)!.id
  imageId = (image: ImageDrawing): number => this.images.get(image)!.id

  fontsXml(): string {
    const list = [...this.fonts].map(([name, { id }]) => {
      const file = this.embeddable(name) ? `<ofd:FontFile>font_${id}.ttf</ofd:FontFile>` : ''
      const family = escape(this.sources.get(name)?.family ?? name)
      return `<ofd:Font ID="${id}" FontName="${escape(name)}" FamilyName="${family}">${file}</ofd:Font>`
    })
    return `${head}<ofd:Res ${space} BaseLoc="Res"><ofd:Fonts>${list.join('')}</ofd:Fonts></ofd:Res>`
  }

  imagesXml(): string {
    const list = [...this.images.values()].map(
      ({ id, name }) =>
        `<ofd:MultiMedia ID="${id}" Type="Image" Format="PNG"><ofd:MediaFile>${name}</ofd:MediaFile></ofd:MultiMedia>`,
    )
    const all = list.length === 0 ? '' : `<ofd:MultiMedias>${list.join('')}</ofd:MultiMedias>`
    return `${head}<ofd:Res ${space} BaseLoc="Res">${all}</ofd:Res>`
  }

  async files(): Promise<Record<string, Uint8Array>> {
    const files: Record<string, Uint8Array> = {}
    for (const [name, { id, characters }] of this.fonts) {
      const source = this.embeddable(name)
      if (source)
        files[`Doc_0/Res/font_${id}.ttf`] = await subsetFont(readFileSync(source.file), [...characters].join(''), {
          targetFormat: 'sfnt',
        })
    }
    for (const [{ picture }, { name }] of this.images) files[`Doc_0/Res/${name}`] = writePng(picture.dots, picture)
    return files
  }

  /** Readers draw wrong glyphs from subsets of PostScript outlines, and of collections: such a font is only named. */
  private embeddable(name: string): FontFile | undefined {
    const source = this.sources.get(name)
    return source?.outlines === 'truetype' ? source : undefined
  }
}

const rootXml = (pdf: Uint8Array, { title, author, day }: { title: string; author: string; day: string }) =>
  `${head}<ofd:OFD ${space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>` +
  `<ofd:DocID>${createHash('sha256').update(pdf).digest('hex').slice(0, 32)}</ofd:DocID>` +
  `<ofd:Title>${escape(title)}</ofd:Title><ofd:Author>${escape(author)}</ofd:Author>` +
  `<ofd:CreationDate>${day}</ofd:CreationDate><ofd:Creator>政信</ofd:Creator></ofd:DocInfo>` +
  `<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`

const documentXml = (pages: Page[], pageIds: number[], greatest: number) =>
  `${head}<ofd:Document ${space}><ofd:CommonData><ofd:MaxUnitID>${greatest}</ofd:MaxUnitID>` +
  `<ofd:PageArea><ofd:PhysicalBox>${boxOf(pages[0])}</ofd:PhysicalBox></ofd:PageArea>` +
  `<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>` +
  pageIds.map((id, at) => `<ofd:Page ID="${id}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('') +
  `</ofd:Pages></ofd:Document>`

function pageXml(page: Page, ids: Ids, resources: Resources): string {
  const layer = ids.next()
  const objects = page.drawings.map((drawing) => {
    const id = ids.next()
    if (drawing.kind === 'text') return textXml(drawing, id, resources.fontId(drawing.font))
    return drawing.kind === 'path' ? pathXml(drawing, id) : imageXml(drawing, id, resources.imageId(drawing))
  })
  return (
    `${head}<ofd:Page ${space}><ofd:Area><ofd:PhysicalBox>${boxOf(page)}</ofd:PhysicalBox></ofd:Area>` +
    `<ofd:Content><ofd:Layer ID="${layer}" Type="Body">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`
  )
}

/** A line of characters: the boundary is where they stand, `Y` the baseline in it, `DeltaX` the steps between them. */
function textXml({ characters, size, color, alpha, turn }: TextDrawing, id: number, font: number): string {
  const first = characters[0]!
  const steps = characters.slice(1).map(({ x, y }, at) => Math.hypot(x - characters[at]!.x, y - characters[at]!.y))
  // A character that is two code points (an old ligature) takes one place: its second part adds no step.
  const deltas = characters.flatMap(({ text }, at) => [
    ...Array.from({ length: [...text].length - 1 }, () => 0),
    ...(at < steps.length ? [steps[at]!] : []),
  ])
  const width = steps.reduce((sum, step) => sum + step, 0) + size
  const boundary = turn
    ? `${mm(first.x)} ${mm(first.y)} ${mm(width)} ${mm(size)}`
    : `${mm(first.x)} ${mm(first.y - size)} ${mm(width)} ${mm(size * 1.3)}`
  const matrix = turn ? ` CTM="${turn.map(mm).join(' ')} 0 0"` : ''
  const delta = deltas.length > 0 ? ` DeltaX="${runsOf(deltas.map(mm))}"` : ''
  return (
    `<ofd:TextObject ID="${id}" Boundary="${boundary}" Font="${font}" Size="${mm(size)}"${matrix}${opacity(alpha)}>` +
    `<ofd:FillColor Value="${color}"/><ofd:TextCode X="0" Y="${turn ? 0 : mm(size)}"${delta}>` +
    `${escape(characters.map(({ text }) => text).join(''))}</ofd:TextCode></ofd:TextObject>`
  )
}

/** Many equal steps are written once: 'g 27 5.571'. */
function runsOf(values: string[]): string {
  const parts: string[] = []
  for (let at = 0; at < values.length;) {
    let end = at
    while (values[end] === values[at]) end++
    parts.push(end - at > 2 ? `g ${end - at} ${values[at]}` : values.slice(at, end).join(' '))
    at = end
  }
  return parts.join(' ')
}

function pathXml(path: PathDrawing, id: number): string {
  const xs = path.segments.flatMap(({ points }) => points.filter((_, at) => at % 2 === 0))
  const ys = path.segments.flatMap(({ points }) => points.filter((_, at) => at % 2 === 1))
  // A rule has no height of its own: the boundary leaves room for its width, or readers cut it off.
  const edge = path.stroke === null ? 0 : path.lineWidth / 2
  const [left, top] = [least(xs) - edge, least(ys) - edge]
  const boundary = [left, top, most(xs) + edge - left, most(ys) + edge - top].map(mm).join(' ')
  const data = path.segments.map(({ op, points }) =>
    [op, ...points.map((value, at) => mm(value - (at % 2 === 0 ? left : top)))].join(' '),
  )
  const colours =
    (path.stroke === null ? '' : `<ofd:StrokeColor Value="${path.stroke}"/>`) +
    (path.fill === null ? '' : `<ofd:FillColor Value="${path.fill}"/>`)
  return (
    `<ofd:PathObject ID="${id}" Boundary="${boundary}" LineWidth="${mm(path.lineWidth)}" Stroke="${path.stroke !== null}"` +
    ` Fill="${path.fill !== null}"${path.evenOdd ? ' Rule="Even-Odd"' : ''}${opacity(path.alpha)}>${colours}` +
    `<ofd:AbbreviatedData>${data.join(' ')}</ofd:AbbreviatedData></ofd:PathObject>`
  )
}

const imageXml = ({ x, y, width, height }: ImageDrawing, id: number, resource: number) =>
  `<ofd:ImageObject ID="${id}" Boundary="${[x, y, width, height].map(mm).join(' ')}"` +
  ` CTM="${mm(width)} 0 0 ${mm(height)} 0 0" ResourceID="${resource}"/>`

const boxOf = (page: Page | undefined) => `0 0 ${mm(page?.width ?? 210)} ${mm(page?.height ?? 297)}`
const opacity = (alpha: number) => (alpha < 1 ? ` Alpha="${Math.round(alpha * 255)}"` : '')
const mm = (value: number): string => String(Number(value.toFixed(3)))
const least = (values: number[]) => values.reduce((one, other) => Math.min(one, other), Infinity)
const most = (values: number[]) => values.reduce((one, other) => Math.max(one, other), -Infinity)
const escape = (text: string): string =>
  text.replace(/[&<>"]/gu, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]!)
