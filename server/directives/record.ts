import { sql } from 'kysely'
import type { DirectiveType, DirectiveWay } from '../../contract/directives.letters.ts'
import { deadline } from '../calendar/index.ts'
import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { linkFiles } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { findReleasedText } from '../publications/index.ts'
import { loadWriter } from './leaders.ts'
import type { LeaderRecord } from './leaders.ts'
import { rulesFor } from './office-rules.ts'
import { labelOf } from './rules/defaults.ts'
import { tellSource } from './tell-source.ts'

interface Words {
  type: DirectiveType
  text: string
  passage: string
  directedOn: string
  classificationCode: string
  tellsText: boolean
  fileIds: string[]
}
export type Source = { kind: 'issue'; adoptionId: string } | { kind: 'paper'; title: string; reference: string }

/**
 * 登记批示: what a leader wrote on a text in a released issue, or on a paper. It gets its number at once, its day of transfer begins,
 * and the unit the item came from learns that its item drew a directive (the words only where `tellsText`).
 */
export async function recordDirective(
  cx: Cx,
  input: Words & { id: string; leaderId: string | null; way: DirectiveWay; source: Source },
) {
  const { leader, isOnBehalf } = await loadWriter(cx, input.leaderId)
  const before = await findRecorded(cx, input.id)
  if (before) return before
  if (input.text === '' && input.way === 'typed') throw new Refusal('directive.empty')
  if (input.way !== 'typed' && input.fileIds.length === 0) throw new Refusal('directive.needs_picture')
  await loadEntry(cx, leader.office_id, 'classification', input.classificationCode)
  const source = await sourceOf(cx, input.source)
  return write(cx, { ...input, isOnBehalf, leader, source, followOf: null })
}

/** The page chooses the id, so that a second try is the same directive; another's is not there. */
async function findRecorded(cx: Cx, id: string): Promise<{ id: string; label: string } | undefined> {
  const row = await cx.db
    .selectFrom('directive')
    .select(['year', 'number', 'recorded_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row && row.recorded_by !== cx.actor.personId) throw new Refusal('not_found')
  return row && { id, label: labelOf(row) }
}

/** 新批示: the leader directs anew on the result of the one before, about the same text. */
export async function recordFollowing(
  cx: Cx,
  before: { id: string; leader: LeaderRecord; source: SourceColumns; classificationCode: string; tellsText: boolean },
  input: { id: string; text: string; isOnBehalf: boolean; directedOn: string },
) {
  const words = { type: 'act' as const, passage: '', way: 'typed' as const, fileIds: [] }
  const { leader, source, classificationCode, tellsText } = before
  return write(cx, { ...words, ...input, leader, source, classificationCode, tellsText, followOf: before.id })
}

async function write(
  cx: Cx,
  input: Words & {
    id: string
    way: DirectiveWay
    isOnBehalf: boolean
    leader: LeaderRecord
    source: SourceColumns
    followOf: string | null
  },
) {
  const { id, leader, source } = input
  const year = Number(input.directedOn.slice(0, 4))
  const number = await nextNumber(cx, leader.office_id, year)
  const transfer = await deadline(cx, leader.office_id, (await rulesFor(cx, leader.office_id)).transfer)
  await cx.db
    .insertInto('directive')
    .values({
      id,
      office_id: leader.office_id,
      year,
      number,
      status: 'registered',
      ...source,
      source_units: json(source.source_units),
      leader_id: leader.id,
      leader_name: leader.name,
      leader_title: leader.title,
      leader_rank: leader.rank,
      type: input.type,
      way: input.way,
      text: input.text,
      passage: input.passage,
      classification_code: input.classificationCode,
      directed_on: input.directedOn,
      is_on_behalf: input.isOnBehalf,
      tells_text: input.tellsText,
      follow_of: input.followOf,
      recorded_by: cx.actor.personId,
      recorded_by_name: cx.actor.name,
      recorded_at: cx.now,
      transfer_due_at: transfer.at,
      next_due_at: transfer.at,
      missing_years: transfer.missingYears,
      status_since: cx.now,
      updated_at: cx.now,
    })
    .execute()
  await linkFiles(cx, 'directive', id, input.fileIds)
  const label = labelOf({ year, number })
  await cx.record(
    'directive.recorded',
    { id, unitId: leader.office_id },
    {
      label,
      title: source.item_title,
      leaderName: leader.name,
      leaderTitle: leader.title,
      leaderRank: leader.rank,
      leaderId: leader.person_id,
      type: input.type,
      directedOn: input.directedOn,
      adoptionId: source.adoption_id,
      issueId: source.issue_id,
      unitIds: source.source_units.map((unit) => unit.unitId).filter((unitId) => unitId !== null),
      isOnBehalf: input.isOnBehalf,
      followOf: input.followOf,
    },
  )
  cx.tell('directives', leader.office_id)
  await tellSource(cx, { id, ...source, office_id: leader.office_id }, 'directed', {
    leaderTitle: leader.title || leader.name,
    type: input.type,
    text: input.tellsText && input.text !== '' ? input.text : undefined,
  })
  return { id, label }
}

export interface SourceColumns {
  source: 'issue' | 'paper'
  adoption_id: string | null
  issue_id: string | null
  issue_office_id: string | null
  source_label: string
  item_title: string
  source_units: { unitId: string | null; unitName: string }[]
}

/** 未成刊的文章不能批示: only a text in a released issue that the recorder may read; or a paper, by its title. */
async function sourceOf(cx: Cx, source: Source): Promise<SourceColumns> {
  if (source.kind === 'paper')
    return {
      source: 'paper',
      adoption_id: null,
      issue_id: null,
      issue_office_id: null,
      source_label: source.reference,
      item_title: source.title,
      source_units: [],
    }
  const text = await findReleasedText(cx, source.adoptionId)
  if (!text) throw new Refusal('directive.not_released')
  return {
    source: 'issue',
    adoption_id: text.adoptionId,
    issue_id: text.issueId,
    issue_office_id: text.officeId,
    source_label: `《${text.publicationName}》${text.issueLabel}`,
    item_title: text.title,
    source_units: text.units,
  }
}

/** 编号: 1, 2, 3 … in the year of the office, without gaps. */
async function nextNumber(cx: Cx, officeId: string, year: number): Promise<number> {
  const { last } = await cx.db
    .insertInto('directive_counter')
    .values({ office_id: officeId, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['office_id', 'year']).doUpdateSet({ last: sql<number>`directive_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
