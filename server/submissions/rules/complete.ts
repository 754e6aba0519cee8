import type { MissingField } from '../../../contract/submissions.ts'

/** 标题不超过100字 (domain.md 5.1). */
const titleLimit = 100

/** What must still be filled in before 送审. The page shows the same list beforehand. */
export function missingForReview(item: {
  title: string
  characters: number
  images: number
  categoryCode: string | null
  authorName: string
}): MissingField[] {
  const missing: [MissingField, boolean][] = [
    ['title', item.title.trim() === ''],
    ['titleLength', [...item.title.trim()].length > titleLimit],
    ['body', item.characters === 0 && item.images === 0],
    ['category', item.categoryCode === null],
    ['authorName', item.authorName.trim() === ''],
  ]
  return missing.filter(([, isMissing]) => isMissing).map(([field]) => field)
}
