import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../../test/browser.ts'
import { bodyFromText } from '../../contract/body.ts'
import type { OfficialDocument } from '../../server/documents/index.ts'
import { configurePrinting, missingGlyphs, stopPrinting, toDocx, toOfd, toPdf } from '../../server/documents/index.ts'
import { percentile, reporter, round } from './lib/report.ts'

/** npm run bench -- documents: how long an issue of ten pages takes as PDF, Word and OFD, cold and warm, and what 500 documents leave in memory. */
const { print, load, verdict } = reporter('documents')
const pages = 10
const sentence =
  '上半年，全省各级各部门围绕中心、服务大局，共报送政务信息8460条，采用2315条，“六新”专题信息得到批示38次。'

/** Every document is another one: an answer from a cache would prove nothing. */
const issueOf = (index: number): OfficialDocument => ({
  kind: 'issue',
  publicationName: '山西政务信息',
  issueLabel: `2026年第${index + 1}期`,
  issuer: '山西省人民政府办公厅',
  issueDate: '2026-07-03',
  notice: '内部资料，注意保存',
  columns: [
    {
      name: '经济运行',
      entries: Array.from({ length: 6 }, (_, at) => ({
        title: `各地推进重点工程建设情况综述之${at + 1}（${index}）`,
        source: ['太原市人民政府办公室'],
        body: bodyFromText(Array.from({ length: 7 }, () => sentence.repeat(2)).join('\n')),
      })),
    },
  ],
  sendTo: { report: ['省委'], send: ['省委办公厅'], issue: ['各市人民政府'] },
})

const dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-bench-'))
configurePrinting({ fontDirs: [], dataDir })
let made = 0
const next = () => issueOf(made++)
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}
const times = async (count: number, work: () => Promise<unknown>): Promise<number[]> => {
  const taken: number[] = []
  for (let at = 0; at < count; at++) taken.push(await timed(work))
  return taken
}

try {
  load()
  print({ metric: 'pdf.10_pages.cold_ms', value: round(await timed(() => toPdf(next()))) })
  const pdf = await toPdf(next())
  const count = (pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/gu) ?? []).length
  print({ metric: 'pdf.pages', value: count })
  if (Math.abs(count - pages) > 1) throw new Error(`the sample has ${count} pages, not ${pages}`)
  const chromium = await chromiumTimes()
  const warm = await times(30, () => toPdf(next()))
  print({
    metric: 'pdf.10_pages.warm_ms',
    value: percentile(warm, 0.5),
    goal: 300,
    reference: { name: 'Chromium printing the same issue, warm', value: chromium.warm },
  })
  print({ metric: 'pdf.10_pages.warm_p95_ms', value: percentile(warm, 0.95) })
  print({ metric: 'pdf.page.warm_ms', value: round(percentile(warm, 0.5) / count) })
  print({ metric: 'chromium.10_pages.cold_ms', value: chromium.cold })

  print({ metric: 'docx.10_pages.cold_ms', value: round(await timed(() => toDocx(next()))) })
  const docx = await times(30, () => toDocx(next()))
  print({ metric: 'docx.10_pages.warm_ms', value: percentile(docx.slice(5), 0.5), goal: 150 })

  print({ metric: 'ofd.10_pages.cold_ms', value: round(await timed(() => toOfd(next()))) })
  print({ metric: 'ofd.10_pages.ms', value: percentile(await times(10, () => toOfd(next())), 0.5), goal: 3000 })

  await memory()
  verdict()
} finally {
  stopPrinting()
  rmSync(dataDir, { recursive: true, force: true })
}

/** Memory of the printing process after 100 and after 500 documents: it must not grow. */
async function memory(): Promise<void> {
  stopPrinting()
  await missingGlyphs('政')
  let done = 0
  const upTo = async (documents: number) => {
    for (; done < documents; done++) await toPdf(next())
    return childMemoryMb()
  }
  const [at100, at300] = [await upTo(100), await upTo(300)]
  // The process is renewed after 500 answers: 498 documents and what came before are its whole life.
  const at500 = await upTo(498)
  print({ metric: 'rss_after_100_mb', value: at100 })
  print({ metric: 'rss_after_300_mb', value: at300 })
  print({ metric: 'rss_after_500_mb', value: at500, goal: round(at100 * 1.15) })
}

/** The resident memory of this process's children: one, the printing process. */
function childMemoryMb(): number {
  const children = execFileSync('ps', ['-o', 'rss=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
  const line = children.split('\n').find((one) => one.includes('printing'))
  if (!line) throw new Error('the printing process is not there')
  return round(Number(line.trim().split(/\s+/u)[0]) / 1024)
}

/** The same issue as a page of HTML with the same measures, printed by Chromium. */
async function chromiumTimes(): Promise<{ cold: number; warm: number }> {
  const css = `@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font:16pt/29.6pt "Noto Serif SC";margin:0}p{text-indent:2em;margin:0;text-align:justify}h1,h2{text-align:center}`
  const html = (document: OfficialDocument) =>
    document.kind !== 'issue'
      ? ''
      : `<!doctype html><meta charset=utf-8><style>${css}</style><h1>${document.publicationName}</h1>${document.columns
          .flatMap((column) => column.entries)
          .map(
            (entry) =>
              `<h2>${entry.title}</h2>${entry.body.content
                .map(
                  (block) =>
                    `<p>${block.type === 'paragraph' ? (block.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('') : ''}</p>`,
                )
                .join('')}`,
          )
          .join('')}`
  const started = performance.now()
  const browser = await launchBrowser()
  const page = await browser.newPage()
  const printPage = async () => {
    await page.setContent(html(next()))
    await page.pdf({ preferCSSPageSize: true })
  }
  await printPage()
  const cold = round(performance.now() - started)
  const warm = percentile(await times(5, printPage), 0.5)
  await browser.close()
  return { cold, warm }
}
