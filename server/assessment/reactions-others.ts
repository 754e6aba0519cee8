import { loadUnit } from '../organisations/index.ts'
import type { ScoreLevel } from '../../contract/assessment-scheme.ts'
import type { RecordCredit, ResultKind } from '../../contract/publications-results.ts'
import type { Cx, Reaction } from '../platform/command.ts'
import { enter, levelOf, withdraw } from './facts.ts'
import { pieceFacts } from './piece-credit.ts'

const levelOfRank: Partial<Record<string, ScoreLevel>> = {
  state: 'state',
  provinceChief: 'province',
  province: 'province',
  cityChief: 'city',
  city: 'city',
  county: 'county',
}

/** 批示: on an item of the office's own publication; the units it was made from are credited (domain.md 3.3, 5). */
export const directed: Reaction = async (cx, event) => {
  const data = event.data as {
    title: string
    leaderRank: string
    directedOn: string
    adoptionId: string | null
    issueId: string | null
    unitIds: string[]
  }
  const adoption = data.adoptionId
    ? await cx.db.selectFrom('adoption').select('piece_id').where('id', '=', data.adoptionId).executeTakeFirst()
    : undefined
  const piece = adoption ? await pieceFacts(cx, adoption.piece_id) : undefined
  const credit = piece?.credit.length
    ? piece.credit
    : data.unitIds.map((unitId, at) => ({ unitId, role: at === 0 ? ('lead' as const) : ('other' as const) }))
  await enter(cx, {
    officeId: event.unitId,
    origin: `directive:${event.subjectId}`,
    event: {
      kind: 'directive',
      at: data.directedOn,
      issuedAt: data.directedOn,
      title: data.title,
      itemId: adoption?.piece_id ?? event.subjectId,
      pieceId: adoption?.piece_id,
      adoptionId: data.adoptionId ?? undefined,
      directiveId: event.subjectId,
      level: levelOfRank[data.leaderRank] ?? levelOf((await loadUnit(cx, event.unitId)).kind),
      rank: data.leaderRank,
      genre: piece?.genre,
      channel: piece?.channel,
      credit,
    },
    links: {
      directiveId: event.subjectId,
      ...(adoption ? { pieceId: adoption.piece_id } : {}),
      ...(piece?.submissionId ? { submissionId: piece.submissionId } : {}),
    },
  })
}

/** 约稿: answered in time, or late; the first answer of a unit counts. */
export const commissionAnswered: Reaction = async (cx, event) => {
  const data = event.data as {
    targetUnitId: string
    submissionId: string
    itemTitle: string
    sentAt: string
    onTime: boolean
    lateHours: number
    isFirst: boolean
  }
  if (!data.isFirst) return
  await enter(cx, {
    officeId: event.unitId,
    origin: `commission:${event.subjectId}:${data.targetUnitId}`,
    event: {
      kind: data.onTime ? 'commissionDone' : 'commissionLate',
      at: data.sentAt,
      title: data.itemTitle,
      itemId: data.submissionId,
      commissionId: event.subjectId,
      commissioned: true,
      ...(data.onTime ? {} : { quantity: Math.ceil(data.lateHours / 24) }),
      credit: [{ unitId: data.targetUnitId, role: 'lead' }],
    },
    links: { commissionId: event.subjectId, submissionId: data.submissionId },
  })
}

export const commissionAnswerWithdrawn: Reaction = (cx, event) =>
  withdraw(
    cx,
    event.unitId,
    { origin: `commission:${event.subjectId}:${String(event.data.targetUnitId)}` },
    '撤回约稿稿件',
  )

/** 约稿未报: whoever had not answered when it ended. */
export const commissionEnded: Reaction = async (cx, event) => {
  const { missed, title } = event.data as { missed: { unitId: string }[]; title?: string }
  for (const { unitId } of missed)
    await enter(cx, {
      officeId: event.unitId,
      origin: `commission:${event.subjectId}:${unitId}`,
      event: {
        kind: 'commissionMissed',
        at: cx.now.toISOString(),
        title: title ?? '约稿',
        itemId: event.subjectId,
        commissionId: event.subjectId,
        commissioned: true,
        credit: [{ unitId, role: 'lead' }],
      },
      links: { commissionId: event.subjectId },
    })
}

interface ResultAbove {
  title: string
  pieceId: string | null
  submissionId: string | null
  officeId: string
  kind: ResultKind
  level: ScoreLevel
  publicationName: string
  issueLabel: string
  resultOn: string
  points: number | null
  /** only of a record imported from a table */
  credit?: RecordCredit[]
  matterId?: string
}

/** One adoption above is one entry, whether a letter or a person told of it. */
const originAbove = (id: string, data: ResultAbove) =>
  data.kind === 'bonus' || data.pieceId === null
    ? `result:${id}`
    : `above:${data.submissionId}:${data.officeId}:${data.publicationName}`

/** 上级采用、加分 recorded on a forwarded piece, with evidence (domain.md 0.9): those it was made from are credited. */
export const resultRecorded: Reaction = async (cx, event) => {
  const data = event.data as unknown as ResultAbove
  if (data.pieceId === null) return recordImported(cx, event.unitId, event.subjectId, data)
  const piece = await pieceFacts(cx, data.pieceId)
  const origin = originAbove(event.subjectId, data)
  await enter(cx, {
    officeId: event.unitId,
    origin,
    event: {
      kind: data.kind === 'bonus' ? 'bonus' : 'adopted',
      at: data.resultOn,
      submittedAt: piece.submittedAt,
      issuedAt: data.resultOn,
      title: data.title,
      itemId: data.pieceId,
      pieceId: data.pieceId,
      ...(data.kind === 'bonus' ? { amount: data.points ?? undefined } : { adoptionId: origin }),
      level: data.level,
      publication: data.publicationName || undefined,
      issueLabel: data.issueLabel || undefined,
      ...(data.kind === 'readingPaper' ? { code: '呈阅件' } : {}),
      genre: piece.genre,
      channel: 'relayed',
      credit: piece.credit,
    },
    links: { pieceId: data.pieceId, submissionId: piece.submissionId ?? data.submissionId ?? undefined },
  })
}

/** 采用记录导入: credited as the table says; points follow from the scheme, and those of the table where it leaves them to a person. */
async function recordImported(cx: Cx, officeId: string, resultId: string, data: ResultAbove): Promise<void> {
  const credit = data.credit ?? []
  const own = levelOf((await loadUnit(cx, officeId)).kind) === data.level
  await enter(cx, {
    officeId,
    origin: originAbove(resultId, data),
    event: {
      kind: 'adopted',
      at: data.resultOn,
      issuedAt: data.resultOn,
      title: data.title,
      itemId: data.matterId,
      adoptionId: originAbove(resultId, data),
      level: data.level,
      publication: data.publicationName,
      issueLabel: data.issueLabel || undefined,
      channel: own ? 'own' : 'relayed',
      amount: credit[0]?.points ?? undefined,
      credit: credit.map(({ unitId, role, points }) => ({
        unitId,
        role,
        ...(points === null ? {} : { amount: points }),
      })),
    },
    links: {},
  })
}

export const resultRevoked: Reaction = (cx, event) =>
  withdraw(
    cx,
    event.unitId,
    { origin: originAbove(event.subjectId, event.data as unknown as ResultAbove) },
    `撤销上级采用登记：${String(event.data.reasonText ?? '')}`,
  )
