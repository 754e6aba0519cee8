import { demoPassword, openAccount } from '../../server/identity/index.ts'
import { demoPeople } from '../../server/demo/people.ts'
import { insideClient } from '../../server/inside-client.ts'
import type { InsideClient } from '../../server/inside-client.ts'
import { admitAdministrator, findActor, importShanxi } from '../../server/organisations/index.ts'
import { runCommand } from '../../server/platform/command.ts'
import type { App } from '../../server/platform/command.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { seedPublications } from '../../server/publications/index.ts'

export const password = demoPassword

/** Who plays in the journeys: the people of the demonstration, as far as a story needs them. */
const cast = [
  'xiaodian.li',
  'xiaodian.zhang',
  'xiaodian.sun',
  'xiaodian.wang',
  'xiaodian.zhao',
  'yingze.xinxi',
  'yingze.kezhang',
  'yingze.zhuren',
  'taiyuan.chen',
  'taiyuan.guo',
  'taiyuan.liu',
  'taiyuan.he',
  'taiyuan.ma',
  'taiyuan.qin',
  'taiyuan.shizhang',
  'taiyuan.duban',
  'taiyuan.bai',
  'sheng.zhou',
  'sheng.wu',
  'sheng.han',
  'sheng.xue',
  'sheng.yan',
  'sheng.cui',
  'sheng.lingdao',
  'sheng.fenguan',
]

/** Shanxi with these people in their offices; the province and 太原市 have publications. `as` acts for someone without a browser. */
export async function engage(app: App, logins = cast): Promise<{ as: (login: string) => Promise<InsideClient> }> {
  await runCommand(app, systemActor, importShanxi)
  const units = new Map(
    (await app.db.selectFrom('unit').select(['id', 'code', 'path', 'name']).execute()).map((unit) => [unit.code, unit]),
  )
  const people = new Map<string, string>()
  const as = async (login: string) =>
    insideClient(app, (await findActor(app.db, people.get(login)!, new Date(), new Date()))!)
  const top = units.get('140000')!
  for (const [login, role, name] of [
    ['admin.system', 'systemAdmin', '管维'],
    ['admin.security', 'securityAdmin', '安平'],
    ['admin.audit', 'auditor', '申计'],
  ] as const) {
    const personId = await runCommand(app, systemActor, (cx) =>
      admitAdministrator(cx, { unit: top, name, title: '管理员', role }),
    )
    people.set(login, personId)
    await runCommand(app, systemActor, (cx) => openAccount(cx, { personId, unitId: top.id, login, password }))
  }
  const [system, security] = [await as('admin.system'), await as('admin.security')]
  const validFrom = '2025-12-01'
  for (const { login, name, title, unit, officer, mobile, roles } of demoPeople.filter((one) =>
    logins.includes(one.login),
  )) {
    const { id: unitId } = units.get(unit)!
    const { id: personId } = await system.organisations.createPerson({
      unitId,
      name,
      title,
      officer: officer ?? 'none',
      mobile: mobile ?? null,
      email: null,
      officePhone: null,
      validFrom,
    })
    for (const role of roles)
      await security.organisations.grantRole({ personId, unitId, role, reach: 'own', validFrom, validTo: null })
    await runCommand(app, systemActor, (cx) => openAccount(cx, { personId, unitId, login, password }))
    people.set(login, personId)
  }
  for (const code of ['140000', '140100'])
    await runCommand(app, systemActor, (cx) => seedPublications(cx, units.get(code)!.id, units.get(code)!.name))
  return { as }
}
