import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { Body } from '../../../contract/body.ts'
import { bodyText, countCharacters } from '../rules/body-text.ts'
import { importFile } from './import-file.ts'
import { readForeign } from './read-foreign.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/files', import.meta.url))
const there = existsSync(`${folder}/files.csv`)
const rows: { file: string; expect: string }[] = there
  ? parse(readFileSync(`${folder}/files.csv`), { columns: true, relax_quotes: true })
  : []

/** Those that must be refused, and the true reason. All others must come in. */
const refused: Record<string, string> = {
  'docx/broken-truncated.docx': 'damaged',
  'pdf/broken-empty.pdf': 'empty',
  'pdf/govcn-5341736-image-only-scan.pdf': 'scanned',
  'ofd/converter-h.ofd': 'scanned', // its words are drawn as lines
}
/** What an independent reading of the file found: how many characters, and words that must be there. */
const known: Record<string, { least: number; words?: string[]; longest?: number }> = {
  'ofd/converter-n.ofd': { least: 300, words: ['路卫发〔2011〕76号', '关于同意张阿三同志辞职的批复', '均被拒绝回院'] },
  'ofd/converter-signout.ofd': { least: 200, words: ['市委主要领导同志调研后续落实事项的通知', '请小兰同志审核'] },
  'ofd/converter-文字横向-数科.ofd': { least: 18 },
  'pdf/converter-Test.pdf': { least: 5000, longest: 6000 },
  'docx/wrong-extension-html-as.doc': { least: 10 },
  'docx/platform1-政策发布平台数据字典.docx': { least: 7000 },
}

const plain = (body: Body) => bodyText(body).replace(/[\s　]/gu, '')
/** By the readers themselves, without a process for each of 75 files; that a process is killed is proved in import.test.ts. */
const read = (file: string) => importFile(basename(file), readFileSync(`${folder}/${file}`), readForeign)

describe.skipIf(!there)('the 75 real and broken files', () => {
  it('are all here', () => expect(rows.length).toBe(75))

  it.each(rows.filter(({ file }) => refused[file]))('$file is refused', async ({ file }) => {
    await expect(read(file)).rejects.toMatchObject({ code: 'file.unreadable', data: { reason: refused[file] } })
  })

  it.each(rows.filter(({ file }) => !refused[file]))(
    '$file comes in',
    async ({ file, expect: title }) => {
      const { body, lost } = await read(file)
      const text = plain(body)
      const { least = title ? 400 : 1, words = [], longest = 2500 } = known[file] ?? {}
      expect(countCharacters(body)).toBeGreaterThanOrEqual(least)
      if (title) expect(text).toContain(title.replace(/[\s“”]/gu, '').slice(0, 12))
      for (const word of words) expect(text).toContain(word)
      expect(['\0', '\ufffd'].some((broken) => text.includes(broken))).toBe(false)
      // Lines became paragraphs: none is a page long, none begins with a mark that ends one.
      const paragraphs = body.content
        .filter((block) => block.type === 'paragraph')
        .map((block) => plain({ type: 'doc', content: [block] }))
      expect(Math.max(0, ...paragraphs.map((paragraph) => paragraph.length))).toBeLessThan(longest)
      if (/^(pdf|ofd)\//u.test(file)) expect(lost).toContain('fixed_layout')
      if (/\.(doc|rtf)$/u.test(file) && !file.includes('html-as'))
        expect(lost.length === 0 || lost.includes('look')).toBe(true)
    },
    20_000,
  )

  it('reads one text alike from a web page and from text files of three encodings', async () => {
    const of = async (pattern: RegExp) => plain((await read(rows.find(({ file }) => pattern.test(file))!.file)).body)
    const page = await of(/^html\/govcn-5343366/u)
    for (const pattern of [/^text\/govcn-5343366.*utf16le/u, /^text\/govcn-5343366.*utf8/u]) {
      const text = await of(pattern)
      expect(page).toContain(text.slice(200, 1200))
    }
    expect(await of(/^html\/govcn-5352010/u)).toContain((await of(/^text\/govcn-5352010.*gb18030/u)).slice(300, 1300))
  })

  it('keeps the headings of laws and notices from .doc, .rtf and PDF, and the tables of a Word file', async () => {
    const headings = async (file: string) =>
      (await read(rows.find((row) => row.file.includes(file))!.file)).body.content.filter(
        (block) => block.type === 'heading',
      ).length
    expect(await headings('5350734')).toBeGreaterThanOrEqual(5)
    expect(await headings('5365711')).toBeGreaterThanOrEqual(6)
    expect(await headings('5354528')).toBeGreaterThanOrEqual(5)
    const { body } = await read('docx/platform1-政策发布平台数据字典.docx')
    expect(body.content.filter((block) => block.type === 'table').length).toBe(34)
  })
})
