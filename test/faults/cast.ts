import { generateKeyPairSync, randomBytes } from 'node:crypto'
import pino from 'pino'
import type { App } from '../../server/platform/command.ts'
import { openDatabase } from '../../server/platform/database.ts'
import type { Database } from '../../server/platform/database.ts'
import { signingKeyOf, vaultOf } from '../../server/platform/keys.ts'
import { wiring } from '../../server/wiring.ts'
import type { InsideClient } from '../../server/inside-client.ts'
import { engage } from '../journeys/cast.ts'
import { signIn } from './caller.ts'
import type { Client } from './caller.ts'

/** 小店区 writes to 太原市. */
const logins = [
  'xiaodian.li',
  'xiaodian.zhang',
  'xiaodian.sun',
  'xiaodian.wang',
  'taiyuan.chen',
  'taiyuan.liu',
  'taiyuan.ma',
]

/** A look into the database of a node from outside, and people acting without HTTP. */
export interface Onlooker {
  db: Database
  as(login: string): Promise<InsideClient>
}

/** Fills the database of a node that is running with units and people. */
export async function engageCast(databaseUrl: string, dataDir: string): Promise<Onlooker> {
  const { db } = openDatabase(databaseUrl, { max: 4 })
  const app: App = {
    db,
    dataDir,
    mode: 'test',
    clock: () => new Date(),
    log: pino({ level: 'silent' }),
    signingKey: signingKeyOf(generateKeyPairSync('ed25519').privateKey),
    vault: vaultOf(randomBytes(32)),
    origin: null,
    ...wiring,
  }
  const { as } = await engage(app, logins)
  return { db, as }
}

export interface CountyOffice {
  reporter: Client
  reviewer: Client
  secrecy: Client
  signer: Client
  authorName: string
}

/** The four people of 小店区 whom an item passes, each with a session of the node at `url`. */
export async function countyOffice(url: string, heard?: Map<string, number>): Promise<CountyOffice> {
  const [reporter, reviewer, secrecy, signer] = await Promise.all(
    logins.slice(0, 4).map(async (login) => (await signIn(url, login, heard)).client),
  )
  return { reporter: reporter!, reviewer: reviewer!, secrecy: secrecy!, signer: signer!, authorName: '李晓雯' }
}
