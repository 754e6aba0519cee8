import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Search } from '../../../contract/library.ts'
import { daysOf } from '../../../server/library/ask.ts'
import type { Entering } from '../../../server/library/entering.ts'
import { fold, foldRecord } from '../../../server/library/fold.ts'
import { parseQuery } from '../../../server/library/rules/query.ts'
import type { Unit } from '../../../server/organisations/index.ts'
import { freePort } from '../../../test/faults/node-process.ts'

export type Groonga = Awaited<ReturnType<typeof startGroonga>>

/** The reference: Debian's Groonga with the same folded texts, indexed by pairs of characters, asked over HTTP. Null when it is not installed. */
export async function openGroonga(units: readonly Unit[]): Promise<Groonga | null> {
  const found = spawnSync('groonga', ['--version'], { encoding: 'utf8' })
  const version = found.stdout?.match(/^Groonga (\S+)/)?.[1]
  return version ? startGroonga(version, units) : null
}

async function startGroonga(version: string, units: readonly Unit[]) {
  const folder = mkdtempSync(join(tmpdir(), 'zhengxin-groonga-'))
  const port = await freePort()
  const pathOf = new Map(units.map((unit) => [unit.id, unit.path]))
  const server = spawn(
    'groonga',
    ['-s', '--protocol', 'http', '--bind-address', '127.0.0.1', '--port', String(port), '-n', join(folder, 'db')],
    { stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => server.once('exit', resolve))

  async function command<T>(name: string, parameters: Record<string, string | number>, body?: string): Promise<T> {
    const url = new URL(`http://127.0.0.1:${port}/d/${name}`)
    for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, String(value))
    const answer = await fetch(
      url,
      body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body },
    )
    const [[code, , , message], result] = (await answer.json()) as [[number, number, number, string?], T]
    if (code !== 0) throw new Error(`Groonga ${name}: ${message}`)
    return result
  }
  const column = (table: string, name: string, type: string, flags = 'COLUMN_SCALAR') =>
    command('column_create', { table, name, flags, type, ...(type === 'Record' ? { source: 'folded' } : {}) })

  for (let tries = 0; !(await command('status', {}).catch(() => null)); tries += 1) {
    if (tries > 100) throw new Error('Groonga does not answer')
    await sleep(100)
  }
  await command('table_create', { name: 'Record', flags: 'TABLE_NO_KEY' })
  await column('Record', 'folded', 'Text')
  await column('Record', 'sort_at', 'Int64')
  await column('Record', 'path', 'ShortText')
  await column('Record', 'category', 'ShortText')

  return {
    name: `Groonga ${version}`,
    load: async (records: readonly Entering[]) =>
      command(
        'load',
        { table: 'Record' },
        JSON.stringify(
          records.map((one) => ({
            folded: foldRecord(one.title, one.text),
            sort_at: one.sortAt.getTime(),
            path: pathOf.get(one.sourceUnitId!)!,
            category: one.categoryCode,
          })),
        ),
      ),
    /** Every pair of signs, as ours: no normalizer, for the texts are folded already. */
    async index() {
      const tokenizer = 'TokenBigramSplitSymbolAlphaDigit'
      await command('table_create', {
        name: 'Term',
        flags: 'TABLE_PAT_KEY',
        key_type: 'ShortText',
        default_tokenizer: tokenizer,
      })
      await column('Term', 'records', 'Record', 'COLUMN_INDEX|WITH_POSITION')
    },
    /** Twenty of the newest, or those in which the words stand most often; and how many there are. */
    async ask(search: Search, sort: 'newest' | 'relevance'): Promise<number> {
      const [[[hits]]] = await command<[[[number]]]>('select', {
        table: 'Record',
        filter: filterOf(search, pathOf),
        sort_keys: sort === 'newest' ? '-sort_at' : '-_score',
        output_columns: '_id,sort_at,folded',
        limit: 20,
        cache: 'no',
      })
      return hits
    },
    async close() {
      server.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function filterOf(search: Search, pathOf: Map<string, string>): string {
  const conditions = parseQuery(search.q, fold).plain.map((word) => `folded @ ${JSON.stringify(word)}`)
  const { from, before } = daysOf(search)
  if (search.unitId) conditions.push(`path @^ ${JSON.stringify(pathOf.get(search.unitId))}`)
  if (from) conditions.push(`sort_at >= ${from.getTime()}`)
  if (before) conditions.push(`sort_at < ${before.getTime()}`)
  if (search.category)
    conditions.push(`in_values(category, ${search.category.map((code) => JSON.stringify(code)).join()})`)
  return conditions.join(' && ')
}
