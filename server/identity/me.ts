import { Permission } from '../../contract/access.ts'
import type { RequestContext } from '../platform/api.ts'
import { canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { ownAccount } from './own-password.ts'
import { readPolicy } from './policy.ts'

/** Who is signed in, and what they may do somewhere: the page's menu. */
export async function me(cx: Cx, first: RequestContext['first']) {
  const { actor } = cx
  const account = await ownAccount(cx)
  const { passwordDays } = await readPolicy(cx.db)
  const unitIds = [...new Set([actor.unitId, ...actor.grants.map((grant) => grant.unitId)])]
  const units = new Map(
    (await cx.db.selectFrom('unit').select(['id', 'name', 'is_office']).where('id', 'in', unitIds).execute()).map(
      (unit) => [unit.id, unit],
    ),
  )
  return {
    personId: actor.personId,
    login: account.login,
    name: actor.name,
    title: actor.title,
    unitId: actor.unitId,
    unitName: actor.unitName,
    unitPath: actor.unitPath,
    isOffice: units.get(actor.unitId)?.is_office ?? false,
    permissions: Permission.options.filter((permission) => canSomewhere(actor, permission)),
    roles: actor.grants.map((grant) => ({
      role: grant.role,
      unitId: grant.unitId,
      unitName: units.get(grant.unitId)?.name ?? '',
    })),
    mustChangePassword: first === 'changePassword',
    mustAddSecondFactor: first === 'addSecondFactor',
    passwordExpiresAt: new Date(account.password_changed_at.getTime() + passwordDays * 86_400_000).toISOString(),
    lastSignInAt: account.last_sign_in_at?.toISOString() ?? null,
    mode: cx.app.mode,
  }
}
