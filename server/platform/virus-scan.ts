import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'

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

/** Sends a file through clamd's INSTREAM: a length before each piece, a zero length at the end. */
export async function scanContent(scanner: Scanner, content: Readable): Promise<Scan> {
  const answer = await converse(scanner, async (socket) => {
    socket.write('zINSTREAM\0')
    for await (const bytes of content) {
      const piece = bytes as Buffer
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      if (!socket.write(Buffer.concat([length, piece])) && !socket.destroyed)
        await new Promise((go) => socket.once('drain', go).once('close', go))
    }
    socket.write(Buffer.alloc(4))
  })
  content.destroy() // when nobody answered, nobody read it
  return readAnswer(answer)
}

/** What clamd says of itself, with the day of its signatures; null: it does not answer. */
export async function versionOf(scanner: Scanner): Promise<string | null> {
  const answer = await converse(scanner, async (socket) => void socket.write('zVERSION\0'))
  return answer.replace(/\0/g, '').trim() || null
}

/** Says something to clamd and hears it out. What it said until the line broke; nothing when it is not there. */
function converse(scanner: Scanner, say: (socket: Socket) => Promise<void>): Promise<string> {
  const tcp = scanner.address.match(/^([^/]+):(\d+)$/)
  return new Promise((resolve) => {
    const socket = tcp ? connect({ host: tcp[1]!, port: Number(tcp[2]) }) : connect({ path: scanner.address })
    let answer = ''
    const end = (heard: string) => {
      socket.destroy()
      resolve(heard)
    }
    socket.setTimeout(patienceMs, () => end(''))
    socket.on('error', () => end(answer))
    socket.on('data', (bytes) => (answer += bytes.toString('utf8')))
    socket.on('close', () => end(answer))
    socket.on('connect', () => void say(socket).catch(() => end('')))
  })
}

/** 'stream: OK', 'stream: Eicar-Test-Signature FOUND', or an error: then nothing is known of the file. */
function readAnswer(answer: string): Scan {
  const said = answer.replace(/\0/g, '').trim()
  if (said === 'stream: OK') return { is: 'clean' }
  const signature = said.match(/^stream: (.+) FOUND$/)?.[1]
  return signature ? { is: 'infected', signature } : { is: 'away' }
}
