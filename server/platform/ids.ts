import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** UUIDv7: unique across nodes, sortable by time of making. */
export const newId = (): string => v7()

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** An unguessable secret for cookies, links and tokens; store only its sha256. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
