/** Documents: the text of record. Owns revision. Tells nothing: whose text it is tells. */
export { digestOf, headRevision, listRevisions, loadRevision, saveText, sealText, startText } from './revisions.ts'
export { importFile } from './import/import-file.ts'
export { compareWhole } from './check.ts'
export { compareBodies, compareTexts } from './compare.ts'
export { bodyText, countCharacters } from './rules/body-text.ts'
export { missingResearchParts } from './rules/outline.ts'
export {
  configurePrinting,
  fontReport,
  missingGlyphs,
  stopPrinting,
  toDocx,
  toOfd,
  toPdf,
  toXlsx,
} from './printing/printing.ts'
export type { Revision, Text } from './revisions.ts'
export type {
  BulletinDocument,
  DocumentTable,
  IssueDocument,
  ItemDocument,
  NoticeDocument,
  OfficialDocument,
  SlipDocument,
} from './document.ts'
export type { Sheet, Workbook } from './xlsx/to-xlsx.ts'
