import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The server of this run: test/postgres-setup.ts started it and left its address. */
const serverUrl = () => {
  const url = process.env.ZHENGXIN_TEST_SERVER
  if (!url) throw new Error('The test server is not running: tests are started by vitest with test/postgres-setup.ts.')
  return new URL(url)
}

/** A database of its own for one test file, cloned from the migrated template. */
export const freshDatabase = () => databaseFrom('template_zhengxin')
/** The same without any table: for what begins before the migrations. */
export const freshEmptyDatabase = () => databaseFrom('template0')

async function databaseFrom(template: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${template}`)
  const url = serverUrl()
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) }
}

async function onServer(statement: string) {
  const client = new pg.Client({ connectionString: serverUrl().href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
