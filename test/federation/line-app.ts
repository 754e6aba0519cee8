import { sql } from 'kysely'
import type { Logger } from 'pino'
import { exchangeLetters } from '../../server/exchange/index.ts'
import type { App, Cx, ReceivedLetter } from '../../server/platform/command.ts'
import { openDatabase } from '../../server/platform/database.ts'
import { loadSigningKey, loadVault } from '../../server/platform/keys.ts'

const secret = 'a secret of the fault tests'

/** The app of a node whose letters leave one row each, and nothing else. */
export function appOn(databaseUrl: string, dataDir: string, peerPort: number | null, log: Logger): App {
  const { db } = openDatabase(databaseUrl, { max: 8 })
  return {
    db,
    clock: () => new Date(),
    log,
    dataDir,
    mode: 'test',
    signingKey: loadSigningKey(dataDir, secret),
    vault: loadVault(dataDir, secret),
    origin: null,
    ...(peerPort && { peerUrl: `https://127.0.0.1:${peerPort}` }),
    reactions: {},
    fileGates: {},
    letterHandlers: {
      ...exchangeLetters,
      'item.withdrawn': (cx, letter) => keepEffect(cx, letter, (letter.body as { reason: string }).reason),
    },
    deliveryHandlers: {},
    refuseWording: async () => {},
  }
}

/** The text begins with the number that its writer gave it. */
export async function keepEffect(cx: Cx, letter: ReceivedLetter, text: string): Promise<void> {
  const number = Number(text.split(' ')[0])
  await sql`insert into effect (letter_id, object_id, number) values (${letter.id}, ${letter.objectId}, ${number})`.execute(
    cx.db,
  )
}

export const effectTable = `create table effect (position bigint generated always as identity primary key, letter_id uuid not null, object_id uuid not null, number integer not null)`
