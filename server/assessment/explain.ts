import type { Scheme } from '../../contract/assessment-scheme.ts'
import type { Explanation } from '../../contract/assessment.ts'
import { checkScheme } from './rules/check.ts'
import { explain } from './rules/explain.ts'

/** The scheme as an office worker reads it, and what must be put right before it may be tried out. */
export const explainContent = (content: Scheme): Explanation => ({
  sentences: explain(content),
  problems: [...(scoresNothing(content) ? ['还没有计分条款，请至少写一条。'] : []), ...checkScheme(content)],
})

const scoresNothing = ({ rules, bases, targets }: Scheme) => rules.length + bases.length + targets.length === 0
