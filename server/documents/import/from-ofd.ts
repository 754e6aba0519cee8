import { strFromU8, unzipSync } from 'fflate'
import { finishImport, unreadable } from './imported.ts'
import type { Imported } from './imported.ts'
import { joinLines } from './joined-lines.ts'
import type { PlacedText } from './joined-lines.ts'

const points = 72 / 25.4

/** The text of an OFD file (GB/T 33190) in paragraphs, with what its page templates say. */
export function fromOfd(name: string, bytes: Uint8Array): Imported {
  const files = unzipSync(bytes)
  const read = (path: string) => {
    const found = files[path.replace(/^\//u, '')]
    return found && strFromU8(found)
  }
  const root = /<(?:\w+:)?DocRoot>\s*([^<\s]+)\s*</u.exec(read('OFD.xml') ?? '')?.[1]?.replace(/^\//u, '')
  const document = root && read(root)
  if (!root || !document) throw unreadable(name, 'damaged')
  const folder = root.replace(/[^/]*$/u, '')
  const at = (location: string) => read(location.startsWith('/') ? location : folder + location)
  const [pageWidth = 210, pageHeight = 297] = numbers(/<(?:\w+:)?PhysicalBox>([^<]*)</u.exec(document)?.[1]).slice(2)

  const templates = new Map(
    tags(document, 'TemplatePage').map(({ attributes }) => [attributes['ID'], at(attributes['BaseLoc'] ?? '')]),
  )
  const pages = tags(document, 'Page').flatMap(({ attributes }) => {
    const content = at(attributes['BaseLoc'] ?? '')
    if (content === undefined) return []
    const behind = tags(content, 'Template').map((template) => templates.get(template.attributes['TemplateID']) ?? '')
    return [
      {
        width: pageWidth * points,
        height: pageHeight * points,
        texts: [...behind, content].flatMap((xml) => textsOf(xml)),
      },
    ]
  })
  const blocks = joinLines(pages)
  if (blocks.length === 0) throw unreadable(name, 'scanned')
  return finishImport(name, blocks, ['fixed_layout'])
}

function textsOf(xml: string): PlacedText[] {
  return tags(xml, 'TextObject').flatMap(({ attributes, inside }) => {
    const [left = 0, top = 0, width = 0] = numbers(attributes['Boundary'])
    const [a = 1, , , d = 1, e = 0, f = 0] = numbers(attributes['CTM'] ?? '1 0 0 1 0 0')
    const size = Number(attributes['Size'] ?? 4)
    return tags(inside, 'TextCode').map((code) => {
      const text = unescape(code.inside).replace(/\s+/gu, ' ')
      const steps = numbers(
        (code.attributes['DeltaX'] ?? '').replace(/g\s+(\d+)\s+(\S+)/gu, (_all, count: string, step: string) =>
          `${step} `.repeat(Math.min(Number(count), 5000)),
        ),
      )
      const long = steps.reduce((sum, step) => sum + step, 0) + size
      return {
        text,
        x: (left + e + Number(code.attributes['X'] ?? 0) * a) * points,
        y: (top + f + Number(code.attributes['Y'] ?? size) * d) * points,
        width: (steps.length > 0 ? long * a : width) * points,
        size: size * Math.abs(d) * points,
      }
    })
  })
}

/** Elements of a name, whatever their prefix. No entity is ever expanded but the five of XML. */
function tags(xml: string, name: string): { attributes: Record<string, string>; inside: string }[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'gu')
  return [...xml.matchAll(pattern)].map(([, attributes = '', inside = '']) => ({
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/gu)].map(([, key, value]) => [key!, value!]),
    ),
    inside,
  }))
}

const numbers = (text = ''): number[] => text.trim().split(/\s+/u).filter(Boolean).map(Number)
const unescape = (text: string): string =>
  text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/gu, '$1')
    .replace(
      /&(lt|gt|quot|apos|amp);/gu,
      (_all, one: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[one]!,
    )
    .replace(/&#(x?)([0-9a-f]+);/giu, (_all, hex: string, code: string) =>
      String.fromCodePoint(Math.min(Number.parseInt(code, hex ? 16 : 10), 0x10ffff)),
    )
