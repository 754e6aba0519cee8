/**
 * Audit: the auditor's view of what everybody did, and the proof that nothing was altered (第十八条 安全; SEC-09 to SEC-12, SEC-20).
 * Owns audit_checkpoint. Tells audit.verified, audit.exported. Hears nothing: events are written by the acts themselves, in their transaction.
 */
export { signCheckpoint } from './checkpoints.ts'
export { auditExportRoute } from './export-route.ts'
