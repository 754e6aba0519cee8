import pg from 'pg'

/** Who the program is in the database: it owns nothing, and no row security is waived for it. */
export const runtimeRole = 'zhengxin_runtime'
/** Who it is while somebody acts who is nothing but an administrator (三员): business content has no row for this one. */
export const administratorRole = 'zhengxin_administrator'

/** Only added to, by whoever it is (SEC-11). */
const appendOnly = ['event', 'event_seal', 'audit_checkpoint']
/** What administrators work with. Every other table, and every new one, is closed to them. */
const openToAdministrators = [
  'event',
  'event_seal',
  'audit_checkpoint',
  'stored_file',
  'setting',
  'migration',
  'unit',
  'unit_change',
  'person',
  'post',
  'role_grant',
  'catalogue_entry',
  'word_list',
  'account',
  'sign_in_guard',
  'password_history',
  'session',
  'second_factor',
  'recovery_code',
  'sign_in_step',
  'one_time_link',
  'access_token',
  'calendar_day',
  'calendar_year',
  'notice',
  'digest',
  'letter',
  'node',
  'node_key',
  'node_invitation',
  'line',
  'outbox',
  'inbox',
  'receipt',
  'blob',
]

/**
 * Gives the two roles what they need and no more. The owner of the tables (whom DATABASE_URL names) runs this after the
 * migrations at every start: a table that came with a new version is covered from its first row.
 */
export async function guardRail(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(7265750)`)
    for (const role of [runtimeRole, administratorRole]) await ensureRole(client, role)
    await client.query('begin')
    const both = `${runtimeRole}, ${administratorRole}`
    for (const schema of await schemasOf(client)) {
      await client.query(`grant usage on schema ${schema} to ${both}`)
      await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${both}`)
      await client.query(`grant usage, select on all sequences in schema ${schema} to ${both}`)
    }
    const bare = await tablesWithoutPolicy(client)
    const tables = (
      await client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)
    ).rows
    for (const { name } of tables.filter((table) => appendOnly.includes(table.name)))
      await client.query(`revoke update, delete on ${name} from ${both}`)
    await client.query(`revoke insert, update, delete on migration from ${both}`)
    for (const { schema, table } of bare) {
      const name = `"${schema}"."${table}"`
      await client.query(`alter table ${name} enable row level security`)
      const whom = schema !== 'public' || openToAdministrators.includes(table) ? both : runtimeRole
      // a constant: the planner drops it, so that every index still serves
      await client.query(`create policy guard_rail on ${name} to ${whom} using (true) with check (true)`)
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function ensureRole(client: pg.Client, role: string) {
  const exists = async () => (await client.query(`select from pg_roles where rolname = $1`, [role])).rowCount === 1
  try {
    if (!(await exists())) await client.query(`create role ${role} nologin`).catch(unlessThere)
    const { rows } = await client.query<{ may: boolean }>(`select pg_has_role(session_user, $1, 'member') as may`, [
      role,
    ])
    if (!rows[0]!.may) await client.query(`grant ${role} to session_user`)
  } catch (error) {
    throw new Error(
      `数据库用户无权建立运行角色。请由数据库管理员执行：create role ${role} nologin; grant ${role} to DATABASE_URL 所用的用户; 然后重新启动。\n${(error as Error).message}`,
      { cause: error },
    )
  }
}

/** Roles belong to the whole server: another database of it may have made the same one just now. */
const unlessThere = (error: { code?: string }) => {
  if (error.code !== '42710' && error.code !== '23505') throw error
}

async function schemasOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname in ('public', 'graphile_worker')`,
  )
  return rows.map((row) => row.name)
}

async function tablesWithoutPolicy(client: pg.Client): Promise<{ schema: string; table: string }[]> {
  const { rows } = await client.query<{ schema: string; table: string }>(
    `select n.nspname as schema, c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'p')
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'guard_rail')`,
  )
  return rows
}

/** Throws a sentence when whoever `pool` is could see past row security or change tables: the node must not start so. */
export async function refuseBypass(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; all: boolean; owns: boolean }>(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls or r.rolcreaterole as all,
            exists (select from pg_class c where c.relowner = r.oid) as owns
       from pg_roles r where r.rolname = current_user`,
  )
  const { name, all, owns } = rows[0]!
  if (all || owns)
    throw new Error(
      `数据库角色 ${name} 可以绕过行级安全，程序没有启动。请执行：alter role ${name} nosuperuser nobypassrls nocreaterole; 并确认它不拥有任何表。`,
    )
}
