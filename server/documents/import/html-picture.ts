import type { Imported } from './imported.ts'

export type Pictures = NonNullable<Imported['pictures']>

const known = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const mostBytes = 8 * 1024 * 1024

/** A picture that is in the file itself: kept aside by the reader of Word files, or written into the page. Nothing is ever fetched. */
export function pictureOf(source: string, aside: Pictures): Pictures[string] | null {
  const inPage = /^data:(image\/[a-z]+);base64,/iu.exec(source)
  const picture =
    aside[source] ??
    (inPage ? { type: inPage[1]!.toLowerCase(), bytes: Buffer.from(source.slice(inPage[0].length), 'base64') } : null)
  return picture && known.has(picture.type) && picture.bytes.length > 0 && picture.bytes.length <= mostBytes
    ? picture
    : null
}
