import { compareBodies, compareTexts } from './compare.ts'
import type { Text } from './revisions.ts'
import { countCharacters } from './rules/body-text.ts'
import { missingResearchParts, outlineProblems } from './rules/outline.ts'

/** What changed between two texts, title and body. */
export const compareWhole = (before: Text, after: Text) => ({
  title: compareTexts(before.title, after.title),
  blocks: compareBodies(before.body, after.body),
})

/** What a careful reader would remark on the form of a text. */
export const checkText = (text: Text) => ({
  characters: countCharacters(text.body),
  outline: outlineProblems(text.body),
  missingParts: missingResearchParts(text.body),
})
