import { createServer } from 'node:net'
import type { Server } from 'node:net'

/** Answers like clamd: says its version; reads INSTREAM to its zero length and finds EICAR in what came. */
export const playClamd = (socketPath: string): Promise<Server> =>
  new Promise((ready) => {
    const clamd = createServer((socket) => {
      let bytes = Buffer.alloc(0)
      socket.on('error', () => {})
      socket.on('data', (more) => {
        bytes = Buffer.concat([bytes, more])
        if (bytes.toString() === 'zVERSION\0') return void socket.end('ClamAV 1.4.3/27800/Mon Nov 23 08:00:00 2026\0')
        if (!bytes.subarray(-4).equals(Buffer.alloc(4))) return
        const isStream = bytes.subarray(0, 10).toString() === 'zINSTREAM\0'
        const answer = bytes.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'
        socket.end(`${isStream ? answer : 'UNKNOWN COMMAND'}\0`)
      })
    }).listen(socketPath, () => ready(clamd))
  })
