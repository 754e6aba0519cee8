import type pg from 'pg'

const batch = 500

/** Every table of the program, and the columns that are stored (not reckoned). The list of migrations is not content. */
export async function listTables(client: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.table_name <> 'migration'
      group by 1 order by 1`,
  )
  return new Map(rows.map((row) => [row.table, row.columns]))
}

/** The rows of a table as JSON arrays of at most 500, read by a cursor so that memory stays flat. Needs an open transaction. */
export async function* readRows(client: pg.Client, table: string): AsyncGenerator<{ rows: string; count: number }> {
  const name = quoted(table)
  await client.query(`declare backup_rows no scroll cursor for select to_jsonb(t)::text as row from ${name} t`)
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${batch} from backup_rows`)
    if (rows.length === 0) break
    yield { rows: `[${rows.map((each) => each.row).join(',')}]`, count: rows.length }
  }
  await client.query('close backup_rows')
}

export async function writeRows(client: pg.Client, table: string, columns: string[], rows: string): Promise<void> {
  const list = columns.map(quoted).join(', ')
  await client.query(
    `insert into ${quoted(table)} (${list}) overriding system value select ${list} from jsonb_populate_recordset(null::${quoted(table)}, $1::jsonb)`,
    [rows],
  )
}

/** Rows come table by table: references and triggers wait until all are there. Returns what puts them back. */
export async function suspendReferences(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  const tables = [...(await listTables(client)).keys()]
  for (const row of rows) await client.query(`alter table ${row.table} drop constraint ${quoted(row.name)}`)
  for (const table of tables) await client.query(`alter table ${quoted(table)} disable trigger user`)
  return async () => {
    for (const table of tables) await client.query(`alter table ${quoted(table)} enable trigger user`)
    for (const row of rows)
      await client.query(`alter table ${row.table} add constraint ${quoted(row.name)} ${row.definition}`)
  }
}

/** Counters go on after the largest number that was restored. */
export async function advanceCounters(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select table_name as table, column_name as column, pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
       from information_schema.columns
      where table_schema = 'public' and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`,
  )
  for (const { table, column, sequence } of rows)
    await client.query(
      `select setval($1, coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`,
      [sequence],
    )
}

export const countRows = async (client: pg.Client, table: string): Promise<number> =>
  Number((await client.query<{ count: string }>(`select count(*) from ${quoted(table)}`)).rows[0]!.count)

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
