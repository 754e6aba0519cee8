import { newReceiver, newSender } from '../../server/exchange/rules/line.ts'
import type { Link, ReceiverState, SenderState } from '../../server/exchange/rules/line.ts'

/** A row of the outbox: a letter, and its place on the line once it is sealed. Rows are never changed, only replaced. */
export interface OutRow {
  id: string
  object: string
  priority: number
  position: number
  /** The order in which letters were written, over all restores. */
  written: number
  isPoison: boolean
  link: Link | null
  acked: boolean
}

export interface InRow {
  link: Link
  row: OutRow
  effect: 'give' | 'none' | 'keep'
}

/** What a node has on disk: the only thing that outlives its process, and all that a backup holds. */
export interface Disk {
  sender: SenderState
  outbox: OutRow[]
  receiver: ReceiverState
  inbox: InRow[]
  /** What has taken effect, in order. */
  effects: OutRow[]
}

export const newDisk = (): Disk => ({
  sender: newSender(),
  outbox: [],
  receiver: newReceiver(),
  inbox: [],
  effects: [],
})

export const copyOf = (disk: Disk): Disk => ({
  ...disk,
  outbox: [...disk.outbox],
  inbox: [...disk.inbox],
  effects: [...disk.effects],
})

export const sealedAt = (disk: Disk, seq: number): OutRow | undefined =>
  disk.outbox.find((row) => row.link?.seq === seq)
