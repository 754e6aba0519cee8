import type { UnitKind } from '../../contract/organisations.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayOf } from './units.ts'
import { loadUnitForChange, lockTree, recordChange } from './change-unit.ts'

export interface NewUnit {
  parentId: string
  code: string
  kind: UnitKind
  isOffice: boolean
  name: string
  shortName: string
  governmentName: string | null
  phone: string | null
  position: number
  validFrom: string
  basis: string
}

/** 新设: a unit below another, from a day on. Its code is its place in every path and never changes. */
export async function createUnit(cx: Cx, input: NewUnit) {
  await lockTree(cx)
  const parent = await loadUnitForChange(cx, input.parentId)
  if (input.validFrom > dayOf(cx.now)) throw new Refusal('unit.effective_in_future')
  if (input.validFrom < parent.valid_from) throw new Refusal('unit.effective_too_early', { after: parent.valid_from })
  const taken = await cx.db.selectFrom('unit').select('name').where('code', '=', input.code).executeTakeFirst()
  if (taken) throw new Refusal('unit.code_taken', { code: input.code, name: taken.name })

  const id = newId()
  await cx.db
    .insertInto('unit')
    .values({
      id,
      code: input.code,
      path: `${parent.path}${input.code}/`,
      parent_id: parent.id,
      kind: input.kind,
      is_office: input.isOffice,
      name: input.name,
      short_name: input.shortName,
      government_name: input.governmentName,
      phone: input.phone,
      position: input.position,
      valid_from: input.validFrom,
    })
    .execute()
  await recordChange(cx, {
    unitId: id,
    kind: 'founded',
    effectiveOn: input.validFrom,
    basis: input.basis,
    after: { name: input.name, parentId: parent.id },
  })
  return { id }
}
