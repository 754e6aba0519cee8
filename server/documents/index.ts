/** Documents: the text of record. Owns revision. Tells nothing: whose text it is tells. */
export { digestOf, headRevision, listRevisions, loadRevision, saveText, sealText, startText } from './revisions.ts'
export type { Revision, Text } from './revisions.ts'
