import { sql } from 'kysely'
import type { ImportLine, ImportReport } from '../../contract/library.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { openFile } from '../platform/files.ts'
import { newId, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { enterMany } from './bulk.ts'
import type { Entering } from './entering.ts'
import { foldRecord } from './fold.ts'
import { readGiven } from './read-files.ts'
import type { Read } from './read-files.ts'
import { topicsFor } from './topics.ts'

const mostAtOnce = 5000
/** For whom the texts are, and in what they were printed when they do not say it. */
export interface Import {
  audience: 'desk' | 'below'
  publicationName: string
}
interface Input extends Import {
  id: string
  officeId?: string
  fileIds: string[]
}

/**
 * 批量入库: files, archives of files and tables, each with a line in the report. Files are read outside the transaction, for many take
 * minutes; then everything that could be read enters at once. The same text twice is one record.
 */
export async function importIntoLibrary(context: RequestContext, input: Input): Promise<ImportReport> {
  const files = await context.query(async (cx) => {
    await officeOf(cx, input.officeId)
    return Promise.all(input.fileIds.map((id) => openFile(cx, id)))
  })
  const read: Read[] = []
  for (const file of files) {
    for await (const one of readGiven({ name: file.name, bytes: await file.read() })) {
      read.push(one)
      if (read.length > mostAtOnce) throw new Refusal('library.too_many', { limit: mostAtOnce })
    }
  }
  return context.run(async (cx) => {
    const office = await officeOf(cx, input.officeId)
    const lines = await enterRead(cx, office, input, read)
    return keepReport(cx, office, input.id, { lines, ...countsOf(lines) })
  })
}

async function officeOf(cx: Cx, officeId: string | undefined) {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  requirePermission(cx, 'library.manage', 'library.manage', office.path)
  return office
}

/** What was read enters, kept by this office; a line says of each what became of it. */
export async function enterRead(cx: Cx, office: Unit, input: Import, read: Read[]): Promise<ImportLine[]> {
  const topics = await topicsFor(cx, office.id)
  const common = {
    unitId: office.id,
    permission: 'issue.read' as const,
    sharedPath: input.audience === 'below' ? office.path : null,
    state: 'imported',
  }
  const issues = new Map<string, string>()
  /** The record of the issue itself, so that it stands among the back issues. */
  const issueOf = async (name: string, year: number, number: number, day: string) => {
    const key = `${name} ${year}年第${number}期`
    const id = issues.get(key) ?? (await findIssue(cx, office.id, name, year, number)) ?? newId()
    if (!issues.has(key))
      entering.push({
        ...common,
        id,
        kind: 'issue',
        sortAt: atNine(day),
        issueId: id,
        title: key,
        text: '',
        publicationName: name,
        issueYear: year,
        issueNumber: number,
        sourceUnitName: office.name,
      })
    issues.set(key, id)
    return id
  }
  const lines: ImportLine[] = []
  const entering: Entering[] = []
  const digests = read.map(({ text }) => (text ? sha256(foldRecord(text.title, text.text)) : ''))
  const seen = await findSame(cx, office.id, digests)
  for (const [at, { name, text, problem }] of read.entries()) {
    if (!text) {
      lines.push({ name, status: 'refused', title: '', characters: 0, recordId: null, problem: problem ?? 'damaged' })
      continue
    }
    const known = seen.get(digests[at]!)
    const id = known ?? newId()
    seen.set(digests[at]!, id)
    lines.push({
      name,
      status: known ? 'known' : 'imported',
      title: text.title,
      characters: text.text.length,
      recordId: id,
      problem: null,
    })
    if (known) continue
    const publicationName = text.publication || input.publicationName
    const issue =
      publicationName && text.year !== null && text.number !== null
        ? await issueOf(publicationName, text.year, text.number, text.day!)
        : null
    entering.push({
      id,
      kind: issue ? 'entry' : 'document',
      sortAt: text.day ? atNine(text.day) : cx.now,
      ...common,
      issueId: issue,
      sourceUnitName: text.unit,
      authorName: text.author,
      title: text.title,
      text: text.text,
      publicationName,
      issueYear: publicationName ? (text.year ?? null) : null,
      issueNumber: text.number,
      documentNumber: text.documentNumber,
    })
  }
  for (let at = 0; at < entering.length; at += 200)
    await enterMany(cx.db, entering.slice(at, at + 200), { now: cx.now, topics })
  return lines
}

export const countsOf = (lines: ImportLine[]) => ({
  imported: lines.filter((line) => line.status === 'imported').length,
  known: lines.filter((line) => line.status === 'known').length,
  refused: lines.filter((line) => line.status === 'refused').length,
})

export async function keepReport(
  cx: Cx,
  office: Unit,
  id: string,
  report: Omit<ImportReport, 'id' | 'at' | 'byName'>,
): Promise<ImportReport> {
  await cx.db
    .insertInto('library_import')
    .values({ id, unit_id: office.id, imported_by_name: cx.actor.name, imported_at: cx.now, report: json(report) })
    .execute()
  const { lines: _, ...counts } = report
  await cx.record('library.imported', { id, unitId: office.id }, counts)
  cx.tell('library', office.id)
  return { id, at: cx.now.toISOString(), byName: cx.actor.name, ...report }
}

const atNine = (day: string) => new Date(`${day}T09:00:00+08:00`)

const findIssue = async (
  cx: Cx,
  unitId: string,
  name: string,
  year: number,
  number: number,
): Promise<string | undefined> =>
  (
    await cx.db
      .selectFrom('library_record')
      .select('id')
      .where('kind', '=', 'issue')
      .where('unit_id', '=', unitId)
      .where('publication_name', '=', name)
      .where('issue_year', '=', year)
      .where('issue_number', '=', number)
      .limit(1)
      .executeTakeFirst()
  )?.id

/** Which of these texts the office has already, by their digests. */
async function findSame(cx: Cx, unitId: string, digests: string[]): Promise<Map<string, string>> {
  const rows = await cx.db
    .selectFrom('library_record')
    .select(['digest', 'id'])
    .where('digest', '=', sql<string>`any(${digests}::text[])`)
    .where('unit_id', '=', unitId)
    .execute()
  return new Map(rows.map((row) => [row.digest, row.id]))
}

export async function listImports(cx: Cx): Promise<{ items: ImportReport[] }> {
  const { path } = await officeOf(cx, undefined)
  const rows = await cx.db
    .selectFrom('library_import')
    .innerJoin('unit', 'unit.id', 'library_import.unit_id')
    .selectAll('library_import')
    .where('unit.path', '=', path)
    .orderBy('imported_at', 'desc')
    .limit(20)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: row.imported_at.toISOString(),
      byName: row.imported_by_name,
      ...(row.report as unknown as Pick<ImportReport, 'lines' | 'imported' | 'known' | 'refused'>),
    })),
  }
}
