import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import type { ImportLine } from '../../contract/library.ts'
import { loadUnit } from '../organisations/index.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import type { App, Cx } from '../platform/command.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/system-actor.ts'
import { loadOffline } from './bulk.ts'
import { countsOf, enterRead, keepReport } from './import.ts'
import type { Import } from './import.ts'
import { isNoise, readGiven } from './read-files.ts'
import type { Read } from './read-files.ts'

const [textsAtOnce, linesKept] = [500, 5000]

interface Folder extends Import {
  folder: string
  officeCode: string
}
type Counts = ReturnType<typeof countsOf>

/**
 * 历年资料入库: a folder with all its folders enters the library of one office while the node does not run, for the index is made anew at
 * the end. Broken off, it is run again: what is there already is known. The report, kept as that of an import, names what was refused.
 * `owner`: a connection that may change tables. Throws a sentence when the folder or the office is not there.
 */
export async function takeOver(
  app: App,
  owner: Database,
  input: Folder,
  onPart: (all: Counts) => void,
): Promise<Counts> {
  const paths = filesIn(input.folder)
  const office = await runQuery(app, systemActor, (cx) => officeWith(cx, input.officeCode))
  const counts: Counts = { imported: 0, known: 0, refused: 0 }
  const refused: ImportLine[] = []
  const enter = async (read: Read[]) => {
    const lines = await runCommand(app, systemActor, (cx) => enterRead(cx, office, input, read))
    const part = countsOf(lines)
    for (const status of ['imported', 'known', 'refused'] as const) counts[status] += part[status]
    refused.push(...lines.filter((line) => line.status === 'refused').slice(0, linesKept - refused.length))
    onPart(counts)
  }
  await loadOffline(owner, async () => {
    const waiting: Read[] = []
    for (const path of paths)
      for await (const one of readGiven({ name: relative(input.folder, path), bytes: readFileSync(path) })) {
        waiting.push(one)
        if (waiting.length === textsAtOnce) await enter(waiting.splice(0))
      }
    await enter(waiting)
  })
  await runCommand(app, systemActor, (cx) => keepReport(cx, office, newId(), { ...counts, lines: refused }))
  return counts
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`没有这个文件夹：${folder}。`)
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isNoise(relative(folder, path)))
  if (paths.length === 0) throw new Error(`文件夹中没有文件：${folder}。`)
  return paths.toSorted()
}

async function officeWith(cx: Cx, code: string) {
  const office = await cx.db
    .selectFrom('unit')
    .select('id')
    .where('code', '=', code)
    .where('is_office', '=', true)
    .executeTakeFirst()
  if (!office) throw new Error(`没有编码为“${code}”的办公厅（室）。编码见“机构”页面。`)
  return loadUnit(cx, office.id)
}

/** While the index is away every search reads everything, and while it is made nobody can save: nobody else may work in the database. */
export async function refuseCompany(owner: Database): Promise<void> {
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(owner)
  if (rows[0]!.others > 0) throw new Error('政信服务正在运行。请先停止服务，入库完成后再启动。')
}
