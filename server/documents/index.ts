/**
 * Documents: the text of record, and every paper made from it. Owns revision, issued_document, issued_copy. Tells nothing: whose text
 * it is tells. For other modules: `documentRoutes` (downloads), `issueCode` and `withdrawCode` (校验码), `toXlsx` (tables).
 */
export { documentRoutes } from './answer-document.ts'
export type { Downloadable, DocumentFormat } from './answer-document.ts'
export { workbookRoute } from './workbook-route.ts'
export { issueCode, verificationOf, withdrawCode } from './issued.ts'
export type { Issued } from './issued.ts'
export { digestOf, headRevision, listRevisions, loadRevision, saveText, sealText, startText } from './revisions.ts'
export { importFile } from './import/import-file.ts'
export { readSheet } from './import/read-sheet.ts'
export { compareWhole } from './check.ts'
export { compareBodies, compareTexts } from './compare.ts'
export { bodyText, countCharacters } from './rules/body-text.ts'
export { missingResearchParts } from './rules/outline.ts'
export { configurePrinting, missingGlyphs, stopPrinting, toDocx, toOfd, toPdf, toXlsx } from './printing/printing.ts'
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
