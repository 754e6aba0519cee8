import type { ChildProcess } from 'node:child_process'
import { resolve as absolute, delimiter } from 'node:path'
import { Refusal } from '../../platform/refusal.ts'
import { forkChild } from '../fork-child.ts'
import type { OfficialDocument } from '../document.ts'
import type { FontReport } from '../../../contract/documents.ts'
import type { Workbook } from '../xlsx/to-xlsx.ts'

export interface PrintSettings {
  fontDirs: string[]
  dataDir: string
}
type Work =
  | { kind: 'pdf'; document: OfficialDocument }
  | { kind: 'ofd'; document: OfficialDocument; watermark: string | null }
  | { kind: 'stamp'; pdf: Uint8Array; words: string }
  | { kind: 'docx'; document: OfficialDocument }
  | { kind: 'xlsx'; workbook: Workbook }
  | { kind: 'glyphs'; text: string }
  | { kind: 'fonts' }
export type PrintRequest = Work & { settings: PrintSettings }
export type PrintAnswer = { value: unknown } | { failed: string }

const killAfterMs = 30_000
const firstStartMs = 40_000 // the first answer of a child also reads the fonts
const renewAfter = 500
const maxWaiting = 32
const restAfterMs = 5 * 60_000

let settings: PrintSettings = {
  fontDirs: (process.env.FONT_DIRS ?? '').split(delimiter).filter((folder) => folder !== ''),
  dataDir: absolute(process.env.ZHENGXIN_DATA ?? 'var/data'),
}
let child: ChildProcess | null = null
let answered = 0
let waiting = 0
let turn: Promise<unknown> = Promise.resolve()
let rest: NodeJS.Timeout | undefined

/** Where the office's fonts lie and where unpacked fonts may be kept. Without it: FONT_DIRS and ZHENGXIN_DATA. */
export function configurePrinting(next: PrintSettings): void {
  settings = next
  stopPrinting()
}

/** A document as PDF/A in the layout of GB/T 9704. The same document gives the same bytes, so its hash may be kept. */
export const toPdf = (document: OfficialDocument): Promise<Buffer> => askForFile({ kind: 'pdf', document })

/** A document as a Word file, with named styles and the numbers of GB/T 9704, for those who must go on writing. */
export const toDocx = (document: OfficialDocument): Promise<Buffer> => askForFile({ kind: 'docx', document })

/** The same pages as `toPdf`, as OFD (GB/T 33190), for offices that file only that. */
export const toOfd = (
  document: OfficialDocument,
  options: { watermark: string | null } = { watermark: null },
): Promise<Buffer> => askForFile({ kind: 'ofd', document, watermark: options.watermark })

/** The PDF with these words across every page, as outlines. */
export const stampPdf = (pdf: Buffer, words: string): Promise<Buffer> => askForFile({ kind: 'stamp', pdf, words })

/** Tables as an Excel file: merged titles, borders, a frozen header, widths and number formats. */
export const toXlsx = (workbook: Workbook): Promise<Buffer> => askForFile({ kind: 'xlsx', workbook })

const askForFile = async (work: Work): Promise<Buffer> => Buffer.from((await ask(work)) as Uint8Array)

/** The characters no font here can draw, to be said before an issue is printed with gaps. */
export const missingGlyphs = async (text: string): Promise<string[]> =>
  (await ask({ kind: 'glyphs', text })) as string[]

/** For the administrator: which font each role of the standard found, and where a free one stands in. */
export const fontReport = async (): Promise<FontReport> => (await ask({ kind: 'fonts' })) as FontReport

/** Ends the child; the next request starts another. */
export function stopPrinting(): void {
  clearTimeout(rest)
  child?.kill('SIGKILL')
  child = null
  answered = 0
}

/** One document at a time in one process; too many waiting refuses busy. */
function ask(work: Work): Promise<unknown> {
  if (waiting >= maxWaiting) return Promise.reject(new Refusal('busy'))
  waiting++
  const mine = turn
    .then(() => send({ ...work, settings }))
    .finally(() => {
      waiting--
    })
  turn = mine.catch(() => undefined)
  return mine
}

function send(request: PrintRequest): Promise<unknown> {
  clearTimeout(rest)
  if (answered >= renewAfter) stopPrinting()
  const worker = (child ??= forkChild('printing', { heapMb: 512 }))
  return new Promise<unknown>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
    }
    const timer = setTimeout(() => worker.kill('SIGKILL'), answered === 0 ? firstStartMs : killAfterMs)
    const done = () => {
      clearTimeout(timer)
      worker.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error')
      worker.stderr?.off('data', hear)
    }
    worker.ref()
    worker.channel?.ref()
    worker.stderr?.on('data', hear)
    worker.once('message', (answer: PrintAnswer) => {
      done()
      answered++
      if ('failed' in answer) reject(new Error(`the document could not be set: ${answer.failed}`))
      else resolve(answer.value)
    })
    const lost = (why: unknown) => {
      done()
      stopPrinting()
      reject(new Error(`the printing process ended (${String(why)}): ${said}`))
    }
    worker.once('exit', (code, signal) => lost(signal ?? code))
    worker.once('error', lost)
    worker.send(request)
  }).finally(() => {
    rest = setTimeout(stopPrinting, restAfterMs).unref()
    letGo()
  })
}

/** A resting child does not keep the node from ending. */
function letGo(): void {
  child?.unref()
  child?.channel?.unref()
  ;(child?.stderr as { unref?: () => void } | null | undefined)?.unref?.()
}
