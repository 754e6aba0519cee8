import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

export type Weather = 'fair' | 'refuse' | 'silent' | 'slow' | 'truncate'

/** A bad line between two nodes: it cuts, refuses, swallows, delays and truncates. Several processes above are taken in turn. */
export async function badLine(port: number) {
  const ports = [port]
  let turn = 0
  const open = new Set<Socket>()
  let weather: Weather = 'fair'
  let bytes = 0
  let cutEvery = 0
  const server = createServer({ noDelay: true }, (near) => {
    near.on('error', () => {})
    if (weather === 'refuse') return void near.destroy()
    const far = connect({ port: ports[(turn += 1) % ports.length]!, host: '127.0.0.1', noDelay: true })
    let left = weather === 'truncate' ? 3000 : Infinity
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('error', () => {})
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
      from.on('data', (data: Buffer) => {
        bytes += data.length
        if (weather === 'silent') return
        left -= data.length
        if (left <= 0) {
          to.write(data.subarray(0, data.length >> 1))
          near.destroy()
          far.destroy()
          return
        }
        if (weather === 'slow') setTimeout(() => to.destroyed || to.write(data), 150)
        else if (!to.write(data)) {
          from.pause()
          to.once('drain', () => from.resume())
        }
      })
    }
  })
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  const timer = setInterval(() => cutEvery > 0 && cut(), 2000)
  return {
    port: (server.address() as { port: number }).port,
    cut,
    alsoTo: (another: number) => void ports.push(another),
    bytes: () => bytes,
    cutEveryTwoSeconds: (on: boolean) => void (cutEvery = on ? 1 : 0),
    set(next: Weather) {
      weather = next
      if (next !== 'fair' && next !== 'slow') cut()
    },
    async close() {
      clearInterval(timer)
      cut()
      await new Promise((done) => server.close(done))
    },
  }
}
