import { v7 } from 'uuid'
import { client } from '../app/api.ts'
import { uploadFile } from '../ui/upload.ts'
import type { Words } from './WordsFields.tsx'

type Recording = Parameters<typeof client.directives.record>[0]

/** Sends what was written; handwriting goes to the store as a picture first. */
export async function recordWords(
  words: Words,
  about: Pick<Recording, 'leaderId' | 'source' | 'tellsText' | 'classificationCode'>,
) {
  const fileIds = words.files.map((file) => file.id)
  if (words.way === 'handwritten' && words.picture) {
    const file = new File([words.picture], `批示${words.directedOn}.png`, { type: 'image/png' })
    fileIds.unshift((await uploadFile(file)).id)
  }
  const { way, type, text, passage, directedOn } = words
  return client.directives.record({ id: v7(), way, type, text, passage, directedOn, fileIds, ...about })
}
