import type { Body } from '../../contract/body.ts'
import { digestOf, saveText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { loadFor } from './load.ts'
import { linkPictures } from './pictures.ts'
import { refuseSecretMark } from './secrecy.ts'

/**
 * Saves while someone types: the reporter in a draft, the reviewer in review, the signer before the sign-off.
 * Each hand is a revision of its own, so that the traces of the reviewer stay visible (留痕).
 */
export async function saveSubmissionText(
  cx: Cx,
  input: { id: string; title: string; body: Body; baseVersion: number },
) {
  const row = await loadFor(cx, input.id, 'edit')
  refuseSecretMark(input)
  const saved = await saveText(cx, row.id, { title: input.title, body: input.body, baseVersion: input.baseVersion })
  await linkPictures(cx, row.id, input.body)
  await cx.db
    .updateTable('submission')
    .set({ title: saved.title, characters: saved.characters, updated_at: cx.now })
    .where('id', '=', row.id)
    .execute()
  return {
    version: saved.version,
    savedAt: saved.updatedAt.toISOString(),
    characters: saved.characters,
    digest: digestOf(saved),
  }
}
