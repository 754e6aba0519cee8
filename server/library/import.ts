import { unzipSync } from 'fflate'
import { extractText } from 'unpdf'
import type { ImportLine, ImportReport } from '../../contract/library.ts'
import { bodyText, importFile } from '../documents/index.ts'
import { loadUnit } from '../organisations/index.ts'
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
import { readTable } from './rules/table.ts'
import type { TableRow } from './rules/table.ts'
import { readTitle } from './rules/title.ts'
import { topicsFor } from './topics.ts'

const limits = { files: 5000, fileMb: 30, unpackedMb: 600 } as const
interface Given {
  name: string
  bytes: Uint8Array
}
interface Read {
  name: string
  text?: Omit<TableRow, 'problem'>
  problem?: string
}
interface Input {
  id: string
  officeId?: string
  fileIds: string[]
  audience: 'desk' | 'below'
  publicationName: string
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
    const given = { name: file.name, bytes: await file.read() }
    for (const one of isArchive(given) ? unpack(given) : [given]) {
      read.push(...(await readGiven(one)))
      if (read.length > limits.files) throw new Refusal('library.too_many', { limit: limits.files })
    }
  }
  return context.run((cx) => enterRead(cx, input, read))
}

async function officeOf(cx: Cx, officeId: string | undefined) {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  requirePermission(cx, 'library.manage', 'library.manage', office.path)
  return office
}

const nameEnds = (name: string, ...endings: string[]) => endings.some((ending) => name.toLowerCase().endsWith(ending))
const isArchive = (given: Given) => given.bytes[0] === 0x50 && given.bytes[1] === 0x4b && nameEnds(given.name, '.zip')

function unpack(archive: Given): Given[] {
  let unpacked = 0
  try {
    const files = unzipSync(archive.bytes, {
      filter: (file) => {
        if (file.name.endsWith('/') || /(^|\/)(__MACOSX|\.)/.test(file.name)) return false
        unpacked += file.originalSize
        return unpacked <= limits.unpackedMb * 1024 * 1024
      },
    })
    return Object.entries(files).map(([name, bytes]) => ({ name: nameOf(name), bytes }))
  } catch {
    return [{ name: archive.name, bytes: new Uint8Array() }]
  }
}

/** Archives made on a Chinese Windows name their files in GBK; the library reads such a name sign by sign as Latin. */
function nameOf(name: string): string {
  const codes = [...name].map((sign) => sign.charCodeAt(0))
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return name
  return new TextDecoder('gb18030').decode(Uint8Array.from(codes))
}

async function readGiven(given: Given): Promise<Read[]> {
  const { name, bytes } = given
  if (bytes.length === 0) return [{ name, problem: 'empty' }]
  if (bytes.length > limits.fileMb * 1024 * 1024) return [{ name, problem: 'tooLarge' }]
  try {
    if (nameEnds(name, '.csv'))
      return readTable(decode(bytes)).map((row, index) => ({ name: `${name} 第${index + 2}行`, ...asRead(row) }))
    const text = nameEnds(name, '.pdf')
      ? await pdfText(bytes)
      : bodyText((await importFile(name, Buffer.from(bytes))).body)
    if (text.trim() === '') return [{ name, problem: 'noText' }]
    return [{ name, text: { ...readTitle(name, text), publication: '', unit: '', author: '', category: '' } }]
  } catch (error) {
    const reason = error instanceof Refusal ? String(error.data['reason'] ?? error.code) : 'damaged'
    return [{ name, problem: reason }]
  }
}

const asRead = ({ problem, ...text }: TableRow): Omit<Read, 'name'> => (problem ? { problem } : { text })

const decode = (bytes: Uint8Array): string => {
  const text = new TextDecoder('utf-8').decode(bytes)
  return text.includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : text.replace(/^\ufeff/, '')
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: false })
  return text.join('\n')
}

async function enterRead(cx: Cx, input: Input, read: Read[]): Promise<ImportReport> {
  const office = await officeOf(cx, input.officeId)
  const topics = await topicsFor(cx, office.id)
  const seen = new Map<string, string>()
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
  for (const { name, text, problem } of read) {
    if (!text) {
      lines.push({ name, status: 'refused', title: '', characters: 0, recordId: null, problem: problem ?? 'damaged' })
      continue
    }
    const digest = sha256(foldRecord(text.title, text.text))
    const known = seen.get(digest) ?? (await findSame(cx, office.id, digest))
    const id = known ?? newId()
    seen.set(digest, id)
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
  const report = {
    lines,
    imported: lines.filter((line) => line.status === 'imported').length,
    known: lines.filter((line) => line.status === 'known').length,
    refused: lines.filter((line) => line.status === 'refused').length,
  }
  await cx.db
    .insertInto('library_import')
    .values({
      id: input.id,
      unit_id: office.id,
      imported_by_name: cx.actor.name,
      imported_at: cx.now,
      report: json(report),
    })
    .execute()
  await cx.record(
    'library.imported',
    { id: input.id, unitId: office.id },
    { imported: report.imported, known: report.known, refused: report.refused },
  )
  cx.tell('library', office.id)
  return { id: input.id, at: cx.now.toISOString(), byName: cx.actor.name, ...report }
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

const findSame = async (cx: Cx, unitId: string, digest: string): Promise<string | undefined> =>
  (
    await cx.db
      .selectFrom('library_record')
      .select('id')
      .where('digest', '=', digest)
      .where('unit_id', '=', unitId)
      .limit(1)
      .executeTakeFirst()
  )?.id

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
