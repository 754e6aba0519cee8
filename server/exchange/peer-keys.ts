import type { Database, Tx } from '../platform/database.ts'
import type { NodeRow } from './nodes.ts'

/** The other node's key that a letter of this number may be signed with; a retired one only for letters before it was changed. */
export type VerifyingKeys = (keyId: string, seq: number | null) => string | undefined

/** All signing keys of a node: asked once for all letters of a frame. */
export async function verifyingKeysOf(db: Database | Tx, node: NodeRow): Promise<VerifyingKeys> {
  const keys = await db
    .selectFrom('node_key')
    .select(['id', 'public_key', 'state', 'retired_after'])
    .where('node_id', '=', node.id)
    .where('purpose', '=', 'signing')
    .where('suite', '=', node.suite)
    .execute()
  return (keyId, seq) => {
    const key = keys.find((each) => each.id === keyId)
    if (!key) return undefined
    if (key.state === 'active') return key.public_key
    // a receipt may have been signed just before the change became known
    const before = key.retired_after === null || seq === null || seq <= key.retired_after
    return key.state === 'retired' && before ? key.public_key : undefined
  }
}

/** Who is at the other end of a TLS connection: a node that is not revoked, by the fingerprint of its certificate. */
export async function nodeByCertificate(db: Database | Tx, fingerprint: string): Promise<NodeRow | undefined> {
  return (await db
    .selectFrom('node_key')
    .innerJoin('node', 'node.id', 'node_key.node_id')
    .selectAll('node')
    .where('node_key.fingerprint', '=', fingerprint)
    .where('purpose', '=', 'tls')
    .where('node_key.state', 'in', ['next', 'active'])
    .where('node.role', '=', 'lower')
    .where('node.state', '<>', 'revoked')
    .executeTakeFirst()) as NodeRow | undefined
}

/** A public key by its id, whatever became of it: what was signed with it stays signed. */
export async function publicKeyOf(db: Database | Tx, nodeId: string, keyId: string): Promise<string | undefined> {
  const key = await db
    .selectFrom('node_key')
    .select('public_key')
    .where('node_id', '=', nodeId)
    .where('id', '=', keyId)
    .executeTakeFirst()
  return key?.public_key
}

/** The certificates a node may show: the one in use, and the next one it has told of. */
export async function tlsFingerprintsOf(db: Database | Tx, nodeId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('node_key')
    .select('fingerprint')
    .where('node_id', '=', nodeId)
    .where('purpose', '=', 'tls')
    .where('state', 'in', ['next', 'active'])
    .execute()
  return new Set(rows.map((row) => row.fingerprint))
}
