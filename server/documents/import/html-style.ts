import type { DefaultTreeAdapterMap } from 'parse5'
import type { BodyMark } from '../../../contract/body.ts'

export type Element = DefaultTreeAdapterMap['element']
export type Node = DefaultTreeAdapterMap['childNode']

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((attr) => attr.name === name)?.value
export const isElement = (node: Node): node is Element => 'tagName' in node

/** The declarations of a style attribute. Only what is asked by name is ever used. */
export function styleOf(element: Element): Map<string, string> {
  const declarations = (attribute(element, 'style') ?? '')
    .slice(0, 5000)
    .split(';')
    .map((declaration) => declaration.split(':'))
  return new Map(
    declarations.map(([name = '', ...value]) => [name.trim().toLowerCase(), value.join(':').trim().toLowerCase()]),
  )
}

export function isHidden(element: Element, style: Map<string, string>): boolean {
  const zero = /^0(px|pt|em|%)?$/u.test(style.get('font-size') ?? '')
  return (
    attribute(element, 'hidden') !== undefined ||
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all' ||
    zero
  )
}

const marksOfTag: Record<string, BodyMark['type']> = {
  b: 'bold',
  strong: 'bold',
  u: 'underline',
  ins: 'underline',
  sup: 'superscript',
  sub: 'subscript',
  mark: 'highlight',
}

/** The marks inside this element, from those outside it and what its tag and style say. */
export function marksInside(
  element: Element,
  style: Map<string, string>,
  outside: readonly BodyMark['type'][],
): BodyMark['type'][] {
  const marks = new Set(outside)
  const ofTag = marksOfTag[element.tagName]
  if (ofTag && element.tagName !== 'ins') marks.add(ofTag)
  const weight = style.get('font-weight')
  if (weight === 'normal' || weight === '400') marks.delete('bold')
  else if (weight && (weight.startsWith('bold') || Number(weight) >= 600)) marks.add('bold')
  if (/underline/u.test(style.get('text-decoration') ?? style.get('text-decoration-line') ?? '')) marks.add('underline')
  const vertical = style.get('vertical-align')
  if (vertical === 'super') marks.add('superscript')
  if (vertical === 'sub') marks.add('subscript')
  const font = style.get('font-family') ?? attribute(element, 'face')?.toLowerCase()
  if (font !== undefined) marks[/楷体|kaiti|simkai/u.test(font) ? 'add' : 'delete']('kaiti')
  return [...marks]
}

export function alignOf(element: Element, style: Map<string, string>): 'center' | 'right' | null {
  if (element.tagName === 'center') return 'center'
  const carried = /^zx-(center|right)$/u.exec(attribute(element, 'class') ?? '')?.[1] // from a Word file, see child.ts
  if (carried === 'center' || carried === 'right') return carried
  const align = style.get('text-align') ?? attribute(element, 'align')?.toLowerCase()
  return align === 'center' || align === 'right' ? align : null
}

/** The level a program gave: h1–h6, or Word's outline level. */
export function levelOf(element: Element, style: Map<string, string>): number | null {
  const level = Number(
    /^h([1-6])$/u.exec(element.tagName)?.[1] ?? /^[1-9]$/u.exec(style.get('mso-outline-level') ?? '')?.[0] ?? 0,
  )
  return level === 0 ? null : Math.min(level, 4)
}
