import { paragraphsOf, paragraphText } from '../../../contract/body.ts'
import type { Body } from '../../../contract/body.ts'

/** 密级标志 as GB/T 9704 writes it: 机密★1年, 秘密★, 绝密★长期. The word alone is ordinary language (工作秘密, 商业机密). */
const mark = /(绝密|机密|秘密)\s*[★☆⭐]\s*(长期|\d+\s*(年|个月|月))?/u

/** The first 密级 mark of a title and body, or null. Such a text belongs to another network and is stopped here (严禁纳入涉密事项). */
export function secrecyMark(text: { title: string; body: Body }): string | null {
  const lines = [
    text.title,
    ...text.body.content.flatMap((block) =>
      block.type === 'image' ? [block.attrs.caption] : paragraphsOf(block).map(paragraphText),
    ),
  ]
  for (const line of lines) {
    const found = mark.exec(line)
    if (found) return found[0].trim()
  }
  return null
}
