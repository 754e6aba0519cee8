/** Letters as they travel and as they are kept as evidence: envelopes, frames, receipts. docs/protocol/README.md says the same in words. */
export { Forged, suiteOf } from '../suites/index.ts'
export {
  chainHash,
  openProven,
  proveEnvelope,
  readEvidence,
  readHead,
  sealEnvelope,
  verifyEnvelope,
} from './envelope.ts'
export type { Proven } from './envelope.ts'
export { ExportRecord, exportLine } from './export.ts'
export { joinFrame, splitFrame } from './frame.ts'
export type { Head } from './head.ts'
export { openReceipt, receiptKeyId, signReceipt } from './receipt.ts'
export type { SignedReceipt } from './receipt.ts'
