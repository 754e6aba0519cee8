import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../server/platform/migrate.ts'
import { startPostgres } from '../../server/platform/postgres.ts'

/** Migrates a throw-away database and writes server/platform/schema.ts from it: dates are strings, bigint a number. */
const schemaPath = join(import.meta.dirname, '../../server/platform/schema.ts')
const folder = mkdtempSync(join(tmpdir(), 'zhengxin-types-'))
chmodSync(folder, 0o755)
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), fast: true })
try {
  await migrate(postgres.url)
  const before = readFileSync(schemaPath, 'utf8')
  const fresh = generate(postgres.url)
  if (process.argv.includes('--check') && before !== fresh) {
    console.error('server/platform/schema.ts is stale: run npm run db:types.')
    process.exitCode = 1
  } else if (before !== fresh) {
    writeFileSync(schemaPath, fresh)
  }
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

function generate(url: string): string {
  const out = join(folder, 'schema.ts')
  const codegen = join(import.meta.dirname, '../../node_modules/.bin/kysely-codegen')
  const { status, stderr } = spawnSync(
    codegen,
    ['--url', url, '--dialect', 'postgres', '--out-file', out, '--date-parser', 'string', '--numeric-parser', 'string'],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`kysely-codegen failed: ${stderr}`)
  return readFileSync(out, 'utf8').replace(
    /^export type Int8 = .*$/m,
    'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;',
  )
}
