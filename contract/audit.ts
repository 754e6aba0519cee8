import { z } from 'zod'
import { Day, Instant, PageQuery, oneOrMany, pageOf, route } from './common.ts'

/** One record of the audit trail: who did what, when, on whose behalf. `data` holds no business text (SEC-20). */
export const AuditRow = z.object({
  id: z.number().int(),
  at: Instant,
  kind: z.string(),
  /** The id of a record; of the system itself, one that no record has. */
  subjectId: z.string(),
  unitName: z.string(),
  actorName: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** Its place in the hash chain; null while it waits for the next sealing. */
  position: z.number().int().nullable(),
})
export type AuditRow = z.infer<typeof AuditRow>

/** What the auditor looks for. Days are of Asia/Shanghai, both ends included. */
const AuditFilter = z.object({
  from: Day.optional(),
  to: Day.optional(),
  /** The first part of the kind: 'account', 'submission'. */
  noun: oneOrMany(z.string().regex(/^[a-zA-Z]{1,30}$/)).optional(),
  /** A name of a person, a login, an address, or the id of what it is about. */
  search: z.string().trim().max(80).optional(),
  /** Only what was refused or failed. */
  failed: z.coerce.boolean().default(false),
})
export type AuditFilter = z.infer<typeof AuditFilter>

/** audit: the auditor's view of everything that happened (GB/T 22239-2019 8.1.4.3, domain.md SEC-09 to SEC-12, SEC-20). */
export const audit = {
  events: route('GET', '/audit/events', '审计记录 The audit trail, newest first', 'audit')
    .input(PageQuery.extend(AuditFilter.shape))
    .output(pageOf(AuditRow)),
  nouns: route('GET', '/audit/nouns', '审计对象 What kinds of things the trail speaks of', 'audit').output(
    z.object({ items: z.array(z.string()) }),
  ),
  verify: route(
    'POST',
    '/audit/verify',
    '校验审计链 Walk the whole hash chain and its signed checkpoints',
    'audit',
  ).output(
    z.object({
      whole: z.boolean(),
      sealed: z.number().int(),
      unsealed: z.number().int(),
      brokenEventId: z.number().int().nullable(),
      checkpoints: z.number().int(),
      brokenCheckpoint: z.number().int().nullable(),
      lastCheckpointAt: Instant.nullable(),
    }),
  ),
}
