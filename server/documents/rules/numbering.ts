/** The number a heading begins with. GB/T 9704: 一、 is the first level, （一） the second, 1. the third, （1） the fourth. */
export interface Numbering {
  level: 1 | 2 | 3 | 4
  value: number
  wellMarked: boolean
}

const han = '一二三四五六七八九十'
const styles: { level: Numbering['level']; pattern: RegExp; wellMarked: boolean }[] = [
  { level: 1, pattern: new RegExp(`^([${han}]{1,3})、`, 'u'), wellMarked: true },
  { level: 1, pattern: new RegExp(`^([${han}]{1,3})[.．，,]`, 'u'), wellMarked: false },
  { level: 2, pattern: new RegExp(`^（([${han}]{1,3})）(?!、)`, 'u'), wellMarked: true },
  { level: 2, pattern: new RegExp(`^[（(]([${han}]{1,3})[）)]`, 'u'), wellMarked: false },
  { level: 3, pattern: /^(\d{1,2})[.．](?!\d)/u, wellMarked: true },
  { level: 3, pattern: /^(\d{1,2})、/u, wellMarked: false },
  { level: 4, pattern: /^（(\d{1,2})）(?!、)/u, wellMarked: true },
  { level: 4, pattern: /^[（(](\d{1,2})[）)]/u, wellMarked: false },
]

/** Reads the number at the start of a heading; null when it has none. */
export function numberingOf(text: string): Numbering | null {
  for (const { level, pattern, wellMarked } of styles) {
    const digits = pattern.exec(text.trimStart())?.[1]
    if (digits !== undefined) return { level, value: /\d/u.test(digits) ? Number(digits) : fromHan(digits), wellMarked }
  }
  return null
}

function fromHan(digits: string): number {
  const ten = digits.indexOf('十')
  if (ten === -1) return han.indexOf(digits) + 1
  const tens = ten === 0 ? 1 : han.indexOf(digits.charAt(0)) + 1
  return tens * 10 + (ten === digits.length - 1 ? 0 : han.indexOf(digits.charAt(ten + 1)) + 1)
}

/** How the number of a heading is written at its level. */
export function writeNumber(level: number, value: number): string {
  const tens = Math.floor(value / 10)
  const words =
    value <= 10
      ? han.charAt(value - 1)
      : `${tens > 1 ? han.charAt(tens - 1) : ''}十${value % 10 === 0 ? '' : han.charAt((value % 10) - 1)}`
  return level === 1 ? `${words}、` : level === 2 ? `（${words}）` : level === 3 ? `${value}.` : `（${value}）`
}
