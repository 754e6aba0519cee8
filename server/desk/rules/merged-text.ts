import { bodyLimits, measure } from '../../../contract/body.ts'
import type { Body, BodyBlock } from '../../../contract/body.ts'

export interface Section {
  title: string
  unitName: string
  body: Body
}

/** 合并 begins with the sources' texts as sections: the title of each as a heading, its text, its unit in brackets. */
export function mergedBody(sections: readonly Section[], before?: Body): Body {
  const blocks = sections.flatMap((section): BodyBlock[] => [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: section.title || section.unitName }] },
    ...section.body.content,
    { type: 'paragraph', attrs: { textAlign: 'right' }, content: [{ type: 'text', text: `（${section.unitName}）` }] },
  ])
  return { type: 'doc', content: [...(before?.content ?? []), ...blocks] }
}

/** Several long items may be more than one text holds. */
export function tooLong(body: Body): boolean {
  const size = measure(body)
  return size.characters > bodyLimits.characters || size.nodes > bodyLimits.nodes
}
