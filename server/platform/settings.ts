import type { Cx } from './command.ts'
import { json } from './database.ts'
import type { Database, Tx } from './database.ts'

/** The settings of a module, by their names without its prefix: 'identity.' → { idleMinutes: 30 }. Only what somebody has set. */
export async function readSettings(db: Database | Tx, prefix: string): Promise<Map<string, unknown>> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).where('key', 'like', `${prefix}%`).execute()
  return new Map(rows.map((row) => [row.key.slice(prefix.length), row.value]))
}

export async function writeSettings(cx: Cx, prefix: string, values: Record<string, unknown>): Promise<void> {
  await cx.db
    .insertInto('setting')
    .values(
      Object.entries(values).map(([key, value]) => ({
        key: prefix + key,
        value: json(value),
        updated_at: cx.now,
        updated_by: cx.actor.personId,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        updated_at: eb.ref('excluded.updated_at'),
        updated_by: eb.ref('excluded.updated_by'),
      })),
    )
    .execute()
}
