import { z } from 'zod'

/** 岗位 (domain.md 1.2). */
export const Role = z.enum([
  'reporter',
  'reviewer',
  'secrecyReviewer',
  'deputySigner',
  'chiefSigner',
  'editor',
  'chiefEditor',
  'issueSigner',
  'leader',
  'reader',
  'systemAdmin',
  'securityAdmin',
  'auditor',
])
export type Role = z.infer<typeof Role>

export const Permission = z.enum([
  'submission.read',
  'submission.draft',
  'submission.review',
  'submission.reviewSecrecy',
  'submission.sign',
  'submission.signMajor',
  'submission.send',
  'submission.consentWithdrawal',
  'handling.read',
  'handling.edit',
  'piece.read',
  'piece.edit',
  'piece.review',
  'piece.forward',
  'publication.read',
  'publication.manage',
  'issue.compose',
  'issue.approve',
  'issue.sign',
  'issue.read',
  'issue.readOwn',
  'catalogue.manage',
  'unit.read',
  'unit.manage',
  'person.read',
  'person.manage',
  'grant.manage',
  'account.manage',
  'session.manage',
  'setting.manage',
  'audit.read',
])
export type Permission = z.infer<typeof Permission>
