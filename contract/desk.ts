import { z } from 'zod'
import { Body } from './body.ts'
import { ById, Day, EventLine, FileRef, Id, Instant, PageQuery, oneOrMany, pageOf, route } from './common.ts'
import { Comparison } from './documents.ts'
import { ProvenanceLink, ShownSignOff } from './letters.ts'

export const HandlingStatus = z.enum([
  'arrived',
  'received',
  'shortlisted',
  'editing',
  'inSecondReview',
  'adopted',
  'published',
  'rejected',
  'declined',
  'heldBack',
  'archived',
  'withdrawn',
])
export type HandlingStatus = z.infer<typeof HandlingStatus>

/** What an editor may do with one received item. */
export const HandlingAction = z.enum([
  'receive',
  'shortlist',
  'unshortlist',
  'edit',
  'merge',
  'reject',
  'decline',
  'holdBack',
  'archive',
  'reopen',
  'comment',
  'share',
])
export type HandlingAction = z.infer<typeof HandlingAction>

export const PieceStatus = z.enum(['editing', 'inSecondReview', 'adopted', 'published', 'dissolved'])
export type PieceStatus = z.infer<typeof PieceStatus>

export const PieceAction = z.enum([
  'save',
  'merge',
  'split',
  'setSources',
  'submitForSecondReview',
  'comment',
  'sendBack',
  'adopt',
  'forward',
])
export type PieceAction = z.infer<typeof PieceAction>

/** The tabs of the inbox: 待签收 / 待处理 / 预采用 / 采编中 / 留用 / 已采用 / 退稿 / 未采用 / 存稿 / 全部. */
export const InboxGroup = z.enum([
  'toReceive',
  'toHandle',
  'shortlisted',
  'editing',
  'heldBack',
  'adopted',
  'rejected',
  'declined',
  'archived',
  'all',
])
export type InboxGroup = z.infer<typeof InboxGroup>

/** 分组: by 关键词, unit, urgency, or likeness of the titles. */
export const InboxGrouping = z.enum(['topic', 'unit', 'urgency', 'similar'])
export type InboxGrouping = z.infer<typeof InboxGrouping>

export const SourceRole = z.enum(['lead', 'other'])
const Flag = z.union([z.boolean(), z.stringbool()])
const ReasonText = z.string().trim().min(1).max(500)

export const HandlingRow = z.object({
  id: Id,
  officeId: Id,
  title: z.string(),
  sourceUnitName: z.string(),
  status: HandlingStatus,
  characters: z.number().int(),
  categoryCode: z.string().nullable(),
  urgencyCode: z.string(),
  classificationCode: z.string(),
  channel: z.string(),
  isMajor: z.boolean(),
  isShared: z.boolean(),
  followUpNumber: z.number().int().nullable(),
  arrivedAt: Instant,
  dueAt: Instant.nullable(),
  receivedByName: z.string().nullable(),
  unread: z.boolean(),
  pieceId: Id.nullable(),
  actions: z.array(HandlingAction),
})
export type HandlingRow = z.infer<typeof HandlingRow>

export const DeskText = z.object({
  title: z.string(),
  body: Body,
  version: z.number().int(),
  number: z.number().int(),
  digest: z.string().nullable(),
  authorName: z.string(),
  updatedAt: Instant,
})
export type DeskText = z.infer<typeof DeskText>

export const HandlingComment = z.object({
  id: Id,
  authorName: z.string(),
  text: z.string(),
  forSource: z.boolean(),
  /** 核实: an answer of the unit is awaited; `answer` is there when it came. */
  asksAnswer: z.boolean(),
  answer: z.object({ text: z.string(), authorName: z.string(), at: Instant }).nullable(),
  at: Instant,
})
const ThreadEntry = z.object({
  id: Id,
  title: z.string(),
  status: HandlingStatus,
  followUpNumber: z.number().int().nullable(),
  arrivedAt: Instant,
})

/** One received item, whole: the sealed original, who signed it, what it was made from, what happened since. */
export const Handling = HandlingRow.extend({
  officeName: z.string(),
  sourceUnitId: Id.nullable(),
  submissionId: Id.nullable(),
  genreCode: z.string().nullable(),
  keywords: z.array(z.string()),
  authorName: z.string(),
  authorPhone: z.string(),
  signOff: ShownSignOff.nullable(),
  secrecyReview: z
    .object({ conclusion: z.literal('pass'), ground: z.string(), reviewerName: z.string(), reviewedAt: Instant })
    .nullable(),
  provenance: z.array(ProvenanceLink),
  sentAt: Instant.nullable(),
  receivedAt: Instant.nullable(),
  decidedAt: Instant.nullable(),
  decidedByName: z.string().nullable(),
  reasonCode: z.string().nullable(),
  reasonText: z.string().nullable(),
  advice: z.string().nullable(),
  mayResend: z.boolean().nullable(),
  recordedByName: z.string().nullable(),
  text: DeskText,
  files: z.array(FileRef),
  comments: z.array(HandlingComment),
  thread: z.array(ThreadEntry),
  timeline: z.array(EventLine),
})
export type Handling = z.infer<typeof Handling>

export const PieceRow = z.object({
  id: Id,
  officeId: Id,
  title: z.string(),
  status: PieceStatus,
  characters: z.number().int(),
  urgencyCode: z.string(),
  classificationCode: z.string(),
  editorName: z.string(),
  unitNames: z.array(z.string()),
  dueAt: Instant.nullable(),
  statusSince: Instant,
  updatedAt: Instant,
  actions: z.array(PieceAction),
})
export type PieceRow = z.infer<typeof PieceRow>

export const PieceSource = z.object({
  handlingId: Id,
  unitId: Id.nullable(),
  unitName: z.string(),
  title: z.string(),
  role: SourceRole,
  weight: z.number().int(),
  arrivedAt: Instant,
  text: DeskText,
  /** 综合采用: what was taken from it word for word; `present`: it still stands in the piece so. */
  passages: z.array(
    z.object({ id: Id, quote: z.string(), takenByName: z.string(), takenAt: Instant, present: z.boolean() }),
  ),
})
/** 批注 on a passage. `present`: the words still stand in the newest text, wherever they were moved. */
export const PassageComment = z.object({
  id: Id,
  quote: z.string(),
  text: z.string(),
  authorName: z.string(),
  at: Instant,
  present: z.boolean(),
  resolved: z.object({ byName: z.string(), at: Instant }).nullable(),
  answers: z.array(z.object({ id: Id, text: z.string(), authorName: z.string(), at: Instant })),
})
export type PassageComment = z.infer<typeof PassageComment>
/** Who is credited: each distinct unit once, however many of its items went in. */
export const CreditLine = z.object({
  unitId: Id.nullable(),
  unitName: z.string(),
  role: SourceRole,
  weight: z.number().int(),
  items: z.number().int(),
})
export type CreditLine = z.infer<typeof CreditLine>
const RevisionLine = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  characters: z.number().int(),
  authorName: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  sealedAt: Instant.nullable(),
})

export const Piece = PieceRow.extend({
  officeName: z.string(),
  sendBackReason: z.string().nullable(),
  suggestedPublicationId: Id.nullable(),
  suggestedColumnId: Id.nullable(),
  version: z.number().int(),
  createdAt: Instant,
  text: DeskText,
  sources: z.array(PieceSource),
  credit: z.array(CreditLine),
  comments: z.array(PassageComment),
  /** 初报、续报…终报 of the matters its sources report on. */
  thread: z.array(ThreadEntry),
  revisions: z.array(RevisionLine),
  forwardings: z.array(z.object({ submissionId: Id, at: Instant, byName: z.string() })),
  timeline: z.array(EventLine),
})
export type Piece = z.infer<typeof Piece>

const Reason = ById.extend({ reasonCode: z.string().max(40), reasonText: z.string().trim().max(500).default('') })
const SourceChoice = z.object({ handlingId: Id, role: SourceRole, weight: z.number().int().min(1).max(100).default(1) })
const Happened = z.object({ id: Id, status: HandlingStatus, actions: z.array(HandlingAction) })
const PassageComments = z.object({ comments: z.array(PassageComment) })
const PieceHappened = z.object({ id: Id, status: PieceStatus, actions: z.array(PieceAction) })

export const BatchAction = z.enum([
  'receive',
  'shortlist',
  'unshortlist',
  'decline',
  'holdBack',
  'archive',
  'reject',
  'reopen',
])
export type BatchAction = z.infer<typeof BatchAction>

/** 共享: an item that an office lets the units below it read. */
export const SharedRow = z.object({
  id: Id,
  title: z.string(),
  sourceUnitName: z.string(),
  officeName: z.string(),
  characters: z.number().int(),
  categoryCode: z.string().nullable(),
  sharedAt: Instant,
  sharedByName: z.string(),
})
export type SharedRow = z.infer<typeof SharedRow>
export const SharedItem = SharedRow.extend({ ground: z.string(), text: DeskText, files: z.array(FileRef) })
export type SharedItem = z.infer<typeof SharedItem>

/** 常用视图: `ask` holds the filters as they stand in the address. */
const InboxViews = z.object({ items: z.array(z.object({ id: Id, name: z.string(), ask: z.string() })) })

/** desk: what the server promises. */
export const desk = {
  inbox: route('GET', '/desk/inbox', '收件箱 What the office received', 'desk')
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        group: InboxGroup.default('all'),
        unitId: Id.optional(),
        urgency: oneOrMany(z.string().max(40)).optional(),
        category: oneOrMany(z.string().max(40)).optional(),
        arrivedFrom: Day.optional(),
        arrivedTo: Day.optional(),
        unread: Flag.default(false),
        search: z.string().max(100).optional(),
        /** 关键词. */
        topic: z.string().max(30).optional(),
        /** The group of alike items that this one names. */
        alikeTo: Id.optional(),
        sort: z.enum(['arrived', 'due', 'urgency']).default('arrived'),
      }),
    )
    .output(pageOf(HandlingRow)),
  counts: route('GET', '/desk/counts', '各栏件数 How many wait in each tab', 'desk')
    .input(z.object({ officeId: Id.optional() }))
    .output(
      z.object({
        groups: z.array(z.object({ group: InboxGroup, count: z.number().int(), capped: z.boolean() })),
        unread: z.number().int(),
      }),
    ),
  groups: route('GET', '/desk/groups', '来稿分组 What lies in a tab, by topic, unit, urgency or likeness', 'desk')
    .input(z.object({ officeId: Id.optional(), group: InboxGroup.default('all'), by: InboxGrouping }))
    .output(z.object({ items: z.array(z.object({ key: z.string(), label: z.string(), count: z.number().int() })) })),
  views: route('GET', '/desk/views', '常用视图 My named filters of the inbox', 'desk')
    .input(z.object({}))
    .output(InboxViews),
  saveView: route(
    'POST',
    '/desk/views',
    '保存视图 Keep filters under a name; the same name again replaces them',
    'desk',
  )
    .input(z.object({ name: z.string().trim().min(1).max(30), ask: z.string().max(2000) }))
    .output(InboxViews),
  dropView: route('POST', '/desk/views/{id}/drop', '删除视图 Drop a named filter', 'desk')
    .input(ById)
    .output(InboxViews),
  sharedItems: route('GET', '/desk/shared', '共享信息 What the offices above and the own one share', 'desk')
    .input(PageQuery.extend({ search: z.string().max(100).optional() }))
    .output(pageOf(SharedRow)),
  sharedItem: route('GET', '/desk/shared/{id}', '共享信息 One shared item to read', 'desk')
    .input(ById)
    .output(SharedItem),
  units: route('GET', '/desk/units', '来稿单位 Units that have sent something here', 'desk')
    .input(z.object({ officeId: Id.optional() }))
    .output(z.object({ items: z.array(z.object({ id: Id, name: z.string() })) })),
  handling: route('GET', '/desk/handlings/{id}', '来稿 One received item', 'desk').input(ById).output(Handling),
  open: route(
    'POST',
    '/desk/handlings/{id}/open',
    '打开 Open an item: the first opening by an editor is its receipt',
    'desk',
  )
    .input(ById)
    .output(Handling),
  receive: route('POST', '/desk/handlings/{id}/receive', '签收 Confirm receipt', 'desk').input(ById).output(Happened),
  shortlist: route('POST', '/desk/handlings/{id}/shortlist', '预采用 Shortlist', 'desk').input(ById).output(Happened),
  unshortlist: route('POST', '/desk/handlings/{id}/unshortlist', '取消预采用 Take off the shortlist', 'desk')
    .input(ById)
    .output(Happened),
  reject: route('POST', '/desk/handlings/{id}/reject', '退稿 Return to the unit with a reason', 'desk')
    .input(
      Reason.extend({
        reasonText: ReasonText,
        advice: z.string().trim().max(1000).default(''),
        mayResend: z.boolean(),
      }),
    )
    .output(Happened),
  decline: route('POST', '/desk/handlings/{id}/decline', '不采用 Not used', 'desk').input(Reason).output(Happened),
  holdBack: route('POST', '/desk/handlings/{id}/hold-back', '留用 Keep for later', 'desk')
    .input(Reason)
    .output(Happened),
  archive: route('POST', '/desk/handlings/{id}/archive', '存稿 Archive unused', 'desk').input(ById).output(Happened),
  reopen: route('POST', '/desk/handlings/{id}/reopen', '重新处理 Take up again', 'desk').input(ById).output(Happened),
  comment: route(
    'POST',
    '/desk/handlings/{id}/comments',
    '点评、核实 Comment, for the unit or for colleagues; ask the unit for an answer',
    'desk',
  )
    .input(
      ById.extend({
        text: z.string().trim().min(1).max(2000),
        forSource: z.boolean(),
        asksAnswer: z.boolean().default(false),
      }),
    )
    .output(HandlingComment),
  share: route('POST', '/desk/handlings/{id}/share', '共享 Share with other units, or end it', 'desk')
    .input(ById.extend({ shared: z.boolean(), ground: z.string().trim().max(200).default('') }))
    .output(Happened),
  batch: route('POST', '/desk/batch', '批量处理 One act on many items, each with its own answer', 'desk')
    .input(
      z.object({
        action: BatchAction,
        ids: z.array(Id).min(1).max(200),
        reasonCode: z.string().max(40).optional(),
        reasonText: z.string().trim().max(500).default(''),
        advice: z.string().trim().max(1000).default(''),
        mayResend: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        done: z.number().int(),
        rows: z.array(
          z.object({ id: Id, ok: z.boolean(), code: z.string().nullable(), data: z.record(z.string(), z.unknown()) }),
        ),
      }),
    ),
  backEntry: route('POST', '/desk/back-entries', '补录 Record an item that came by another road', 'desk')
    .input(
      z.object({
        id: Id.optional(),
        officeId: Id,
        channel: z.string().max(40),
        sourceUnitId: Id.nullable(),
        sourceUnitName: z.string().trim().max(100).default(''),
        title: z.string().trim().min(1).max(200),
        body: Body,
        categoryCode: z.string().max(40).nullable(),
        urgencyCode: z.string().max(40),
        classificationCode: z.string().max(40),
        authorName: z.string().trim().max(50).default(''),
        authorPhone: z.string().trim().max(50).default(''),
        fileIds: z.array(Id).max(20).default([]),
      }),
    )
    .output(Happened),

  startEditing: route('POST', '/desk/handlings/{id}/edit', '编辑 Make a piece of one item', 'desk')
    .input(ById.extend({ pieceId: Id.optional() }))
    .output(z.object({ pieceId: Id })),
  merge: route('POST', '/desk/pieces/merge', '合并 Make one piece of several items, or add items to a piece', 'desk')
    .input(
      z.object({
        pieceId: Id.optional(),
        baseVersion: z.number().int().optional(),
        title: z.string().trim().max(200).optional(),
        /** 选段综合: the texts stay beside the piece, passages are picked. */
        passages: z.boolean().default(false),
        sources: z.array(SourceChoice).min(1).max(50),
      }),
    )
    .output(z.object({ pieceId: Id })),
  split: route(
    'POST',
    '/desk/pieces/{id}/split',
    '解除合并 Take items out of a merged piece; all of them when none are named',
    'desk',
  )
    .input(ById.extend({ handlingIds: z.array(Id).max(50).default([]) }))
    .output(z.object({ pieceIds: z.array(Id) })),
  pieces: route('GET', '/desk/pieces', '采编稿 Pieces of the office', 'desk')
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        status: oneOrMany(PieceStatus).optional(),
        mine: Flag.default(false),
        search: z.string().max(100).optional(),
      }),
    )
    .output(pageOf(PieceRow)),
  piece: route('GET', '/desk/pieces/{id}', '采编稿 One piece with its sources and its history', 'desk')
    .input(ById)
    .output(Piece),
  savePiece: route('PUT', '/desk/pieces/{id}/text', '保存 Save the text of a piece', 'desk')
    .input(ById.extend({ title: z.string().max(1000), body: Body, baseVersion: z.number().int() }))
    .output(z.object({ version: z.number().int(), savedAt: Instant })),
  setSources: route('POST', '/desk/pieces/{id}/sources', '来源与权重 Order, roles and weights of the sources', 'desk')
    .input(ById.extend({ sources: z.array(SourceChoice).min(1).max(50) }))
    .output(PieceHappened),
  takePassage: route(
    'POST',
    '/desk/pieces/{id}/passages',
    '选段取用 Put a passage of a source into the piece; role and weight of its unit are set with it',
    'desk',
  )
    .input(
      ById.extend({
        handlingId: Id,
        quote: z.string().trim().min(1).max(50_000),
        role: SourceRole,
        weight: z.number().int().min(1).max(100),
      }),
    )
    .output(z.object({ credit: z.array(CreditLine), actions: z.array(PieceAction) })),
  commentPassage: route('POST', '/desk/pieces/{id}/comments', '批注 Comment on a passage of a piece', 'desk')
    .input(ById.extend({ quote: z.string().trim().min(1).max(2000), text: z.string().trim().min(1).max(2000) }))
    .output(PassageComments),
  answerPassageComment: route(
    'POST',
    '/desk/pieces/{id}/comments/{commentId}/answers',
    '回复批注 Answer a comment on a passage',
    'desk',
  )
    .input(ById.extend({ commentId: Id, text: z.string().trim().min(1).max(2000) }))
    .output(PassageComments),
  resolvePassageComment: route(
    'POST',
    '/desk/pieces/{id}/comments/{commentId}/resolve',
    '办结批注 Settle a comment on a passage, or open it again',
    'desk',
  )
    .input(ById.extend({ commentId: Id, resolved: z.boolean() }))
    .output(PassageComments),
  submitForSecondReview: route('POST', '/desk/pieces/{id}/submit', '送审 Hand to the second review', 'desk')
    .input(
      ById.extend({
        baseVersion: z.number().int(),
        publicationId: Id.nullable().default(null),
        columnId: Id.nullable().default(null),
      }),
    )
    .output(PieceHappened),
  sendBack: route('POST', '/desk/pieces/{id}/send-back', '退回 Back to the editor with a reason', 'desk')
    .input(Reason.extend({ reasonText: ReasonText }))
    .output(PieceHappened),
  forward: route('POST', '/desk/pieces/{id}/forward', "转报 Make the office's own submission of a piece", 'desk')
    .input(
      ById.extend({
        categoryCode: z.string().max(40).nullable().default(null),
        receiverIds: z.array(Id).max(20).optional(),
      }),
    )
    .output(z.object({ submissionId: Id })),
  comparePiece: route(
    'GET',
    '/desk/pieces/{id}/compare',
    '留痕 The piece against one of its sources, or against an earlier revision of itself',
    'desk',
  )
    .input(ById.extend({ handlingId: Id.optional(), revisionId: Id.optional() }))
    .output(Comparison),
}
