import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { App, Cx } from '../platform/command.ts'
import { storedPath, storeUpload } from '../platform/files.ts'
import { readStored } from '../platform/stored-bytes.ts'
import type { OfficialDocument, Verification } from './document.ts'
import { toPdf } from './printing/printing.ts'
import { verificationCode } from './verification-code.ts'

export interface Issued {
  code: string
  fingerprint: string | null
  cleanSha256: string | null
}

/**
 * The code of a document that got its number, given the first time it is asked for. `digest` is that of the signed text: the same
 * text under the same number always has the same code.
 */
export async function issueCode(
  cx: Cx,
  document: {
    ownerKind: string
    ownerId: string
    digest: string
    year: number
    number: number
    numberLabel: string
    title: string
    issuedOn: string
  },
): Promise<Issued> {
  const known = await findIssued(cx, document.ownerId)
  if (known) return known
  // Ed25519 signs alike each time: its signature over this word is a secret nobody else can have.
  const secret = cx.app.signingKey.sign({ purpose: 'verification code' })
  for (let attempt = 0; attempt < 20; attempt++) {
    await cx.db
      .insertInto('issued_document')
      .values({
        code: verificationCode(secret, document, attempt),
        owner_kind: document.ownerKind,
        owner_id: document.ownerId,
        number_label: document.numberLabel,
        title: document.title,
        issued_on: document.issuedOn,
        created_at: cx.now,
      })
      .onConflict((oc) => oc.doNothing())
      .execute()
    const made = await findIssued(cx, document.ownerId)
    if (made) return made
  }
  throw new Error('no free verification code in 20 attempts')
}

async function findIssued(cx: Cx, ownerId: string): Promise<Issued | undefined> {
  const row = await cx.db
    .selectFrom('issued_document')
    .select(['code', 'fingerprint', 'clean_sha256'])
    .where('owner_id', '=', ownerId)
    .executeTakeFirst()
  return row && { code: row.code, fingerprint: row.fingerprint, cleanSha256: row.clean_sha256 }
}

/** 作废: whoever checks the paper is told that it no longer holds. */
export async function withdrawCode(cx: Cx, ownerId: string): Promise<void> {
  await cx.db
    .updateTable('issued_document')
    .set({ withdrawn_at: cx.now })
    .where('owner_id', '=', ownerId)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** What is printed beside the QR code. Without an address of its own the node prints where the page lies on it. */
export const verificationOf = (app: App, code: string): Verification => ({
  code,
  url: `${app.origin ?? ''}/verify?code=${code}`,
})

/** The kept PDF of an issued document: made once, then always the same bytes, until the document itself changes (作废). */
export async function cleanPdf(
  app: App,
  issued: Issued,
  document: OfficialDocument,
  keep: (kept: { fingerprint: string; cleanSha256: string }) => Promise<void>,
): Promise<Buffer> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify({ ...document, images: Object.keys(document.images ?? {}) }))
    .digest('hex')
  if (issued.fingerprint === fingerprint && issued.cleanSha256) {
    const kept = await readStored(storedPath(app.dataDir, issued.cleanSha256)).catch(() => null)
    if (kept) return kept
  }
  const pdf = await toPdf(document)
  const { sha256 } = await storeUpload(app.dataDir, `${issued.code}.pdf`, Readable.from([pdf]))
  await keep({ fingerprint, cleanSha256: sha256 })
  return pdf
}

/** Notes that this file left the program, so that it can be recognised when somebody asks. */
export async function noteCopy(
  cx: Cx,
  copy: { code: string; bytes: Buffer; format: string; reader: string },
): Promise<void> {
  await cx.db
    .insertInto('issued_copy')
    .values({
      sha256: createHash('sha256').update(copy.bytes).digest('hex'),
      code: copy.code,
      format: copy.format,
      person_id: cx.actor.personId,
      reader: copy.reader,
      given_at: cx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}
