import type { AdminRole } from '../../contract/identity.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { giveRole } from './grants.ts'
import { addPerson } from './people.ts'
import { dayOf } from './units.ts'

interface Place {
  id: string
  path: string
  name: string
}

/** The unit this node serves: the top of its tree. Undefined on a fresh installation. */
export const findTopUnit = (cx: Cx): Promise<Place | undefined> =>
  cx.db
    .selectFrom('unit')
    .select(['id', 'path', 'name'])
    .where('parent_id', 'is', null)
    .where('valid_to', 'is', null)
    .orderBy('path')
    .limit(1)
    .executeTakeFirst()

/** The first unit of a fresh installation, named at the first set-up. Every other one is made below it. */
export async function foundUnit(
  cx: Cx,
  input: { name: string; code: string; kind: 'provinceOffice' | 'cityOffice' | 'countyOffice' },
): Promise<Place> {
  if (await findTopUnit(cx)) throw new Refusal('not_permitted', { need: 'unit.manage' })
  const unit = { id: newId(), path: `/${input.code}/`, name: input.name }
  const today = dayOf(cx.now)
  await cx.db
    .insertInto('unit')
    .values({
      ...unit,
      code: input.code,
      parent_id: null,
      kind: input.kind,
      is_office: true,
      short_name: input.name,
      valid_from: today,
    })
    .execute()
  await cx.db
    .insertInto('unit_change')
    .values({ id: newId(), unit_id: unit.id, kind: 'founded', effective_on: today, recorded_at: cx.now })
    .execute()
  await cx.record('unit.founded', { id: unit.id, unitId: unit.id }, { name: input.name, code: input.code })
  return unit
}

/** One of the three administrators of a fresh installation: a new person with a post and this one role over the whole tree (SEC-20). */
export async function admitAdministrator(
  cx: Cx,
  input: { unit: Place; name: string; title: string; role: AdminRole },
): Promise<string> {
  const validFrom = dayOf(cx.now)
  const { id } = await addPerson(cx, {
    name: input.name,
    mobile: null,
    email: null,
    unitId: input.unit.id,
    title: input.title,
    officer: 'none',
    officePhone: null,
    validFrom,
  })
  await giveRole(cx, {
    personId: id,
    unitId: input.unit.id,
    role: input.role,
    reach: 'subtree',
    validFrom,
    validTo: null,
  })
  return id
}
