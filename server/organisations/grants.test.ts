import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../contract/access.ts'
import type { Actor } from '../platform/access.ts'
import { newWorld } from '../../test/world.ts'
import type { UnitCode, World } from '../../test/world.ts'
import { delegate, endDelegation } from './delegations.ts'
import { grantRole, revokeGrant } from './grants.ts'
import { listGrants, myGrants } from './list-grants.ts'
import { showPerson } from './show-person.ts'
import { findActor } from './units.ts'

let world: World
let security: Actor
beforeAll(async () => {
  world = await newWorld()
  security = await world.person('securityAdmin', '140000', { reach: 'subtree' })
})
afterAll(() => world.close())

const grant = (
  personId: string,
  role: Role,
  at: UnitCode,
  validTo: string | null = null,
  by = security,
  validFrom = '2026-03-01',
) =>
  world
    .as(by, (cx) => grantRole(cx, { personId, unitId: world.unit(at).id, role, reach: 'own', validFrom, validTo }))
    .then(({ id }) => id)
const rolesOn = async (personId: string, day: string) =>
  (await findActor(world.db, personId, new Date(`${day}T04:00:00.000Z`), null))?.grants.map((held) => [
    held.role,
    held.delegatedFrom ?? null,
  ])

describe('giving and taking back', () => {
  test('a role counts from its first to its last day, and no longer once taken back', async () => {
    const { personId } = await world.person([], '140105', { name: '新来者' })
    const id = await grant(personId, 'reporter', '140105', '2026-03-31')
    expect(
      await Promise.all(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => rolesOn(personId, day))),
    ).toEqual([[], [['reporter', null]], [['reporter', null]], []])
    await world.as(security, (cx) => revokeGrant(cx, { id, reason: '调离' }))
    expect(await rolesOn(personId, '2026-03-10')).toEqual([])
    await expect(world.as(security, (cx) => revokeGrant(cx, { id, reason: '' }))).rejects.toMatchObject({
      code: 'grant.ended',
    })
    expect((await world.events(personId)).map((event) => event.kind)).toEqual(['grant.given', 'grant.revoked'])
    const { grants } = await world.asReader(security, (cx) => showPerson(cx, { id: personId }))
    expect(grants).toMatchObject([{ role: 'reporter', state: 'revoked', actions: [] }])
  })

  test.each([
    ['a system administrator gives no roles', 'systemAdmin', '140000'],
    ['a chief editor gives no roles', 'chiefEditor', '140105'],
    ['a security administrator of a city gives none in the province', 'securityAdmin', '140200'],
  ] as const)('%s (SEC-20)', async (_reason, role, at) => {
    const by = await world.person(role, at, { reach: 'subtree' })
    const { personId } = await world.person([], '140105')
    await expect(grant(personId, 'reporter', '140105', null, by)).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('not to oneself, not twice, not backwards', async () => {
    await expect(grant(security.personId, 'securityAdmin', '140105')).rejects.toMatchObject({ code: 'grant.to_self' })
    const { personId } = await world.person('reporter', '140105', { name: '已有者' })
    await expect(grant(personId, 'reporter', '140105')).rejects.toMatchObject({
      code: 'grant.already_held',
      data: { name: '已有者' },
    })
    await expect(grant(personId, 'reviewer', '140105', '2026-03-01')).rejects.toMatchObject({ code: 'grant.bad_dates' })
    await expect(grant(personId, 'reviewer', '140105', '2026-03-05', security, '2026-03-06')).rejects.toMatchObject({
      code: 'grant.bad_dates',
    })
  })

  test('three administrators are three people without business, also one after another, also at once', async () => {
    const { personId } = await world.person('reporter', '140200')
    await expect(grant(personId, 'auditor', '140200')).rejects.toMatchObject({
      code: 'grant.admin_and_business',
      data: { held: 'reporter', wanted: 'auditor' },
    })
    const { personId: empty } = await world.person([], '140200')
    const results = await Promise.allSettled(
      (['systemAdmin', 'auditor', 'editor'] as const).map((role) => grant(empty, role, '140200')),
    )
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    const { personId: former } = await world.person([], '140200')
    await grant(former, 'auditor', '140200', '2026-03-31')
    await expect(grant(former, 'systemAdmin', '140200')).rejects.toMatchObject({ code: 'grant.separate_admins' })
    await grant(former, 'systemAdmin', '140200', null, security, '2026-04-01')
  })

  test('the security administrator sees who may do what, where it is his to give; nobody else does', async () => {
    const page = await world.asReader(security, (cx) => listGrants(cx, { role: ['auditor'], limit: 50 }))
    expect(page.items.every((item) => item.role === 'auditor' && item.actions.includes('revoke'))).toBe(true)
    expect(page.items.length).toBeGreaterThan(0)
    const reporter = await world.person('reporter', '140105')
    expect((await world.asReader(reporter, (cx) => listGrants(cx, { limit: 50 }))).items).toEqual([])
    expect((await world.asReader(reporter, (cx) => showPerson(cx, { id: security.personId }))).maySeeGrants).toBe(false)
  })
})

describe('授权: another signs for me', () => {
  let signer: Actor, colleague: Actor
  let grantId: string
  beforeAll(async () => {
    signer = await world.person('deputySigner', '140105', { name: '王建国' })
    colleague = await world.person('reviewer', '140105', { name: '赵振华' })
    grantId = (
      await world.db
        .selectFrom('role_grant')
        .select('id')
        .where('person_id', '=', signer.personId)
        .executeTakeFirstOrThrow()
    ).id
  })
  const lend = (change: Partial<Parameters<typeof delegate>[1]> = {}, by = signer) =>
    world.as(by, (cx) =>
      delegate(cx, {
        grantId,
        toPersonId: colleague.personId,
        validFrom: '2026-03-05',
        validTo: '2026-03-08',
        reason: '出差',
        ...change,
      }),
    )

  test.each([
    ['not to oneself', () => ({ toPersonId: signer.personId }), 'delegation.to_self'],
    ['not backwards', () => ({ validTo: '2026-03-04' }), 'grant.bad_dates'],
    ['not for the past', () => ({ validFrom: '2026-02-01', validTo: '2026-02-28' }), 'grant.bad_dates'],
    ['not to nobody', () => ({ toPersonId: crypto.randomUUID() }), 'not_found'],
  ] as const)('%s', async (_reason, change, code) => expect(lend(change())).rejects.toMatchObject({ code }))

  test('only the own right, only to sign, only to a colleague who does not have it and is no administrator', async () => {
    await expect(lend({}, colleague)).rejects.toMatchObject({ code: 'delegation.not_yours' })
    const reviewing = (
      await world.db
        .selectFrom('role_grant')
        .select('id')
        .where('person_id', '=', colleague.personId)
        .executeTakeFirstOrThrow()
    ).id
    await expect(lend({ grantId: reviewing, toPersonId: signer.personId }, colleague)).rejects.toMatchObject({
      code: 'delegation.not_delegable',
    })
    const elsewhere = await world.person('reviewer', '140106', { name: '别处的人' })
    await expect(lend({ toPersonId: elsewhere.personId })).rejects.toMatchObject({
      code: 'delegation.other_unit',
      data: { name: '别处的人', unitName: '小店区人民政府办公室' },
    })
    const other = await world.person('deputySigner', '140105')
    await expect(lend({ toPersonId: other.personId })).rejects.toMatchObject({ code: 'grant.already_held' })
    const auditor = await world.person('auditor', '140105')
    await expect(lend({ toPersonId: auditor.personId })).rejects.toMatchObject({ code: 'grant.admin_and_business' })
  })

  test('counts while the dates last, names the principal, cannot be passed on, and ends when the principal says so', async () => {
    const { id } = await lend()
    const days = ['2026-03-04', '2026-03-05', '2026-03-08', '2026-03-09']
    const signing = ['deputySigner', '王建国']
    const held = async () =>
      (await Promise.all(days.map((day) => rolesOn(colleague.personId, day)))).map((roles) =>
        roles?.some((role) => String(role) === String(signing)),
      )
    expect(await held()).toEqual([false, true, true, false])
    await expect(lend({ grantId: id, toPersonId: signer.personId }, colleague)).rejects.toMatchObject({
      code: 'delegation.not_yours',
    })
    expect(
      (await world.asReader(signer, myGrants)).items.map((item) => [item.role, item.personName, item.actions]),
    ).toEqual([
      ['deputySigner', '王建国', ['delegate']],
      ['deputySigner', '赵振华', ['endDelegation']],
    ])
    await expect(world.as(colleague, (cx) => endDelegation(cx, { id }))).rejects.toMatchObject({
      code: 'delegation.not_yours',
    })
    await world.as(signer, (cx) => endDelegation(cx, { id }))
    expect(await held()).toEqual([false, false, false, false])
  })

  test('ends with the right it was lent from', async () => {
    const chief = await world.person([], '140105', { name: '主任' })
    const own = await grant(chief.personId, 'chiefSigner', '140105', '2026-03-20')
    await expect(lend({ grantId: own, validTo: '2026-03-21' }, chief)).rejects.toMatchObject({
      code: 'delegation.outlives_grant',
      data: { validTo: '2026-03-20' },
    })
    await lend({ grantId: own, validTo: '2026-03-20' }, chief)
    expect(await rolesOn(colleague.personId, '2026-03-06')).toContainEqual(['chiefSigner', '主任'])
    await world.as(security, (cx) => revokeGrant(cx, { id: own, reason: '免职' }))
    expect(await rolesOn(colleague.personId, '2026-03-06')).not.toContainEqual(['chiefSigner', '主任'])
  })
})
