import { sql } from 'kysely'
import type { DirectoryChange, DirectoryUnit } from '../../contract/letters.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { lockTree } from './change-unit.ts'

export interface Directory {
  units: DirectoryUnit[]
  changes: DirectoryChange[]
}

/** The tree with its history, whole or of these units: what another node needs to know the same units by the same ids. */
export async function readDirectory(cx: Cx, unitIds?: string[]): Promise<Directory> {
  let units = cx.db.selectFrom('unit').selectAll().orderBy('path')
  let changes = cx.db.selectFrom('unit_change').selectAll().orderBy('recorded_at').orderBy('id')
  if (unitIds) {
    units = units.where('id', 'in', unitIds)
    changes = changes.where('unit_id', 'in', unitIds)
  }
  return {
    units: (await units.execute()).map((unit) => ({
      id: unit.id,
      code: unit.code,
      path: unit.path,
      parentId: unit.parent_id,
      kind: unit.kind,
      isOffice: unit.is_office,
      name: unit.name,
      shortName: unit.short_name,
      governmentName: unit.government_name,
      phone: unit.phone,
      validFrom: unit.valid_from,
      validTo: unit.valid_to,
      position: unit.position,
    })),
    changes: (await changes.execute()).map((change) => ({
      id: change.id,
      unitId: change.unit_id,
      kind: change.kind,
      effectiveOn: change.effective_on,
      before: change.before as Record<string, unknown>,
      after: change.after as Record<string, unknown>,
      basis: change.basis,
      recordedAt: change.recorded_at.toISOString(),
    })),
  }
}

/**
 * Lays in what another node tells of the tree: the same units under the same ids, as they are there. Refuses with unit.code_taken
 * when this node has a unit of its own under one of the codes: then two trees have grown, and a person must decide.
 */
export async function layDirectory(cx: Cx, { units, changes }: Directory): Promise<void> {
  if (units.length === 0) return
  await lockTree(cx)
  const taken = await sql<{ code: string; name: string }>`
    select u.code, u.name from unit u join jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as n(id uuid, code text) on n.code = u.code where n.id <> u.id limit 1`.execute(
    cx.db,
  )
  if (taken.rows[0]) throw new Refusal('unit.code_taken', taken.rows[0])
  for (const unit of units) {
    const row = {
      code: unit.code,
      path: unit.path,
      parent_id: unit.parentId,
      kind: unit.kind,
      is_office: unit.isOffice,
      name: unit.name,
      short_name: unit.shortName,
      government_name: unit.governmentName,
      phone: unit.phone,
      valid_from: unit.validFrom,
      valid_to: unit.validTo,
      position: unit.position,
    }
    await cx.db
      .insertInto('unit')
      .values({ id: unit.id, ...row })
      .onConflict((oc) => oc.column('id').doUpdateSet(row))
      .execute()
  }
  for (const change of changes)
    await cx.db
      .insertInto('unit_change')
      .values({
        id: change.id,
        unit_id: change.unitId,
        kind: change.kind,
        effective_on: change.effectiveOn,
        before: json(change.before),
        after: json(change.after),
        basis: change.basis,
        recorded_at: change.recordedAt,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .execute()
  cx.tell('organisations', '*')
}

/** A unit and all below it, by id: what moves with it. */
export async function subtreeIds(cx: Cx, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select below.id from unit top join unit below on starts_with(below.path, top.path) where top.id = ${unitId} order by below.path`.execute(
    cx.db,
  )
  return rows.map((row) => row.id)
}
