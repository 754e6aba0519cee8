import type { ExpressionBuilder } from 'kysely'
import type { DB } from '../platform/schema.ts'

/** The unit an account belongs to: of the person's main post, also when it has ended, so that left-over accounts stay in sight. */
export const placeOf = (eb: ExpressionBuilder<DB, 'account'>) =>
  eb
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select(['unit.id as unitId', 'unit.path as unitPath', 'unit.name as unitName'])
    .whereRef('post.person_id', '=', 'account.person_id')
    .orderBy((order) => order('post.valid_to', 'is', null), 'desc')
    .orderBy('post.is_main', 'desc')
    .orderBy('post.valid_from', 'desc')
    .limit(1)
    .as('place')
