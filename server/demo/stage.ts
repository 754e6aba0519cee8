import type { InsideClient } from '../inside-client.ts'
import type { App } from '../platform/command.ts'

/** Where the month is played: an app whose clock can be set, and its people by login. */
export interface Stage {
  app: App
  setClock: (at: Date) => void
  as: (login: string) => Promise<InsideClient>
  /** A text file that this person uploads; its id. */
  upload: (login: string, name: string, text: string) => Promise<string>
}
