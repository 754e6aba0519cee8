import type { Hit, RecordKind, Search } from '../../contract/library.ts'
import { dayOf } from '../organisations/index.ts'
import { canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { newestIds, prepare, requireSomething } from './ask.ts'
import { showHits } from './hits.ts'

const most = 2000
const kindNames: Record<RecordKind, string> = {
  submission: '报送稿',
  handling: '来稿',
  piece: '编辑稿',
  entry: '刊发稿',
  issue: '刊期',
  directive: '批示',
  commission: '约稿',
  guidance: '要点指引',
  bulletin: '通报',
  document: '资料',
}

/** 导出: the hits of a search as a table, newest first. Who exported what stays on record. */
export async function exportHits(
  cx: Cx,
  { withText, ...search }: Search & { withText: boolean },
): Promise<{ name: string; content: string; rows: number; capped: boolean }> {
  if (!canSomewhere(cx.actor, 'library.export')) throw new Refusal('not_permitted', { need: 'library.export' })
  requireSomething(search)
  const { rows } = await newestIds(await prepare(cx, search), { limit: most + 1 }).execute(cx.db)
  const ids = rows.slice(0, most).map((row) => row.id)
  const hits = await showHits(cx, ids, [])
  const texts = withText ? await textsOf(cx, ids) : new Map<string, string>()
  const head = [
    '日期',
    '类别',
    '标题',
    '来源单位',
    '撰稿人',
    '刊物',
    '期号',
    '文号',
    '专题',
    '地域',
    '字数',
    ...(withText ? ['正文'] : []),
  ]
  const lines = [head, ...hits.map((hit) => [...lineOf(hit), ...(withText ? [texts.get(hit.id) ?? ''] : [])])]
  await cx.record(
    'library.exported',
    { id: cx.actor.personId, unitId: cx.actor.unitId },
    { query: search, rows: hits.length, withText },
  )
  return {
    name: `资料检索-${dayOf(cx.now)}.csv`,
    content: `\ufeff${lines.map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`,
    rows: hits.length,
    capped: rows.length > most,
  }
}

const lineOf = (hit: Hit) => [
  dayOf(new Date(hit.sortAt)),
  kindNames[hit.kind],
  hit.title.map((part) => part.text).join(''),
  hit.sourceUnitName,
  hit.authorName,
  hit.publicationName,
  hit.issueLabel,
  hit.documentNumber,
  hit.topics.join('、'),
  hit.places.join('、'),
  String(hit.characters),
]

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
function cellOf(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

async function textsOf(cx: Cx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await cx.db
    .selectFrom('library_text')
    .select(['record_id', 'body'])
    .where('record_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.record_id, row.body]))
}
