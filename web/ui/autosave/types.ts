/** The text as the server has it. `version` counts saves; a save names the version it started from. */
export interface ServerCopy<Value> {
  value: Value
  version: number
  updatedAt: string
  /** Who saved it last, for the comparison of two versions. */
  authorName?: string
}

/** The text as this machine has it, written at every change before anything is sent. */
export interface LocalCopy<Value> {
  key: string
  value: Value
  baseVersion: number
  at: string
}

export interface LocalCopies<Value> {
  get(key: string): Promise<LocalCopy<Value> | undefined>
  put(copy: LocalCopy<Value>): Promise<void>
  remove(key: string): Promise<void>
}

/** What tabs of one browser say to each other about one text. */
export interface TabMessage {
  kind: 'who' | 'here' | 'take' | 'released'
  from: string
  since: number
}
export interface TabLine {
  post(message: TabMessage): void
  listen(hear: (message: TabMessage) => void): void
  close(): void
}

export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'refused'

export interface AutosaveView<Value> {
  value: Value
  version: number
  status: SaveStatus
  savedAt: string
  /** Rises when the value was replaced from outside: give it to the editor as its key. */
  epoch: number
  /** 本机有未保存的内容. `stale`: the server's text has moved on since. */
  offer: (LocalCopy<Value> & { stale: boolean }) | null
  conflict: { theirs: ServerCopy<Value> } | null
  /** Mine that gave way to theirs; kept on this machine. */
  kept: LocalCopy<Value> | null
  refusal: unknown
  /** Another tab of this browser writes this text. */
  elsewhere: boolean
}

export interface AutosaveOptions<Value> {
  key: string
  server: ServerCopy<Value>
  save: (value: Value, baseVersion: number) => Promise<{ version: number; updatedAt: string }>
  /** Fetches the server's text anew: for the comparison after a stale save, and when a tab takes over. */
  load: () => Promise<ServerCopy<Value>>
  copies: LocalCopies<Value>
  line?: TabLine
}
