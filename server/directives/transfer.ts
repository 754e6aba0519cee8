import type { Span } from '../../contract/calendar.ts'
import type { DirectiveFacts } from '../../contract/directives.letters.ts'
import { calendarOf, endOfDay, reckonDeadline } from '../calendar/index.ts'
import { dayOf, loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { giveParts } from './give-parts.ts'
import type { Part } from './give-parts.ts'
import { loadDirectiveFor } from './load.ts'
import type { DirectiveRecord } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { labelOf } from './rules/defaults.ts'
import { missingYearsOf, planMilestones } from './rules/milestones.ts'
import { showDirective } from './show-directive.ts'
import { followParts, writeDirective } from './write.ts'

/** 转办: to a lead unit and co-units, with requirements and the deadlines of the schedule (第十五条). Later units may be added. */
export async function transfer(
  cx: Cx,
  input: { id: string; version: number; parts: Part[]; finalOn?: string; periodic?: Span; contact: string },
) {
  const directive = await loadDirectiveFor(cx, input.id, 'transfer', input.version)
  if (directive.text.trim() === '') throw new Refusal('directive.needs_transcription')
  if (input.finalOn !== undefined && input.finalOn < dayOf(cx.now))
    throw new Refusal('directive.bad_date', { field: 'finalOn' })
  const before = await partsOf(cx, directive.id)
  const names = await checkParts(cx, input.parts, before)

  const finalAt = input.finalOn ? endOfDay(input.finalOn) : undefined
  const { milestones } = await deadlinesFor(cx, directive.office_id, { finalAt, periodic: input.periodic })
  const lead = before.find((part) => part.role === 'lead')?.unit_name ?? names.get(leadOf(input.parts)!.unitId)!
  const others = [
    ...before.filter((part) => part.role === 'other').map((part) => part.unit_name),
    ...input.parts.filter((part) => part.role === 'other').map((part) => names.get(part.unitId)!),
  ]
  const facts = factsOf(directive, { leadUnitName: lead, otherUnits: others, contact: input.contact })
  await giveParts(cx, { unitId: directive.office_id, directiveId: directive.id, parentTaskId: null }, input.parts, {
    facts,
    milestones,
  })
  await writeDirective(cx, directive, { transferred_at: directive.transferred_at ?? cx.now })
  await followParts(cx, directive.id)
  await cx.record(
    'directive.transferred',
    { id: directive.id, unitId: directive.office_id },
    { title: directive.item_title, label: facts.label, units: [...names.values()], leadUnitName: lead },
  )
  return showDirective(cx, directive.id)
}

/** The deadlines that a transfer at this moment gives. */
async function deadlinesFor(cx: Cx, unitId: string, wishes: { finalAt?: Date; periodic?: Span } = {}) {
  const rules = await rulesFor(cx, unitId)
  const calendar = await calendarOf(cx, unitId)
  const milestones = planMilestones(rules.steps, (span, from = cx.now) => reckonDeadline(calendar, span, from), wishes)
  return { milestones, missingYears: missingYearsOf(milestones) }
}

/** 时限预览 for the form. */
export async function previewDeadlines(cx: Cx, input: { officeId?: string }) {
  const office = await loadUnit(cx, input.officeId ?? cx.actor.unitId)
  if (!can(cx.actor, 'directive.manage', office.path)) throw new Refusal('not_permitted', { need: 'directive.manage' })
  return deadlinesFor(cx, office.id)
}

const leadOf = (parts: Part[]) => parts.find((part) => part.role === 'lead')

const partsOf = (cx: Cx, directiveId: string) =>
  cx.db
    .selectFrom('directive_assignment')
    .select(['unit_id', 'unit_name', 'role'])
    .where('directive_id', '=', directiveId)
    .where('status', '<>', 'withdrawn')
    .execute()

/** One lead over all, each unit once, each unit there today. Gives the units' names. */
async function checkParts(
  cx: Cx,
  parts: Part[],
  before: { unit_id: string; role: string }[],
): Promise<Map<string, string>> {
  const leads = [...parts, ...before].filter((part) => part.role === 'lead').length
  if (leads !== 1) throw new Refusal('directive.needs_one_lead')
  const names = new Map<string, string>()
  for (const { unitId } of parts) {
    const unit = await loadUnit(cx, unitId)
    if (names.has(unitId) || before.some((part) => part.unit_id === unitId))
      throw new Refusal('directive.unit_twice', { unitName: unit.name })
    names.set(unitId, unit.name)
  }
  return names
}

function factsOf(
  directive: DirectiveRecord,
  about: { leadUnitName: string; otherUnits: string[]; contact: string },
): DirectiveFacts {
  return {
    directiveId: directive.id,
    label: labelOf(directive),
    officeName: directive.officeName,
    leaderName: directive.leader_name,
    leaderTitle: directive.leader_title,
    leaderRank: directive.leader_rank as DirectiveFacts['leaderRank'],
    type: directive.type as DirectiveFacts['type'],
    text: directive.text,
    passage: directive.passage,
    directedOn: directive.directed_on,
    itemTitle: directive.item_title,
    sourceLabel: directive.source_label,
    classificationCode: directive.classification_code,
    ...about,
  }
}
