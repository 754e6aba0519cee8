import { fromBuffer } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { unreadable } from './imported.ts'

const mb = 1024 * 1024
const limits = { file: 20 * mb, inflated: 80 * mb, xml: 15 * mb, ratio: 120, entries: 2000 }

/**
 * Opens a zip as a customs officer would, before any library reads it: counts what really comes out, and refuses what swells,
 * is locked or damaged. Answers the names inside.
 */
export async function guardZip(name: string, bytes: Buffer): Promise<string[]> {
  if (bytes.length > limits.file) throw unreadable(name, 'too_large')
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) =>
      opened ? resolve(opened) : reject(error ?? new Error('no zip')),
    )
  }).catch(() => {
    throw unreadable(name, 'damaged')
  })
  if (zip.entryCount > limits.entries) throw unreadable(name, 'suspicious')

  const names: string[] = []
  let inflated = 0
  return new Promise((resolve, reject) => {
    const stop = (error: Error) => {
      zip.close()
      reject(error)
    }
    zip.on('error', () => stop(unreadable(name, 'damaged')))
    zip.on('end', () => resolve(names))
    zip.on('entry', (entry) => {
      if (entry.isEncrypted()) return stop(unreadable(name, 'encrypted'))
      names.push(entry.fileName)
      countEntry(zip, entry, (total) => {
        const swollen = (size: number, from: number) => size > mb && size > from * limits.ratio
        if (/\.(xml|rels)$/iu.test(entry.fileName) && total > limits.xml) return false
        return (
          inflated + total <= limits.inflated &&
          !swollen(total, entry.compressedSize) &&
          !swollen(inflated + total, bytes.length)
        )
      }).then(
        (size) => {
          inflated += size
          zip.readEntry()
        },
        (error: unknown) => stop(unreadable(name, error instanceof TooMuch ? 'suspicious' : 'damaged')),
      )
    })
    zip.readEntry()
  })
}

class TooMuch extends Error {}

function countEntry(zip: ZipFile, entry: Entry, allowed: (total: number) => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(error ?? new Error('no stream'))
      let total = 0
      stream.on('data', (chunk: Buffer) => {
        total += chunk.length
        if (!allowed(total)) stream.destroy(new TooMuch())
      })
      stream.on('error', reject)
      stream.on('end', () => resolve(total))
    })
  })
}
