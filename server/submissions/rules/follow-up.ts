const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 → 一, 12 → 十二, 30 → 三十. An event with a hundred follow-ups says 100. */
export function chineseNumber(value: number): string {
  if (value > 99) return String(value)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[ones]}`
}

/** 某某情况 → 某某情况（续报一）, its next 某某情况（续报二）, its last 某某情况（终报）. */
export const followUpTitle = (title: string, number: number, isFinal: boolean): string =>
  `${title.replace(/（(续报[一二三四五六七八九十\d]+|终报)）$/u, '')}${isFinal ? '（终报）' : `（续报${chineseNumber(number)}）`}`
