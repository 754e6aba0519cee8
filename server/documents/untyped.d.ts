// Packages without types of their own: what we use of them.
declare module 'yauzl' {
  import type { Readable } from 'node:stream'
  interface Entry {
    fileName: string
    compressedSize: number
    uncompressedSize: number
    isEncrypted(): boolean
  }
  interface ZipFile {
    entryCount: number
    readEntry(): void
    openReadStream(entry: Entry, done: (error: Error | null, stream?: Readable) => void): void
    on(event: 'entry', listener: (entry: Entry) => void): void
    on(event: 'end', listener: () => void): void
    on(event: 'error', listener: (error: Error) => void): void
    close(): void
  }
  export function fromBuffer(
    buffer: Buffer,
    options: { lazyEntries: true },
    done: (error: Error | null, zip?: ZipFile) => void,
  ): void
}

declare module 'fontkit' {
  interface Font {
    familyName: string
    fullName: string
    postscriptName: string
    characterSet: number[]
    directory?: { tables?: Record<string, unknown> }
    hasGlyphForCodePoint(codePoint: number): boolean
    unitsPerEm: number
    glyphForCodePoint(codePoint: number): {
      advanceWidth: number
      path: { commands: { command: string; args: number[] }[] }
    }
    'OS/2'?: { fsType?: Record<string, boolean>; usWeightClass?: number }
    variationAxes?: Record<string, unknown>
    name?: { records?: { fontFamily?: Record<string, string> } }
  }
  interface Collection {
    fonts: Font[]
  }
  export function openSync(path: string): Font | Collection
}

declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'sfnt' | 'truetype' | 'woff' | 'woff2' },
  ): Promise<Buffer>
}

declare module 'word-extractor' {
  export default class WordExtractor {
    extract(source: Buffer): Promise<{ getBody(): string }>
  }
}
