import type { Role } from '../../contract/access.ts'
import type { Cx } from '../platform/command.ts'
import { readOidc } from './oidc-settings.ts'
import { setUpNeeded } from './set-up.ts'

/** Known to everybody, so it opens nothing but the demo: the demo's loader gives it to the demo's accounts, and the demo listens on this machine only. */
export const demoPassword = 'Yanshi@2026'

const roleNames: Record<Role, string> = {
  reporter: '信息员',
  reviewer: '信息负责人',
  secrecyReviewer: '保密审查员',
  deputySigner: '分管负责人',
  chiefSigner: '主要负责人',
  editor: '采编员',
  chiefEditor: '主编',
  issueSigner: '刊物签发人',
  assessor: '考核员',
  supervisor: '督办员',
  leader: '领导',
  reader: '阅读人',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditor: '审计管理员',
}

/** What the sign-in page shows. Outside of the demo it names nobody. */
export async function signInPage(cx: Cx) {
  const { mode } = cx.app
  const oidc = await readOidc(cx.db)
  const page = {
    mode,
    accounts: [] as { login: string; name: string; unit: string; roleNames: string[] }[],
    demoPassword: null as string | null,
    setUpNeeded: await setUpNeeded(cx),
    singleSignOn: oidc.enabled && cx.app.origin !== null ? oidc.label : null,
  }
  if (mode !== 'demo') return page
  const rows = await cx.db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .innerJoin('role_grant', 'role_grant.person_id', 'person.id')
    .innerJoin('unit', 'unit.id', 'role_grant.unit_id')
    .select(['account.login', 'person.name', 'unit.name as unit', 'role_grant.role'])
    .where('account.disabled_at', 'is', null)
    .where('role_grant.revoked_at', 'is', null)
    .orderBy('account.created_at')
    .orderBy('account.login')
    .limit(200)
    .execute()
  const byLogin = new Map<string, (typeof page.accounts)[number]>()
  for (const row of rows) {
    const account = byLogin.get(row.login) ?? { login: row.login, name: row.name, unit: row.unit, roleNames: [] }
    account.roleNames.push(roleNames[row.role as Role])
    byLogin.set(row.login, account)
  }
  return { ...page, accounts: [...byLogin.values()], demoPassword }
}
