import { createReadStream } from 'node:fs'
import { connect } from 'node:net'

/** clamd, when the site has it: ZHENGXIN_CLAMD is the path of its socket, or host:port. */
export interface Scanner {
  address: string
  /** What becomes of uploads while clamd does not answer. */
  away: 'refuse' | 'accept'
}
export type Scan = { is: 'clean' } | { is: 'infected'; signature: string } | { is: 'away' }

const scanners = new Map<string, Scanner>()

/** Uploads into this data folder are scanned from now on. */
export function useScanner(dataDir: string, scanner: Scanner | undefined): void {
  if (scanner) scanners.set(dataDir, scanner)
  else scanners.delete(dataDir)
}
export const scannerOf = (dataDir: string): Scanner | undefined => scanners.get(dataDir)

const patienceMs = 60_000

/** Sends the file through clamd's INSTREAM (a length before each piece, a zero length at the end) and reads its one answer. */
export function scanFile(scanner: Scanner, path: string): Promise<Scan> {
  const tcp = scanner.address.match(/^([^/]+):(\d+)$/)
  return new Promise((resolve) => {
    const socket = tcp ? connect({ host: tcp[1]!, port: Number(tcp[2]) }) : connect({ path: scanner.address })
    let answer = ''
    const end = (scan: Scan) => {
      socket.destroy()
      resolve(scan)
    }
    socket.setTimeout(patienceMs, () => end({ is: 'away' }))
    socket.on('error', () => end(readAnswer(answer)))
    socket.on('data', (bytes) => (answer += bytes.toString('utf8')))
    socket.on('close', () => end(readAnswer(answer)))
    socket.on('connect', () => {
      void (async () => {
        try {
          socket.write('zINSTREAM\0')
          for await (const bytes of createReadStream(path)) {
            const piece = bytes as Buffer
            const length = Buffer.alloc(4)
            length.writeUInt32BE(piece.length)
            if (!socket.write(Buffer.concat([length, piece])) && !socket.destroyed)
              await new Promise((go) => socket.once('drain', go).once('close', go))
          }
          socket.write(Buffer.alloc(4))
        } catch {
          end({ is: 'away' })
        }
      })()
    })
  })
}

/** 'stream: OK', 'stream: Eicar-Test-Signature FOUND', or an error: then nothing is known of the file. */
function readAnswer(answer: string): Scan {
  const said = answer.replace(/\0/g, '').trim()
  if (said === 'stream: OK') return { is: 'clean' }
  const signature = said.match(/^stream: (.+) FOUND$/)?.[1]
  return signature ? { is: 'infected', signature } : { is: 'away' }
}
