import { createHash } from 'node:crypto'
import { Scheme } from '../../contract/assessment-scheme.ts'
import type { Explanation, SchemeVersion } from '../../contract/assessment.ts'
import { dayOf } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { explainContent } from './explain.ts'
import { loadScheme, loadSchemeFor, moveScheme, showScheme } from './load-scheme.ts'
import type { SchemeRecord } from './load-scheme.ts'
import { officeFor } from './office.ts'
import { addDays } from './rules/period.ts'
import { emptyScheme, templates } from './templates.ts'

/** 草拟: from an empty page, a shipped example, an older version, or a file that another office exported. */
export async function createScheme(
  cx: Cx,
  input: {
    id: string
    officeId?: string
    name: string
    template?: string
    fromSchemeId?: string
    file?: unknown
  },
): Promise<SchemeVersion> {
  const office = await officeFor(cx, input.officeId, 'assessment.manage')
  const content = await startingContent(cx, input)
  const last = await cx.db
    .selectFrom('scoring_scheme')
    .select('number')
    .where('office_id', '=', office.id)
    .orderBy('number', 'desc')
    .forUpdate()
    .limit(1)
    .executeTakeFirst()
  await cx.db
    .insertInto('scoring_scheme')
    .values({
      id: input.id,
      office_id: office.id,
      number: (last?.number ?? 0) + 1,
      name: input.name,
      content: json({ ...content, title: input.name }),
      drafted_by: cx.actor.personId,
      drafted_by_name: cx.actor.name,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  await cx.record(
    'scheme.drafted',
    { id: input.id, unitId: office.id },
    { name: input.name, template: input.template ?? null, imported: input.file !== undefined },
  )
  cx.tell('assessment', office.id)
  return showScheme(cx, input.id)
}

async function startingContent(
  cx: Cx,
  input: { template?: string; fromSchemeId?: string; file?: unknown; name: string },
): Promise<Scheme> {
  if (input.fromSchemeId) return (await loadScheme(cx, input.fromSchemeId)).content
  if (input.template) {
    const found = (await templates()).find(({ code }) => code === input.template)
    if (!found) throw new Refusal('scheme.unknown_template')
    return found.content
  }
  if (input.file === undefined) return emptyScheme(input.name, dayOf(cx.now))
  const read = Scheme.safeParse(input.file)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new Refusal('scheme.unreadable', { reason: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() })
}

/** A draft is whatever was typed so far: what is missing is said beside it and asked for only before the try-out. */
export async function saveScheme(
  cx: Cx,
  input: { id: string; version: number; name: string; content: Scheme },
): Promise<SchemeVersion> {
  const scheme = await loadSchemeFor(cx, input.id, 'save', input.version)
  await moveScheme(cx, scheme, 'save', { name: input.name, content: json({ ...input.content, title: input.name }) })
  return showScheme(cx, input.id)
}

/** 试算: the text stands still while it is compared with the one in force. */
export async function tryOutScheme(cx: Cx, input: { id: string }): Promise<SchemeVersion> {
  const scheme = await loadSchemeFor(cx, input.id, 'tryOut')
  const { problems }: Explanation = explainContent(scheme.content)
  if (problems.length > 0) throw new Refusal('scheme.incomplete', { problems })
  await moveScheme(cx, scheme, 'tryOut')
  return told(cx, scheme, 'scheme.tried_out')
}

export async function backToDraftScheme(cx: Cx, input: { id: string; reason: string }): Promise<SchemeVersion> {
  const scheme = await loadSchemeFor(cx, input.id, 'backToDraft')
  await moveScheme(cx, scheme, 'backToDraft', {
    approved_by: null,
    approved_by_name: null,
    approved_at: null,
    digest: null,
  })
  return told(cx, scheme, 'scheme.sent_back', { reason: input.reason })
}

/** 批准, by somebody else than who wrote it. From here on the text is fixed by its digest. */
export async function approveScheme(cx: Cx, input: { id: string }): Promise<SchemeVersion> {
  const scheme = await loadSchemeFor(cx, input.id, 'approve')
  const { validFrom: _from, validTo: _to, ...fixed } = scheme.content // the days are set when it is put in force
  const digest = createHash('sha256').update(JSON.stringify(fixed)).digest('hex')
  await moveScheme(cx, scheme, 'approve', {
    approved_by: cx.actor.personId,
    approved_by_name: cx.actor.name,
    approved_at: cx.now,
    digest,
  })
  return told(cx, scheme, 'scheme.approved', { digest })
}

/** 施行 from a day on: the version in force until then ends the day before. */
export async function enforceScheme(cx: Cx, input: { id: string; validFrom: string }): Promise<SchemeVersion> {
  const scheme = await loadSchemeFor(cx, input.id, 'enforce')
  const current = await cx.db
    .selectFrom('scoring_scheme')
    .selectAll()
    .where('office_id', '=', scheme.office_id)
    .where('status', '=', 'inForce')
    .forUpdate()
    .executeTakeFirst()
  if (current) {
    if (input.validFrom <= current.valid_from!) throw new Refusal('scheme.bad_dates', { from: current.valid_from })
    const ended = current as unknown as SchemeRecord
    await moveScheme(cx, ended, 'retire', { valid_to: addDays(input.validFrom, -1) })
    await cx.record(
      'scheme.retired',
      { id: current.id, unitId: scheme.office_id },
      { name: current.name, validTo: addDays(input.validFrom, -1) },
    )
  }
  await moveScheme(cx, scheme, 'enforce', {
    valid_from: input.validFrom,
    content: json({ ...scheme.content, validFrom: input.validFrom, validTo: null }),
  })
  return told(cx, scheme, 'scheme.enforced', { validFrom: input.validFrom })
}

export async function retireScheme(cx: Cx, input: { id: string; validTo: string }): Promise<SchemeVersion> {
  const scheme = await loadSchemeFor(cx, input.id, 'retire')
  if (input.validTo < scheme.valid_from!) throw new Refusal('scheme.bad_dates', { from: scheme.valid_from })
  await moveScheme(cx, scheme, 'retire', { valid_to: input.validTo })
  return told(cx, scheme, 'scheme.retired', { validTo: input.validTo })
}

export async function discardScheme(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  const scheme = await loadSchemeFor(cx, input.id, 'discard')
  await cx.db.deleteFrom('scoring_scheme').where('id', '=', scheme.id).execute()
  await cx.record('scheme.discarded', { id: scheme.id, unitId: scheme.office_id }, { name: scheme.name })
  cx.tell('assessment', scheme.office_id)
  return { ok: true }
}

/** 导出: what another office can import. */
export async function exportScheme(cx: Cx, input: { id: string }) {
  const scheme = await loadScheme(cx, input.id)
  requirePermission(cx, 'assessment.read', 'assessment.read', scheme.officePath)
  return { fileName: `${scheme.name}（第${scheme.number}版 ${dayOf(cx.now)}）.json`, file: scheme.content }
}

async function told(
  cx: Cx,
  scheme: SchemeRecord,
  kind: string,
  data: Record<string, unknown> = {},
): Promise<SchemeVersion> {
  await cx.record(kind, { id: scheme.id, unitId: scheme.office_id }, { name: scheme.name, ...data })
  return showScheme(cx, scheme.id)
}
