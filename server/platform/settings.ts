import type { Cx } from './command.ts'
import { json } from './database.ts'

/** A parameter of the node as the administrator set it, or undefined while it stands at its default. */
export async function findSetting<T>(cx: Pick<Cx, 'db'>, key: string): Promise<T | undefined> {
  const row = await cx.db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value as T | undefined
}

/** The caller has checked the permission and the shape of `value`, and records the event. */
export async function writeSetting(cx: Cx, key: string, value: unknown): Promise<void> {
  const row = { value: json(value), updated_at: cx.now, updated_by: cx.actor.personId }
  await cx.db.insertInto('setting').values({ key, ...row }).onConflict((oc) => oc.column('key').doUpdateSet(row)).execute()
}
