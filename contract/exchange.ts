import { z } from 'zod'
import { ById, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'

/** How a line stands: slow when the oldest letter waits for over a minute, down without a receipt for three; restored and fork are alarms. */
export const LineState = z.enum(['enrolling', 'up', 'slow', 'down', 'restored', 'fork', 'refused', 'paused', 'revoked'])
export type LineState = z.infer<typeof LineState>

export const NodeRole = z.enum(['upper', 'lower', 'further'])
export type NodeRole = z.infer<typeof NodeRole>

export const LineAction = z.enum([
  'test',
  'pause',
  'resume',
  'resend',
  'clearAlarm',
  'confirm',
  'refuse',
  'revoke',
  'exportFile',
  'importFile',
  'exportEvidence',
])
export type LineAction = z.infer<typeof LineAction>

/** A line to another node, as the board shows it. Times are this node's. */
export const Line = z.object({
  /** Of the other node; the line has the same. */
  id: Id,
  role: NodeRole,
  code: z.string(),
  name: z.string(),
  unitId: Id.nullable(),
  suite: z.string(),
  state: LineState,
  stateReason: z.string().nullable(),
  lastContactAt: Instant.nullable(),
  lastReceiptAt: Instant.nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: Instant.nullable(),
  roundTripMs: z.number().nullable(),
  /** The other's clock minus ours. */
  clockOffsetMs: z.number().nullable(),
  /** Letters that wait for the other node's receipt. */
  waiting: z.number().int(),
  waitingBytes: z.number().int(),
  oldestWaitingSince: Instant.nullable(),
  filesWaiting: z.number().int(),
  /** Letters from there that wait here, or were refused. */
  held: z.number().int(),
  sent: z.number().int(),
  received: z.number().int(),
  duplicates: z.number().int(),
  gaps: z.number().int(),
  refused: z.number().int(),
  /** Of the certificate that expires first, this node's or the other's. */
  certificateDaysLeft: z.number().int().nullable(),
  alarm: z.string().nullable(),
  alarmAt: Instant.nullable(),
  pausedBy: z.string().nullable(),
  pauseReason: z.string().nullable(),
  actions: z.array(LineAction),
})
export type Line = z.infer<typeof Line>

export const NodeKeyView = z.object({
  id: z.string(),
  purpose: z.enum(['signing', 'encryption', 'tls', 'witness']),
  state: z.enum(['next', 'active', 'retired', 'revoked']),
  fingerprint: z.string(),
  madeAt: Instant,
  expiresAt: Instant.nullable(),
  retiredAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  revokedReason: z.string().nullable(),
})
export type NodeKeyView = z.infer<typeof NodeKeyView>

export const SelfNode = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  state: z.enum(['enrolling', 'active']),
  suite: z.string(),
  /** To compare with what the other side sees: groups of four. */
  fingerprint: z.string(),
  /** Where nodes below reach this one; null: this node listens for none. */
  url: z.string().nullable(),
  certificateDaysLeft: z.number().int(),
  keys: z.array(NodeKeyView),
  actions: z.array(z.enum(['rotateKeys', 'invite', 'enrol'])),
})
export type SelfNode = z.infer<typeof SelfNode>

/** One step of the queue by age and kind. */
export const QueueGroup = z.object({
  kind: z.string(),
  age: z.enum(['minute', 'hour', 'day', 'older']),
  count: z.number().int(),
})

export const LineDetail = Line.extend({
  fingerprint: z.string(),
  enrolledAt: Instant,
  confirmations: z.array(z.object({ role: z.enum(['systemAdmin', 'securityAdmin']), name: z.string(), at: Instant })),
  keys: z.array(NodeKeyView),
  queue: z.array(QueueGroup),
  acts: z.array(z.object({ at: Instant, kind: z.string(), actorName: z.string(), reason: z.string() })),
})
export type LineDetail = z.infer<typeof LineDetail>

/** A letter on a line, without its content: who operates lines reads no letters. */
export const LineLetter = z.object({
  id: Id,
  kind: z.string(),
  fromUnitName: z.string(),
  toUnitName: z.string(),
  queuedAt: Instant,
  seq: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  filesMissing: z.number().int(),
  ackedAt: Instant.nullable(),
  rejected: z.string().nullable(),
  resentBy: z.string().nullable(),
  resendReason: z.string().nullable(),
})
export type LineLetter = z.infer<typeof LineLetter>

export const HeldLetter = z.object({
  id: Id,
  nodeId: Id,
  nodeName: z.string(),
  kind: z.string(),
  version: z.number().int(),
  fromUnitName: z.string(),
  toUnitName: z.string(),
  receivedAt: Instant,
  /** waiting: may yet take effect, later letters about the same object wait behind it. refused: it will not, unless someone tries again. */
  status: z.enum(['waiting', 'refused']),
  reason: z.string(),
  data: z.record(z.string(), z.unknown()),
  actions: z.array(z.enum(['handleAgain', 'setAside'])),
})
export type HeldLetter = z.infer<typeof HeldLetter>

export const Invitation = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  suite: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  approvedAt: Instant.nullable(),
  approvedBy: z.string().nullable(),
  expiresAt: Instant,
  usedAt: Instant.nullable(),
  nodeId: Id.nullable(),
  cancelledAt: Instant.nullable(),
  actions: z.array(z.enum(['approve', 'cancel'])),
})
export type Invitation = z.infer<typeof Invitation>

export const LineTest = z.object({
  ok: z.boolean(),
  roundTripMs: z.number().nullable(),
  clockOffsetMs: z.number().nullable(),
  /** What is the matter, in words an operator understands. */
  problem: z.string().nullable(),
})

/** What came of a file that was carried here. */
export const CarriedIn = z.object({
  letters: z.number().int(),
  /** Letters of this node that it brought receipts for. */
  delivered: z.number().int(),
  files: z.number().int(),
  /** Letters in it that were not taken. */
  left: z.number().int(),
  /** False: the file was cut off or altered; what came before that counts. */
  whole: z.boolean(),
})
export type CarriedIn = z.infer<typeof CarriedIn>

const Reason = z.string().trim().min(2).max(300)
const WithReason = ById.extend({ reason: Reason })

/** exchange: the lines to other nodes, what waits on them, and how nodes come to know each other. */
export const exchange = {
  lines: route('GET', '/exchange/lines', '线路 Lines to other nodes, and this node', 'exchange').output(
    z.object({ self: SelfNode.nullable(), items: z.array(Line) }),
  ),
  line: route('GET', '/exchange/lines/{id}', '线路详情 One line', 'exchange').input(ById).output(LineDetail),
  lineLetters: route('GET', '/exchange/lines/{id}/letters', '线路上的信件 Letters of a line, newest first', 'exchange')
    .input(PageQuery.extend({ id: Id, waitingOnly: z.coerce.boolean().default(true) }))
    .output(pageOf(LineLetter)),
  testLine: route('POST', '/exchange/lines/{id}/test', '测试线路 Test this line now', 'exchange')
    .input(ById)
    .output(LineTest),
  pauseLine: route('POST', '/exchange/lines/{id}/pause', '暂停线路 Stop sending and receiving', 'exchange')
    .input(WithReason)
    .output(Ok),
  resumeLine: route('POST', '/exchange/lines/{id}/resume', '恢复线路 Send and receive again', 'exchange')
    .input(WithReason)
    .output(Ok),
  resendLetter: route('POST', '/exchange/lines/{id}/resend', '重发 Send a letter once more', 'exchange')
    .input(WithReason.extend({ letterId: Id }))
    .output(Ok),
  clearAlarm: route('POST', '/exchange/lines/{id}/clear-alarm', '解除告警 Go on after an alarm', 'exchange')
    .input(WithReason)
    .output(Ok),
  exportFile: route(
    'POST',
    '/exchange/lines/{id}/export-file',
    '导出摆渡文件 All that waits, for a medium carried by hand',
    'exchange',
  )
    .input(WithReason)
    .output(
      z.object({
        /** GET /exchange/lines/{id}/carried/{fileId}, for seven days. */
        fileId: Id,
        name: z.string(),
        letters: z.number().int(),
        files: z.number().int(),
        bytes: z.number().int(),
      }),
    ),
  importFile: route(
    'POST',
    '/exchange/lines/{id}/import-file',
    '导入摆渡文件 What was carried here from the other node',
    'exchange',
  )
    .input(WithReason.extend({ fileId: Id }))
    .output(CarriedIn),
  exportEvidence: route(
    'POST',
    '/exchange/lines/{id}/export-evidence',
    '导出存证 Letters as they travelled with their receipts, for npm run verify',
    'exchange',
  )
    .input(
      ById.extend({
        direction: z.enum(['sent', 'received']).default('sent'),
        /** This letter and what proves it delivered; else the numbers from one to another, else all. */
        letterId: Id.optional(),
        from: z.int().min(1).optional(),
        to: z.int().min(1).optional(),
      }),
    )
    .output(
      z.object({
        name: z.string(),
        /** JSON lines (docs/protocol, 存证). */
        text: z.string(),
        first: z.int(),
        last: z.int(),
        letters: z.int(),
        receipts: z.int(),
        /** False: one file holds no more; the rest is asked for from `last` + 1 on. */
        isWhole: z.boolean(),
      }),
    ),
  heldLetters: route('GET', '/exchange/held', '滞留信件 Letters that wait here or were refused', 'exchange')
    .input(
      PageQuery.extend({
        nodeId: Id.optional(),
        status: oneOrMany(z.enum(['waiting', 'refused'])).optional(),
        /** Part of the name of the unit that wrote it, or is to have it. */
        search: z.string().trim().max(80).optional(),
      }),
    )
    .output(pageOf(HeldLetter)),
  handleAgain: route('POST', '/exchange/held/{id}/handle-again', '重新处理 Try a held letter again', 'exchange')
    .input(ById)
    .output(z.object({ status: z.enum(['handled', 'relayed', 'waiting', 'refused']), reason: z.string().nullable() })),
  setAside: route('POST', '/exchange/held/{id}/set-aside', '搁置 Let later letters pass a waiting one', 'exchange')
    .input(WithReason)
    .output(Ok),
  invitations: route('GET', '/exchange/invitations', '接入邀请 Invitations', 'exchange').output(
    z.object({ items: z.array(Invitation) }),
  ),
  invite: route(
    'POST',
    '/exchange/invitations',
    '邀请接入 Invite a node for a unit; the code is shown once',
    'exchange',
  )
    .input(
      z.object({
        unitId: Id,
        suite: z.enum(['std-1', 'gm-1']).default('std-1'),
        days: z.number().int().min(1).max(30).default(7),
      }),
    )
    .output(z.object({ invitation: Invitation, code: z.string() })),
  approveInvitation: route(
    'POST',
    '/exchange/invitations/{id}/approve',
    '同意邀请 The second administrator agrees',
    'exchange',
  )
    .input(ById)
    .output(Ok),
  cancelInvitation: route('POST', '/exchange/invitations/{id}/cancel', '撤销邀请 Withdraw an invitation', 'exchange')
    .input(ById)
    .output(Ok),
  enrol: route('POST', '/exchange/enrol', '接入上级节点 Join the node above with its invitation', 'exchange')
    .input(z.object({ code: z.string().min(20).max(4000) }))
    .output(z.object({ upperName: z.string(), ownFingerprint: z.string(), upperFingerprint: z.string() })),
  confirmNode: route('POST', '/exchange/lines/{id}/confirm', '确认接入 Confirm the compared fingerprint', 'exchange')
    .input(ById.extend({ fingerprint: z.string().min(8).max(200) }))
    .output(z.object({ state: LineState, confirmedBy: z.array(z.string()) })),
  refuseNode: route('POST', '/exchange/lines/{id}/refuse', '不予接入 Turn a node away', 'exchange')
    .input(WithReason)
    .output(Ok),
  revokeNode: route('POST', '/exchange/lines/{id}/revoke', '吊销节点 Trust a node no longer', 'exchange')
    .input(WithReason)
    .output(Ok),
  rotateKeys: route('POST', '/exchange/keys/rotate', '轮换密钥 New keys for this node, told to every line', 'exchange')
    .input(z.object({ purpose: z.enum(['signing', 'encryption', 'tls']) }))
    .output(z.object({ keyId: z.string(), fingerprint: z.string() })),
  revokeKey: route(
    'POST',
    '/exchange/lines/{id}/keys/{keyId}/revoke',
    '吊销密钥 Trust a key of a node no longer',
    'exchange',
  )
    .input(WithReason.extend({ keyId: z.string().max(100) }))
    .output(Ok),
}
