import type { Trial, TrialRow } from '../../contract/assessment.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { compute } from './compute.ts'
import { dayOfMoment } from './facts.ts'
import { findSchemeOn, loadScheme } from './load-scheme.ts'
import { isWithin } from './rules/period.ts'
import { checkedSpan } from './span.ts'

/** 试算: what the same happenings would have given by this version, beside what the one in force gives. Nothing is changed by it. */
export async function tryOut(
  cx: Cx,
  input: { id: string; startsOn: string; endsOn: string; againstId?: string },
): Promise<Trial> {
  const scheme = await loadScheme(cx, input.id)
  const office = { id: scheme.office_id, path: scheme.officePath }
  const span = checkedSpan(input)
  const other = input.againstId ? await loadScheme(cx, input.againstId) : await findSchemeOn(cx, office.id, span.endsOn)
  if (other && other.office_id !== scheme.office_id) throw new Refusal('not_found')
  const against = other && other.id !== scheme.id ? other : undefined
  const after = await compute(cx, office, scheme.content, span)
  const before = against ? await compute(cx, office, against.content, span) : undefined
  const placesBefore = new Map(before?.result.ranks.map((rank) => [rank.unitId, rank.place]))
  const pointsBefore = new Map(before?.result.totals.map((total) => [total.unitId, total.points]))
  const places = new Map(after.result.ranks.map((rank) => [rank.unitId, rank.place]))
  const names = new Map(after.units.map((unit) => [unit.id, unit.name]))
  const groups = new Map(scheme.content.groups.map((group) => [group.code, group.name]))
  const scored = new Set(after.result.lines.flatMap((line) => line.eventId ?? []))
  const inSpan = after.events.filter((event) => isWithin(dayOfMoment(event.issuedAt ?? event.at), span))
  return {
    span,
    againstName: against ? `${against.name}（第${against.number}版）` : null,
    eventCount: inSpan.length,
    unscored: inSpan.filter(
      (event) => (event.kind === 'adopted' || event.kind === 'directive') && !scored.has(event.id),
    ).length,
    rows: after.result.totals
      .filter((total) => total.groupCode !== null)
      .map((total): TrialRow => ({
        unitId: total.unitId,
        unitName: names.get(total.unitId) ?? '',
        groupName: groups.get(total.groupCode!) ?? '',
        before: before ? (pointsBefore.get(total.unitId) ?? 0) : null,
        after: total.points,
        rankBefore: placesBefore.get(total.unitId) ?? null,
        rankAfter: places.get(total.unitId) ?? null,
      }))
      .sort(
        (first, second) =>
          first.groupName.localeCompare(second.groupName) || (first.rankAfter ?? 1e9) - (second.rankAfter ?? 1e9),
      ),
  }
}
