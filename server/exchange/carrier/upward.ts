import type { App } from '../../platform/command.ts'
import { runCommand } from '../../platform/command.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { blobStore, sealedBytes } from '../blobs/store.ts'
import { completeEnrolment } from '../enrolment.ts'
import type { EnrolmentAnswer } from '../enrolment.ts'
import { fileArrived, filesLost, filesToSend, plainFileOf, prepareFiles } from '../line-files.ts'
import { Sending, patience, replyTo } from '../line-service.ts'
import type { Listening, Reply, Say } from '../line-service.ts'
import type { NodeRow } from '../nodes.ts'
import type { Own } from '../own-keys.ts'
import { noteFailure } from '../line-notes.ts'
import type { Wakes } from '../wakes.ts'
import { Caller } from './caller.ts'

/** Quiet for so long, both ends are compared again: a peer restored from a backup is found out without a letter being sent. */
const quietMs = 30_000
const pullMs = 25_000

/**
 * The lower node's end of the line to the node above: it opens every connection, for both directions. Letters up, letters down and
 * files each have their own loop, so that none holds up another.
 */
export class Upward {
  readonly #app: App
  readonly #wakes: Wakes
  readonly #node: NodeRow
  readonly #ending = new AbortController()
  readonly #own: Own
  readonly #caller: Caller
  /** How long the last call up took: the node above cannot measure it. */
  #roundTripMs: number | null = null
  /** Letters down come over a connection of their own: the process above that began to say them hears how they were taken. */
  readonly #ear: Caller
  #loops: Promise<unknown> = Promise.resolve()

  constructor(app: App, wakes: Wakes, own: Own, node: NodeRow, fingerprints: ReadonlySet<string>) {
    this.#app = app
    this.#wakes = wakes
    this.#node = node
    this.#own = own
    this.#caller = new Caller(node.url!, own.tls, fingerprints)
    this.#ear = new Caller(node.url!, own.tls, fingerprints, 1)
  }

  get id(): string {
    return this.#node.id
  }

  start(): void {
    const loops = this.#node.state === 'enrolling' ? [this.#enrol()] : [this.#push(), this.#pull(), this.#files()]
    this.#loops = Promise.all(loops)
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    this.#caller.close()
    this.#ear.close()
    await this.#loops
  }

  get #over(): boolean {
    return this.#ending.signal.aborted
  }

  /** One step of a loop; what goes wrong is noted and tried again after a pause that grows to a minute. */
  async #steadily(
    step: () => Promise<void>,
    onFailure: () => Promise<number> | number,
    onRest: () => void = () => undefined,
  ): Promise<void> {
    while (!this.#over) {
      try {
        if (await this.#wakes.mayServe(this.#node.id)) await step()
        else {
          onRest() // another process of this node serves the line
          await patience(1000, this.#ending.signal)
        }
      } catch (error) {
        if (this.#over) return
        await noteFailure(this.#app, this.#node.id, error).catch(() => undefined)
        const pause = await Promise.resolve(onFailure()).catch(() => 2000)
        await this.#wakes.wait(`retry ${this.#node.id}`, Math.max(pause, 50), this.#ending.signal)
      }
    }
  }

  async #push(): Promise<void> {
    const sending = new Sending(this.#app, this.#node)
    await this.#steadily(
      async () => {
        const say = await sending.next(this.#own)
        if (!say) {
          if (!(await this.#wakes.wait(this.#node.id, quietMs, this.#ending.signal))) await sending.look()
          return
        }
        const asked = this.#caller.get('POST', '/x/v1/say', {
          body: JSON.stringify(say),
          timeoutMs: 60_000,
          signal: this.#ending.signal,
        })
        const [answer] = await Promise.all([asked, sending.prepareNext(this.#own)])
        this.#roundTripMs = answer.roundTripMs
        const reply = JSON.parse(answer.text) as Reply
        if (reply.filesMissing?.length)
          await runCommand(this.#app, systemActor, (cx) => filesLost(cx, this.#node.id, reply.filesMissing!))
        if (reply.filesMissing?.length) this.#wakes.wake(`files ${this.#node.id}`)
        await sending.hear(this.#own, reply, answer)
        const pause = sending.pause()
        if (pause > 0) await this.#wakes.wait(`retry ${this.#node.id}`, pause, this.#ending.signal)
      },
      async () => {
        await sending.failed()
        return sending.pause()
      },
      () => sending.restart(),
    )
  }

  /** 对方来信: a question that waits at the node above until it has something to say. */
  async #pull(): Promise<void> {
    let reply: Reply = {}
    let failures = 0
    await this.#steadily(
      async () => {
        const answer = await this.#ear.get('POST', '/x/v1/listen', {
          body: JSON.stringify({
            reply,
            waitMs: pullMs,
            at: this.#app.clock().getTime(),
            roundTripMs: this.#roundTripMs,
          } satisfies Listening),
          timeoutMs: pullMs + 30_000,
          signal: this.#ending.signal,
        })
        const say = JSON.parse(answer.text) as Say
        reply = await replyTo(this.#app, this.#own, this.#node, say)
        failures = 0
      },
      () => {
        reply = {}
        failures += 1
        return Math.min(60_000, 250 * 2 ** Math.min(failures, 8)) * (0.5 + Math.random() / 2)
      },
    )
  }

  /** Files up and down: each goes on where it stopped. */
  async #files(): Promise<void> {
    let failures = 0
    await this.#steadily(
      async () => {
        const moved = (await this.#filesUp()) || (await this.#filesDown())
        failures = 0
        if (!moved) await this.#wakes.wait(`files ${this.#node.id}`, 5000, this.#ending.signal)
      },
      () => Math.min(30_000, 100 * 2 ** Math.min(++failures, 8)),
    )
  }

  async #filesUp(): Promise<boolean> {
    await prepareFiles(this.#app, this.#node.id, this.#node.suite)
    const [file] = await filesToSend(this.#app, this.#node.id)
    if (!file) return false
    const plain = (await plainFileOf(this.#app, this.#node.id, file.hash))!
    const path = `/x/v1/blob/${file.hash}?size=${file.size}`
    const before = await this.#caller.get('HEAD', path, { signal: this.#ending.signal })
    let offset = Number(before.headers['upload-offset'])
    if (before.headers['upload-complete'] !== '1') {
      const after = await this.#caller.patch(path, sealedBytes(plain, offset), offset, this.#ending.signal)
      offset = Number(after.headers['upload-offset'])
      if (after.headers['upload-complete'] !== '1') return true
    }
    await runCommand(this.#app, systemActor, (cx) => fileArrived(cx, this.#node.id, file.hash))
    this.#wakes.wake(this.#node.id)
    return true
  }

  async #filesDown(): Promise<boolean> {
    const { text } = await this.#caller.get('GET', '/x/v1/blobs', { signal: this.#ending.signal })
    const [file] = JSON.parse(text) as { hash: string; size: number }[]
    if (!file) return false
    const store = blobStore(this.#app.dataDir, this.#node.id)
    let { offset, whole } = await store.progress(file.hash)
    if (!whole) {
      const stream = await this.#caller.stream(`/x/v1/blob/${file.hash}`, offset, this.#ending.signal)
      ;({ offset, whole } = await store.append(file.hash, file.size, stream))
    }
    if (whole) await this.#caller.get('POST', `/x/v1/blob/${file.hash}/have`, { body: '', signal: this.#ending.signal })
    return true
  }

  /** Asks until two people above have compared the fingerprint; then lays in the tree. The node is looked at anew afterwards. */
  async #enrol(): Promise<void> {
    await this.#steadily(
      async () => {
        const { text } = await this.#caller.get('GET', '/x/v1/enrolment', { signal: this.#ending.signal })
        const answer = JSON.parse(text) as EnrolmentAnswer
        if (answer.state === 'active') {
          await runCommand(this.#app, systemActor, (cx) => completeEnrolment(cx, this.#node, answer))
          this.#ending.abort()
          return
        }
        await patience(2000, this.#ending.signal)
      },
      () => 5000,
    )
  }
}
