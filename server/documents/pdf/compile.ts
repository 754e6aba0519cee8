import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { openSync } from 'fontkit'
import type { Body } from '../../../contract/body.ts'
import { findFonts } from './fonts.ts'
import type { Fonts } from './fonts.ts'
import type { IssuePdfInput, ItemPdfInput } from './input.ts'
import { prepareBody, titleLines, writtenDate } from './prepare.ts'

const templates = fileURLToPath(new URL('./templates', import.meta.url))

/** Sets documents with Typst. It blocks while it works, so it lives in a child process. */
export class Typesetter {
  readonly fonts: Fonts
  private readonly compiler: NodeCompiler
  private covered: Set<number> | null = null

  constructor(options: { fontDirs: string[]; dataDir: string }) {
    this.fonts = findFonts(options)
    this.compiler = NodeCompiler.create({
      workspace: templates,
      fontArgs: [{ fontPaths: [...new Set(this.fonts.files.map(({ file }) => file))] }],
    })
  }

  issue(input: IssuePdfInput): Promise<Buffer> {
    const { columns, classification, notice } = input
    return this.set('issue.typ', input.issueDate, input.images, (toBlocks) => ({
      publicationName: input.publicationName,
      issueLabel: input.issueLabel,
      supplement: input.supplement ?? null,
      totalLabel: input.totalLabel ?? null,
      issuer: input.issuer,
      issueDate: writtenDate(input.issueDate),
      copyNumber: input.copyNumber ?? null,
      copies: input.copies ?? null,
      warnings: [classification, notice].filter((line) => line !== undefined && line !== ''),
      columns: columns.map((column) => ({
        name: column.name,
        entries: column.entries.map(({ title, source, body }) => ({
          title: titleLines(title),
          source,
          body: toBlocks(body),
        })),
      })),
      sendTo: { 报: input.sendTo.report, 送: input.sendTo.send, 发: input.sendTo.issue },
    }))
  }

  item(input: ItemPdfInput): Promise<Buffer> {
    return this.set('item.typ', input.date ?? '2000-01-01', input.images, (toBlocks) => ({
      heading: input.heading,
      title: titleLines(input.title),
      facts: input.facts,
      source: input.source,
      date: input.date ? writtenDate(input.date) : null,
      warnings: [input.classification, input.urgency].filter((line) => line !== undefined && line !== ''),
      body: toBlocks(input.body),
    }))
  }

  /** The characters that no font of the chain can draw. Typst would leave them out without a word. */
  missingGlyphs(text: string): string[] {
    this.covered ??= new Set(this.fonts.files.flatMap(({ file }) => coverage(file)))
    return [...new Set(text)].filter(
      (character) => !/[\s\p{Cc}\p{Cf}\p{M}]/u.test(character) && !this.covered!.has(character.codePointAt(0)!),
    )
  }

  private async set(
    template: string,
    day: string,
    images: Record<string, Uint8Array> | undefined,
    dataOf: (toBlocks: (body: Body) => unknown) => object,
  ): Promise<Buffer> {
    const pictures = new Map(
      Object.entries(images ?? {}).flatMap(([id, bytes]) =>
        typeOf(bytes) ? [[id, { path: `/images/${id}.${typeOf(bytes)}`, bytes }] as const] : [],
      ),
    )
    const attempt = (withPictures: boolean) => {
      this.shadow(
        '/data.json',
        Buffer.from(
          JSON.stringify({
            fonts: this.fonts.faces,
            ...dataOf((body) =>
              prepareBody(body, ({ attrs }) => (withPictures ? (pictures.get(attrs.fileId)?.path ?? null) : null)),
            ),
          }),
        ),
      )
      if (withPictures) for (const { path, bytes } of pictures.values()) this.shadow(path, Buffer.from(bytes))
      return this.pdf(template, day)
    }
    try {
      return attempt(true)
    } catch (error) {
      if (pictures.size === 0) throw error
      return attempt(false) // a damaged picture must not keep an issue from being printed
    } finally {
      this.compiler.resetShadow()
      this.compiler.evictCache(0)
      await setImmediate() // lets go of the native memory
    }
  }

  private shadow(path: string, content: Buffer): void {
    this.compiler.mapShadow(join(templates, path), content)
  }

  private pdf(template: string, day: string): Buffer {
    const compiled = this.compiler.compile({ mainFilePath: join(templates, template), resetRead: true })
    const document = compiled.result
    if (!document)
      throw new Error(`Typst: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics).slice(0, 1000)}`)
    const creationTimestamp = Date.parse(`${day}T00:00:00Z`) / 1000
    try {
      return this.compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp })
    } catch {
      return this.compiler.pdf(document, { creationTimestamp }) // PDF/A refuses a missing glyph or an odd picture; paper does not
    }
  }
}

function coverage(file: string): number[] {
  const opened = openSync(file)
  return ('fonts' in opened ? opened.fonts : [opened]).flatMap((font) => font.characterSet)
}

function typeOf(bytes: Uint8Array): 'png' | 'jpg' | 'gif' | 'webp' | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\x89PNG')) return 'png'
  if (head.startsWith('\xff\xd8\xff')) return 'jpg'
  if (head.startsWith('GIF8')) return 'gif'
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'webp' : null
}
