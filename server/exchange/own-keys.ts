import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { App, Cx } from '../platform/command.ts'
import type { Database, Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { fingerprintOf, makeCertificate } from './certificate.ts'
import { suiteOf } from './envelope/index.ts'
import { findSelf } from './nodes.ts'
import type { NodeRow } from './nodes.ts'

export type Purpose = 'signing' | 'encryption' | 'tls' | 'witness'

/** A key as nodes tell each other of it. */
export interface PublicKey {
  id: string
  purpose: Purpose
  suite: string
  publicKey: string
  expiresAt: string | null
}

const letterOf: Record<Exclude<Purpose, 'witness'>, string> = { signing: 's', encryption: 'e', tls: 't' }
const daysOf: Record<Exclude<Purpose, 'witness'>, number> = { signing: 400, encryption: 400, tls: 400 }

/** Makes one key of this node: '140100#s2' is its second signing key. The private half lies in the database, sealed by the vault (SEC-14). */
export async function makeKey(
  cx: Cx,
  node: Pick<NodeRow, 'id' | 'code'>,
  suite: string,
  purpose: Exclude<Purpose, 'witness'>,
  state: 'next' | 'active',
): Promise<PublicKey & { fingerprint: string }> {
  const before = await cx.db
    .selectFrom('node_key')
    .select('id')
    .where('node_id', '=', node.id)
    .where('purpose', '=', purpose)
    .execute()
  const id = `${node.code}#${letterOf[purpose]}${before.length + 1}`
  const made = purpose === 'tls' ? tlsKey(node.code, cx.now) : suiteOf(suite).makeKey(purpose)
  const expiresAt = new Date(cx.now.getTime() + daysOf[purpose] * 86_400_000)
  const fingerprint = keyFingerprint({ purpose, publicKey: made.publicKey })
  await cx.db
    .insertInto('node_key')
    .values({
      node_id: node.id,
      id,
      purpose,
      suite,
      state,
      public_key: made.publicKey,
      fingerprint,
      private_key: cx.app.vault.seal(Buffer.from(made.privateKey)),
      made_at: cx.now,
      expires_at: expiresAt,
    })
    .execute()
  return { id, purpose, suite, publicKey: made.publicKey, expiresAt: expiresAt.toISOString(), fingerprint }
}

function tlsKey(code: string, now: Date) {
  const { certificate, privateKey } = makeCertificate(code, now, daysOf.tls)
  return { publicKey: certificate, privateKey }
}

/** sha-256 of a public key; of a certificate as TLS shows it. */
export const keyFingerprint = (key: Pick<PublicKey, 'purpose' | 'publicKey'>): string =>
  key.purpose === 'tls' ? fingerprintOf(key.publicKey) : createHash('sha256').update(key.publicKey).digest('hex')

/** What two people compare: 40 hex digits over all keys of a node, in groups of four. */
export function fingerprintOfNode(node: { code: string; suite: string; keys: PublicKey[] }): string {
  const keys = node.keys.map(({ id, purpose, publicKey }) => ({ id, purpose, publicKey }))
  const digest = createHash('sha256')
    .update(canonicalize({ code: node.code, suite: node.suite, keys: keys.sort((a, b) => (a.id < b.id ? -1 : 1)) })!)
    .digest('hex')
  return digest.slice(0, 40).replace(/(.{4})(?=.)/g, '$1 ')
}

export interface OwnKey {
  id: string
  purpose: Purpose
  suite: string
  isActive: boolean
  privateKey: string
}

/** This node's part in every conversation: who it is, and its keys opened. */
export interface Own {
  node: NodeRow
  /** Private halves by id: all that are not revoked, for a letter may be sealed to an older one. */
  keys: Map<string, OwnKey>
  tls: { id: string; certificate: string; privateKeyPem: string; fingerprint: string }
}

/** Opens this node's keys; undefined while it stands alone. A vault that does not fit is an error with a sentence, never new keys. */
export async function loadOwn(app: Pick<App, 'vault'>, db: Database | Tx): Promise<Own | undefined> {
  const node = await findSelf(db)
  if (!node) return undefined
  const rows = await db
    .selectFrom('node_key')
    .selectAll()
    .where('node_id', '=', node.id)
    .where('private_key', 'is not', null)
    .where('state', '<>', 'revoked')
    .execute()
  const open = (row: (typeof rows)[number]) => {
    try {
      return app.vault.open(row.private_key!).toString()
    } catch {
      throw new Error(
        `The key ${row.id} of this node cannot be opened. 本机密钥库与数据库不符：请恢复原来的数据目录 keys/ 和 ZHENGXIN_SECRET。`,
      )
    }
  }
  const keys = rows.map((row) => ({
    id: row.id,
    purpose: row.purpose as Purpose,
    suite: row.suite,
    isActive: row.state === 'active',
    privateKey: open(row),
  }))
  const tls = rows.find((row) => row.purpose === 'tls' && row.state === 'active')
  if (!tls) throw new Error('This node has no active certificate. 本节点缺少有效证书，请重新接入。')
  return {
    node,
    keys: new Map(keys.map((key) => [key.id, key])),
    tls: {
      id: tls.id,
      certificate: tls.public_key,
      privateKeyPem: keys.find((key) => key.id === tls.id)!.privateKey,
      fingerprint: tls.fingerprint,
    },
  }
}

/** The public halves this node shows to others: its active keys, and the one that witnesses sign-offs. */
export async function publicKeysOf(db: Database | Tx, nodeId: string, suite: string): Promise<PublicKey[]> {
  const rows = await db
    .selectFrom('node_key')
    .select(['id', 'purpose', 'suite', 'public_key', 'expires_at'])
    .where('node_id', '=', nodeId)
    .where('state', '=', 'active')
    .where((eb) => eb.or([eb('suite', '=', suite), eb('purpose', 'in', ['tls', 'witness'])]))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose as Purpose,
    suite: row.suite,
    publicKey: row.public_key,
    expiresAt: row.expires_at?.toISOString() ?? null,
  }))
}

export async function requireSelf(cx: Cx): Promise<NodeRow> {
  const self = await findSelf(cx.db)
  if (!self) throw new Refusal('node.not_enrolled')
  return self
}
