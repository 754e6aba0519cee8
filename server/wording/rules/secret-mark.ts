const grade = '(?:绝\\s?密|机\\s?密|秘\\s?密)'
const patterns = [
  new RegExp(`${grade}\\s*[★☆＊*✩⭐]\\s*(?:(?:\\d+|[一二三四五六七八九十]+)\\s*(?:年|个?月|天)|长期)?`, 'u'), // 机密★1年 (GB/T 9704)
  new RegExp(`密\\s*级\\s*[:：]\\s*${grade}`, 'u'),
  new RegExp(`[【〔［\\[（(]\\s*${grade}\\s*[】〕］\\]）)]`, 'u'),
  new RegExp(`^\\s*${grade}\\s*(?:特\\s?急|加\\s?急|\\d+\\s*年)?\\s*$`, 'um'), // a line that is nothing but the mark
]

/**
 * The 密级 mark found in a text, as it stands there; null when there is none. 涉密不上非涉密网 (SEC-23): the words themselves,
 * as in 商业秘密 or 保守国家秘密, are no mark.
 */
export function findSecretMark(text: string): string | null {
  const lines = text.replace(/[\t\u00a0\u3000]/gu, (space) => (space === '\t' ? '\n' : ' '))
  for (const pattern of patterns) {
    const found = pattern.exec(lines)
    if (found) return found[0].trim()
  }
  return null
}
