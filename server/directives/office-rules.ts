import { sql } from 'kysely'
import { DirectiveRules } from '../../contract/directives.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { defaultRules } from './rules/defaults.ts'

/** 办理规则 that hold for a unit: its own, those of the nearest office above it, the node's; else 13710 as the product brings it. */
export async function rulesFor(cx: Cx, unitId: string): Promise<DirectiveRules> {
  const { path } = await loadUnit(cx, unitId)
  const row = await cx.db
    .selectFrom('directive_rules')
    .leftJoin('unit', 'unit.id', 'directive_rules.office_id')
    .select('rules')
    .where((eb) => eb.or([eb('office_id', 'is', null), sql<boolean>`starts_with(${path}, unit.path)`]))
    .orderBy(sql`length(unit.path)`, (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst()
  return row ? DirectiveRules.parse(row.rules) : defaultRules
}
