import { paragraphText } from '../../../contract/body.ts'
import type { Body } from '../../../contract/body.ts'
import { numberingOf, writeNumber } from './numbering.ts'

/** A heading whose number does not follow. `block` is its place in the body; `expected` is how it should begin. */
export interface OutlineProblem {
  code: 'outline.wrong_level' | 'outline.wrong_mark' | 'outline.out_of_order'
  block: number
  text: string
  expected: string
}

/** Checks the typed numbers of headings（一、（一）1.（1））. Headings without a number are left in peace. */
export function outlineProblems(body: Body): OutlineProblem[] {
  const last = [0, 0, 0, 0, 0]
  return body.content.flatMap((block, index): OutlineProblem[] => {
    if (block.type !== 'heading') return []
    const { level } = block.attrs
    last.fill(0, level + 1) // a new chapter starts its sections again
    const text = paragraphText(block).trim()
    const found = numberingOf(text)
    if (found === null) return []

    const expected = writeNumber(level, (last[level] ?? 0) + 1)
    const say = (code: OutlineProblem['code']) => [{ code, block: index, text, expected }]
    if (found.level !== level) return say('outline.wrong_level')
    const inOrder = found.value === (last[level] ?? 0) + 1
    last[level] = found.value
    if (!inOrder) return say('outline.out_of_order')
    return found.wellMarked ? [] : say('outline.wrong_mark')
  })
}

/** The four parts of research information (第十一条: 有情况、有问题、有分析、有建议) and the words that announce them. */
const researchWords = {
  situation: /情况|现状|概况|进展|做法|成效/u,
  problem: /问题|困难|不足|短板|瓶颈|制约|矛盾/u,
  analysis: /分析|原因|成因|研判|症结|影响/u,
  advice: /建议|对策|意见|措施|思路/u,
} as const

const researchParts = ['situation', 'problem', 'analysis', 'advice'] as const
export type ResearchPart = (typeof researchParts)[number]

/** Which of the four parts no heading or opening words announce. */
export function missingResearchParts(body: Body): ResearchPart[] {
  const openings = openingsOf(body)
  return researchParts.filter((part) => !openings.some((opening) => researchWords[part].test(opening)))
}

/** Headings and the first words of numbered paragraphs; when a text has neither, the first words of every paragraph. */
function openingsOf(body: Body): string[] {
  const texts = body.content.flatMap((block) =>
    block.type === 'paragraph' || block.type === 'heading'
      ? [{ heading: block.type === 'heading', text: paragraphText(block).trim() }]
      : [],
  )
  const marked = texts.filter(
    ({ heading, text }) => heading || numberingOf(text) !== null || /^[一二三四五六七八九十]是/u.test(text),
  )
  return (marked.length > 0 ? marked : texts).map(({ heading, text }) =>
    heading ? text : (/^[^。！？；：\n]{0,40}/u.exec(text)?.[0] ?? ''),
  )
}
