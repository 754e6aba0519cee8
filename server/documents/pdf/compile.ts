import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { openSync } from 'fontkit'
import type { Body } from '../../../contract/body.ts'
import { findFonts } from './fonts.ts'
import type { Fonts } from './fonts.ts'
import type { OfficialDocument } from '../document.ts'
import { prepareBody } from '../layout-data.ts'
import { qrSvg } from '../qr.ts'
import { dayOfDocument, templateData } from './template-data.ts'

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

  /** The characters that no font of the chain can draw. Typst would leave them out without a word. */
  missingGlyphs(text: string): string[] {
    this.covered ??= new Set(this.fonts.files.flatMap(({ file }) => coverage(file)))
    return [...new Set(text)].filter(
      (character) => !/[\s\p{Cc}\p{Cf}\p{M}]/u.test(character) && !this.covered!.has(character.codePointAt(0)!),
    )
  }

  /** A document as PDF. */
  async set(document: OfficialDocument): Promise<Buffer> {
    const pictures = new Map(
      Object.entries(document.images ?? {}).flatMap(([id, bytes]) =>
        typeOf(bytes) ? [[id, { path: `/images/${id}.${typeOf(bytes)}`, bytes }] as const] : [],
      ),
    )
    const attempt = (withPictures: boolean) => {
      const pathOf = (fileId: string) => (withPictures ? (pictures.get(fileId)?.path ?? null) : null)
      const toBlocks = (body: Body) => prepareBody(body, ({ attrs }) => pathOf(attrs.fileId))
      const { template, data } = templateData(document, toBlocks, pathOf)
      const { verification } = document
      this.shadow('/data.json', JSON.stringify({ fonts: this.fonts.faces, code: verification?.code ?? null, ...data }))
      if (verification) this.shadow('/code.svg', qrSvg(verification.url))
      if (withPictures) for (const { path, bytes } of pictures.values()) this.shadow(path, bytes)
      return this.pdf(template, dayOfDocument(document))
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

  private shadow(path: string, content: string | Uint8Array): void {
    this.compiler.mapShadow(join(templates, path), Buffer.from(content as Uint8Array))
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
