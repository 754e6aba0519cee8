import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Permission, Role } from '../../contract/access.ts'

export interface Grant {
  role: Role
  unitId: string
  unitPath: string
  reach: 'own' | 'subtree'
  /** Set when the role is held for someone else (授权). */
  delegatedFrom?: string
}

/** Who is asking. `unitId` is the unit of the main post; everything else follows from grants. */
export interface Actor {
  personId: string
  name: string
  title: string
  unitId: string
  unitPath: string
  unitName: string
  grants: Grant[]
  /** When the password was last given in this session; null for tokens and the system. */
  provedAt: Date | null
}

/**
 * 岗位与权限: the one table that says what a role may do. A permission is asked for at a unit;
 * the grant's unit and reach decide whether it holds there. Administrators see no business content (domain.md 1.2, SEC-20).
 */
export const permissionsOf = {
  reporter: [
    'submission.read',
    'submission.draft',
    'submission.send',
    'directiveTask.read',
    'directiveTask.handle',
    'assessment.readOwn',
    'commissionTask.read',
    'commissionTask.handle',
    'guidance.receive',
  ],
  reviewer: [
    'submission.read',
    'submission.draft',
    'submission.review',
    'submission.send',
    'directiveTask.read',
    'directiveTask.handle',
    'assessment.readOwn',
    'commissionTask.read',
    'commissionTask.handle',
    'commissionTask.decline',
    'guidance.receive',
  ],
  secrecyReviewer: ['submission.read', 'submission.reviewSecrecy'],
  deputySigner: [
    'submission.read',
    'submission.review',
    'submission.sign',
    'submission.consentWithdrawal',
    'directiveTask.read',
    'directiveTask.sign',
    'assessment.readOwn',
    'commissionTask.read',
    'commissionTask.decline',
    'guidance.receive',
  ],
  chiefSigner: [
    'submission.read',
    'submission.review',
    'submission.sign',
    'submission.signMajor',
    'submission.consentWithdrawal',
    'directiveTask.read',
    'directiveTask.sign',
    'assessment.readOwn',
    'commissionTask.read',
    'commissionTask.decline',
    'guidance.receive',
  ],
  editor: [
    'handling.read',
    'handling.edit',
    'piece.read',
    'piece.edit',
    'piece.forward',
    'publication.read',
    'issue.compose',
    'issue.read',
    'directive.read',
    'submission.read',
    'submission.draft',
    'submission.send',
    'library.manage',
    'library.export',
    'commission.read',
    'commission.manage',
    'commissionTask.read',
    'commissionTask.handle',
    'guidance.read',
    'guidance.edit',
    'guidance.receive',
  ],
  chiefEditor: [
    'handling.read',
    'handling.edit',
    'piece.read',
    'piece.edit',
    'piece.forward',
    'piece.review',
    'publication.read',
    'publication.manage',
    'issue.compose',
    'issue.approve',
    'issue.read',
    'catalogue.manage',
    'directive.read',
    'submission.read',
    'submission.draft',
    'submission.send',
    'assessment.read',
    'assessment.approve',
    'library.manage',
    'library.export',
    'commission.read',
    'commission.manage',
    'commissionTask.read',
    'commissionTask.handle',
    'commissionTask.decline',
    'guidance.read',
    'guidance.edit',
    'guidance.issue',
    'guidance.receive',
  ],
  issueSigner: [
    'publication.read',
    'issue.read',
    'issue.sign',
    'piece.read',
    'commission.read',
    'guidance.read',
    'guidance.issue',
  ],
  assessor: [
    'assessment.read',
    'assessment.manage',
    'publication.read',
    'issue.read',
    'commission.read',
    'guidance.read',
  ],
  supervisor: [
    'directive.read',
    'directive.manage',
    'directiveTask.read',
    'directiveTask.handle',
    'publication.read',
    'issue.read',
  ],
  leader: ['issue.readOwn', 'directive.write', 'commission.request'],
  reader: ['issue.readOwn'],
  systemAdmin: ['unit.manage', 'person.manage', 'account.manage', 'setting.manage', 'node.manage'],
  securityAdmin: ['grant.manage', 'session.manage', 'node.confirm', 'wording.manage'],
  auditor: ['audit.read'],
} as const satisfies Record<Role, readonly Permission[]>

/** Permissions that everybody with an account has: the address book and the tree are common knowledge. */
export const everyone: readonly Permission[] = ['unit.read', 'person.read', 'issue.readOwn']

const administrators: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditor']

/** Nothing but an administrator (三员): what is released to a unit is not released to whoever administers there (SEC-20). */
export const isOnlyAdministrator = (actor: Actor): boolean =>
  actor.grants.length > 0 && actor.grants.every((grant) => administrators.includes(grant.role))

/** Releases are for those who work with them: an administrator has neither the page nor the menu. */
const isEverybodys = (actor: Actor, permission: Permission): boolean =>
  everyone.includes(permission) && !(permission === 'issue.readOwn' && isOnlyAdministrator(actor))

export const holds = (role: Role, permission: Permission): boolean =>
  (permissionsOf[role] as readonly Permission[]).includes(permission)

/** May `actor` do this at the unit with this path? */
export function can(actor: Actor, permission: Permission, unitPath: string): boolean {
  if (isEverybodys(actor, permission)) return true
  return actor.grants.some((grant) => holds(grant.role, permission) && reaches(grant, unitPath))
}

const reaches = (grant: Grant, unitPath: string) =>
  grant.reach === 'own' ? unitPath === grant.unitPath : unitPath.startsWith(grant.unitPath)

/** May `actor` do this anywhere at all? For menus. */
export const canSomewhere = (actor: Actor, permission: Permission): boolean =>
  isEverybodys(actor, permission) || actor.grants.some((grant) => holds(grant.role, permission))

/** The same table as a condition of a query: rows whose unit column names a unit where `actor` may. Nobody sees nothing. */
export function within(actor: Actor, permission: Permission, unitColumn: string): RawBuilder<SqlBool> {
  if (isEverybodys(actor, permission)) return sql<SqlBool>`true`
  const grants = actor.grants.filter((grant) => holds(grant.role, permission))
  const own = [...new Set(grants.filter((grant) => grant.reach === 'own').map((grant) => grant.unitId))]
  const trees = grants.filter((grant) => grant.reach === 'subtree').map((grant) => grant.unitPath)
  const column = sql.ref(unitColumn)
  const conditions: RawBuilder<SqlBool>[] = []
  if (own.length === 1) conditions.push(sql<SqlBool>`${column} = ${own[0]}::uuid`)
  if (own.length > 1) conditions.push(sql<SqlBool>`${column} = any(${own}::uuid[])`)
  for (const path of trees)
    conditions.push(
      sql<SqlBool>`${column} in (select id from unit where path >= ${path} and path < ${afterPrefix(path)})`,
    )
  if (conditions.length === 0) return sql<SqlBool>`false`
  return conditions.reduce((either, or) => sql<SqlBool>`(${either} or ${or})`)
}

/** The first string after all that start with `path`: '/' is followed by '0'. */
const afterPrefix = (path: string) => path.slice(0, -1) + '0'
