/** Numbers of headings in official documents (GB/T 9704): 一、 then （一） then 1. then （1）. */
const han = '一二三四五六七八九十'
const patterns: readonly RegExp[] = [
  new RegExp(`^([${han}]{1,3})[、.．]\\s*`, 'u'),
  new RegExp(`^[（(]([${han}]{1,3})[）)]\\s*`, 'u'),
  /^(\d{1,2})[.．、](?!\d)\s*/u,
  /^[（(](\d{1,2})[）)]\s*/u,
]

/** Level, value and length of the number a text begins with. */
export function leadingNumber(text: string): { level: 1 | 2 | 3 | 4; value: number; length: number } | null {
  for (const [index, pattern] of patterns.entries()) {
    const match = pattern.exec(text)
    if (match) return { level: (index + 1) as 1 | 2 | 3 | 4, value: valueOf(match[1]!), length: match[0].length }
  }
  return null
}

function valueOf(digits: string): number {
  if (/\d/.test(digits)) return Number(digits)
  const ten = digits.indexOf('十')
  if (ten < 0) return han.indexOf(digits) + 1
  return (
    (ten === 0 ? 1 : han.indexOf(digits[0]!) + 1) * 10 +
    (ten === digits.length - 1 ? 0 : han.indexOf(digits[ten + 1]!) + 1)
  )
}

export function writeNumber(level: number, value: number): string {
  const tens = Math.floor(value / 10)
  const words =
    value <= 10 ? han[value - 1] : `${tens > 1 ? han[tens - 1] : ''}十${value % 10 === 0 ? '' : han[(value % 10) - 1]}`
  return [`${words}、`, `（${words}）`, `${value}.`, `（${value}）`][level - 1] ?? ''
}

/** The number that comes next at this level, after these headings (in order, up to where one writes). */
export function nextNumber(level: number, before: readonly { level: number; text: string }[]): string {
  let last = 0
  for (const heading of before) {
    if (heading.level < level) last = 0
    if (heading.level === level) last = leadingNumber(heading.text)?.value ?? last
  }
  return writeNumber(level, last + 1)
}
