import { Dexie } from 'dexie'
import type { Table } from 'dexie'

/**
 * The encrypted store of a remote workstation: AES-256-GCM under a key that PBKDF2-SHA-256 makes from the person's own words
 * (600,000 rounds). The words are kept nowhere; a forgotten one cannot be brought back, and nothing is readable without it.
 */
interface Sealed {
  iv: Uint8Array
  bytes: ArrayBuffer
}
interface Head {
  personId: string
  salt: Uint8Array
  check: Sealed
}
interface Entry extends Sealed {
  id: string
  personId: string
}

class WorkstationDatabase extends Dexie {
  heads!: Table<Head, string>
  entries!: Table<Entry, string>

  constructor() {
    super('zhengxin-workstation')
    this.version(1).stores({ heads: 'personId', entries: 'id, personId' })
  }
}

const rounds = 600_000
const database = () => new WorkstationDatabase()

export interface Vault {
  personId: string
  all<T>(): Promise<T[]>
  put(id: string, value: unknown): Promise<void>
  remove(id: string): Promise<void>
}

/** Who has a workstation on this machine: names are inside the seal, so only how many are known before it is opened. */
export async function vaultOwners(): Promise<string[]> {
  return (await database().heads.toArray()).map((head) => head.personId)
}

/** 启用: makes the store for a person. */
export async function makeVault(personId: string, words: string): Promise<Vault> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const key = await keyFrom(words, salt)
  await database().heads.put({ personId, salt, check: await seal(key, personId) })
  return vaultOf(personId, key)
}

/** 打开: null when the words are wrong. */
export async function openVault(personId: string, words: string): Promise<Vault | null> {
  const head = await database().heads.get(personId)
  if (!head) return null
  const key = await keyFrom(words, head.salt)
  const said = await open<string>(key, head.check).catch(() => null)
  return said === personId ? vaultOf(personId, key) : null
}

/** 清除: everything of this workstation is gone from the machine. */
export async function wipeVault(personId: string): Promise<void> {
  const store = database()
  await store.entries.where('personId').equals(personId).delete()
  await store.heads.delete(personId)
}

function vaultOf(personId: string, key: CryptoKey): Vault {
  const { entries } = database()
  return {
    personId,
    async all<T>() {
      const kept = await entries.where('personId').equals(personId).toArray()
      return Promise.all(kept.map((entry) => open<T>(key, entry)))
    },
    async put(id, value) {
      await entries.put({ id, personId, ...(await seal(key, value)) })
    },
    remove: (id) => entries.delete(id),
  }
}

async function keyFrom(words: string, salt: Uint8Array): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(words), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: rounds },
    raw,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv: iv as BufferSource }, key, plain) }
}

async function open<T>(key: CryptoKey, sealed: Sealed): Promise<T> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv as BufferSource }, key, sealed.bytes)
  return JSON.parse(new TextDecoder().decode(plain)) as T
}
