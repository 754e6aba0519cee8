import type { Verified } from '../../contract/documents.ts'
import type { Actor } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { readCode } from './verification-code.ts'

/**
 * Is this paper, or this file, what was issued? Anybody may ask, and is told number, day and state; the title only who may read
 * the document, and to whom a file was given only who may see that.
 */
export async function verify(
  cx: Cx,
  input: { code?: string | undefined; sha256?: string | undefined },
  actor: Actor | null,
): Promise<Verified> {
  const copy = input.sha256
    ? await cx.db.selectFrom('issued_copy').selectAll().where('sha256', '=', input.sha256).executeTakeFirst()
    : undefined
  const code = copy?.code ?? (input.code ? readCode(input.code) : null)
  const row = code
    ? await cx.db
        .selectFrom('issued_document')
        .selectAll()
        .where((eb) => eb.or([eb('code', '=', code), eb('clean_sha256', '=', input.sha256 ?? '')]))
        .executeTakeFirst()
    : input.sha256
      ? await cx.db
          .selectFrom('issued_document')
          .selectAll()
          .where('clean_sha256', '=', input.sha256)
          .executeTakeFirst()
      : undefined
  if (!row) return { found: false }
  const mayRead = actor !== null && (await cx.app.fileGates[row.owner_kind]?.(cx, row.owner_id)) === true
  return {
    found: true,
    code: row.code,
    numberLabel: row.number_label,
    issuedOn: row.issued_on,
    state: row.withdrawn_at ? 'withdrawn' : 'valid',
    title: mayRead ? row.title : null,
    given: copy && mayRead ? { reader: copy.reader, at: copy.given_at.toISOString() } : null,
  }
}
