import { Forged } from '../suites/suite.ts'

/** What is written on an envelope: who to whom, its place on the line, and what order must be kept. Carriers read nothing else. */
export interface Head {
  suite: string
  /** Codes of the two nodes. */
  from: string
  to: string
  /** The sender's claim under which it was sealed (rules/line.ts). */
  epoch: number
  seq: number
  /** `chainHash` of the envelope before; '' for the first. */
  prev: string
  /** Of the letter. */
  id: string
  kind: string
  object: string
  objectNumber: number
  /** 0 urgent, 1 ordinary, 2 when there is nothing else. */
  priority: number
  at: string
  /** The key that signs: in the protected header. */
  skid: string
  /** The receiver's key it is sealed to. */
  ekid: string
}

/** The signed body. */
export interface WireHead extends Omit<Head, 'skid'> {
  v: number
  /** Digest of salt and content. */
  ph: string
  /** Digest of the sealed line. */
  ch: string
}

const text = (most: number) => (value: unknown) => typeof value === 'string' && value.length > 0 && value.length <= most
const count = (least: number) => (value: unknown) => Number.isSafeInteger(value) && (value as number) >= least
const digest = (value: unknown) => typeof value === 'string' && /^[\w-]{43}$/.test(value)

const shape: Record<keyof WireHead, (value: unknown) => boolean> = {
  v: (value) => value === 1,
  suite: text(20),
  from: text(50),
  to: text(50),
  epoch: count(0),
  seq: count(1),
  prev: (value) => value === '' || digest(value),
  id: text(100),
  kind: text(100),
  object: text(300),
  objectNumber: count(1),
  priority: (value) => value === 0 || value === 1 || value === 2,
  at: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  ekid: text(100),
  ph: digest,
  ch: digest,
}
const names = Object.keys(shape) as (keyof WireHead)[]

/** Every field, and no other: a name that is not understood may mean something to someone. */
export function checkHead(head: Record<string, unknown> | WireHead): WireHead {
  const isWhole = Object.keys(head).length === names.length && names.every((name) => shape[name](head[name as never]))
  if (!isWhole) throw new Forged('head')
  return head as unknown as WireHead
}
