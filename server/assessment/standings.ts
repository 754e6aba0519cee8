import type { Span, Standings, UnitScore } from '../../contract/assessment.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import { can, holds } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { checkedSpan } from './span.ts'
import { compute } from './compute.ts'
import { findPeriod, frozenStandings, frozenUnitScore } from './frozen.ts'
import { groupsOf } from './groups.ts'
import { lineViews, trendOf } from './lines.ts'
import { findSchemeOn } from './load-scheme.ts'
import { officeForStandings, ownUnitsBelow, requireUnitLines } from './office.ts'
import { findTold, worksElsewhere } from './standings-told.ts'

/** 实时排名: what the ledger gives today by the scheme that holds on the last day of the span; of an office elsewhere, what it told. */
export async function showStandings(cx: Cx, input: Span & { officeId?: string }): Promise<Standings> {
  const { office, isOffice } = await officeForStandings(cx, input.officeId)
  const span = checkedSpan(input)
  if (!(await worksElsewhere(cx, office))) return standingsOn(cx, office, span, isOffice)
  const told = await findTold(cx, office.id, ownUnitsBelow(cx, office), span)
  if (told) return told.standings
  const nothing = { schemeId: null, schemeName: '', frozen: false, commentUntil: null, groups: [] }
  return {
    officeId: office.id,
    officeName: office.name,
    span,
    isOffice: false,
    ...nothing,
    elsewhere: true,
    toldAt: null,
  }
}

/** The ranking of these days at the office that scores. */
export async function standingsOn(cx: Cx, office: Unit, span: Span, isOffice: boolean): Promise<Standings> {
  const period = await findPeriod(cx, office.id, span)
  const about = {
    officeId: office.id,
    officeName: office.name,
    span,
    frozen: false,
    commentUntil: period?.status === 'posted' ? period.comment_until : null,
    isOffice,
    elsewhere: false,
    toldAt: null,
  }
  if (period?.status === 'closed') return { ...about, ...(await frozenStandings(cx, period, isOffice)) }
  const scheme = await findSchemeOn(cx, office.id, span.endsOn)
  if (!scheme) return { ...about, schemeId: null, schemeName: '', groups: [] }
  const computed = await compute(cx, office, scheme.content, span)
  const groups = groupsOf(scheme.content, computed, span, { withGuards: isOffice })
  return { ...about, schemeId: scheme.id, schemeName: scheme.name, groups }
}

/** The lines of one unit: every point with its reason. The office reads all units, a unit itself. */
export async function unitScore(cx: Cx, input: Span & { officeId?: string; unitId?: string }): Promise<UnitScore> {
  const { office } = await officeForStandings(cx, input.officeId)
  const unitId = input.unitId ?? ownUnitsBelow(cx, office)[0]
  if (!unitId) throw new Refusal('not_found')
  const unit = await loadUnit(cx, unitId)
  requireUnitLines(cx, office, unit)
  const span = checkedSpan(input)
  const mayAppeal = can(cx.actor, 'assessment.readOwn', unit.path) && unit.id !== office.id
  const told = (await worksElsewhere(cx, office)) ? await findTold(cx, office.id, [unitId], span) : undefined
  return { ...(told ? told.score : await unitScoreOn(cx, office, unitId, span)), mayAppeal }
}

/** What one unit has at the office that scores it. */
export async function unitScoreOn(cx: Cx, office: Unit, unitId: string, span: Span): Promise<UnitScore> {
  const period = await findPeriod(cx, office.id, span)
  const about = { officeId: office.id, officeName: office.name, span, amendments: [], mayAppeal: false }
  if (period?.status === 'closed') return { ...about, ...(await frozenUnitScore(cx, office, period, unitId)) }
  const scheme = await findSchemeOn(cx, office.id, span.endsOn)
  if (!scheme) return { ...about, groupName: '', standing: null, inGroup: 0, lines: [], trend: [] }
  const computed = await compute(cx, office, scheme.content, span)
  const lines = computed.linesOf(unitId)
  const groups = groupsOf(scheme.content, computed, span, { withGuards: false })
  const group = groups.find(({ units }) => units.some((one) => one.unitId === unitId))
  return {
    ...about,
    groupName: group?.name ?? '',
    inGroup: group?.units.length ?? 0,
    standing: group?.units.find((one) => one.unitId === unitId) ?? null,
    lines: await lineViews(cx, scheme.content, lines),
    trend: await trendOf(cx, office, scheme, unitId, span),
  }
}

/** 考核我的机关: every office above a unit where I may read what is ours, and my own where I read it all. */
export async function listOffices(cx: Cx) {
  const grants = cx.actor.grants.filter(
    (grant) => holds(grant.role, 'assessment.readOwn') || holds(grant.role, 'assessment.read'),
  )
  const paths = [...new Set(grants.flatMap((grant) => pathsAbove(grant.unitPath)))]
  if (paths.length === 0) return { items: [] }
  const rows = await cx.db
    .selectFrom('unit')
    .select(['id', 'name', 'path'])
    .where('path', 'in', paths)
    .where('is_office', '=', true)
    .where('valid_to', 'is', null)
    .orderBy('path', 'desc')
    .execute()
  return {
    items: rows
      .map((row) => ({ ...row, isOwn: can(cx.actor, 'assessment.read', row.path) }))
      .filter(
        (row) =>
          row.isOwn || grants.some((grant) => grant.unitPath !== row.path && grant.unitPath.startsWith(row.path)),
      )
      .map(({ id, name, isOwn }) => ({ id, name, isOwn })),
  }
}

const pathsAbove = (path: string) =>
  path
    .split('/')
    .filter(Boolean)
    .map((_, at, codes) => `/${codes.slice(0, at + 1).join('/')}/`)
