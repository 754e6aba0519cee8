/** Documents: the text of record. Owns revision. Tells nothing: whose text it is tells. */
export { digestOf, headRevision, listRevisions, loadRevision, saveText, sealText, startText } from './revisions.ts'
export { compareWhole } from './check.ts'
export { compareBodies, compareTexts } from './compare.ts'
export { bodyText, countCharacters } from './rules/body-text.ts'
export { missingResearchParts } from './rules/outline.ts'
export { configurePrinting, missingGlyphs, renderIssuePdf, renderItemPdf, stopPrinting } from './pdf/printing.ts'
export type { Revision, Text } from './revisions.ts'
