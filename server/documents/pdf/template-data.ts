import type { Body } from '../../../contract/body.ts'
import type {
  BulletinDocument,
  IssueDocument,
  ItemDocument,
  NoticeDocument,
  OfficialDocument,
  SlipDocument,
} from '../document.ts'
import {
  attachmentLines,
  contentsOf,
  markingLines,
  signatureIndents,
  tableBlock,
  titleLines,
  unprintablePicture,
  writtenDate,
} from '../layout-data.ts'
import type { SetBlock } from '../layout-data.ts'

type ToBlocks = (body: Body) => SetBlock[]
type PathOf = (fileId: string) => string | null

/** Which template sets a document, and what the template reads. Texts stay data: nothing in them is markup. */
export function templateData(
  document: OfficialDocument,
  toBlocks: ToBlocks,
  pathOf: PathOf,
): { template: string; data: object } {
  switch (document.kind) {
    case 'issue':
      return { template: 'issue.typ', data: issue(document, toBlocks) }
    case 'item':
      return { template: 'item.typ', data: item(document, toBlocks) }
    case 'slip':
      return { template: 'slip.typ', data: slip(document, toBlocks, pathOf) }
    case 'bulletin':
      return { template: 'bulletin.typ', data: bulletin(document, toBlocks) }
    case 'notice':
      return { template: 'notice.typ', data: correspondence(document, toBlocks) }
  }
}

/** The day that stands in the file as its creation: of the document, not of the printing. */
export const dayOfDocument = (document: OfficialDocument): string =>
  (document.kind === 'issue' ? document.issueDate : document.kind === 'slip' ? undefined : document.date) ??
  '2000-01-01'

const issue = (document: IssueDocument, toBlocks: ToBlocks) => ({
  publicationName: document.publicationName,
  issueLabel: document.issueLabel,
  supplement: document.supplement ?? null,
  totalLabel: document.totalLabel ?? null,
  issuer: document.issuer,
  issueDate: writtenDate(document.issueDate),
  copies: document.copies ?? null,
  contents: contentsOf(document),
  markings: markingLines(document),
  columns: document.columns.map((column) => ({
    name: column.name,
    entries: column.entries.map(({ title, source, body }) => ({
      title: titleLines(title),
      source,
      body: toBlocks(body),
    })),
  })),
  sendTo: { 报: document.sendTo.report, 送: document.sendTo.send, 发: document.sendTo.issue },
})

const item = (document: ItemDocument, toBlocks: ToBlocks) => ({
  heading: document.heading,
  title: titleLines(document.title),
  facts: document.facts,
  source: document.source,
  date: document.date ? writtenDate(document.date) : null,
  markings: markingLines(document),
  body: toBlocks(document.body),
})

const slip = (document: SlipDocument, toBlocks: ToBlocks, pathOf: PathOf) => ({
  heading: document.heading,
  number: document.number ?? null,
  facts: document.facts,
  title: document.title,
  markings: markingLines(document),
  body: document.body ? toBlocks(document.body) : [],
  boxes: document.boxes.map(({ label, entries, heightMm }) => ({
    label,
    height: heightMm ?? 30,
    entries: entries.map(({ text, by, on, pictures = [] }) => ({
      text,
      by: by ?? '',
      on: on ? writtenDate(on) : '',
      pictures: pictures.map((fileId) => ({ path: pathOf(fileId), instead: unprintablePicture })),
    })),
  })),
  footnote: document.footnote ?? null,
})

const correspondence = (document: BulletinDocument | NoticeDocument, toBlocks: ToBlocks) => ({
  mark: document.mark,
  number: document.number ?? null,
  markings: markingLines(document),
  title: titleLines(document.title),
  addressees: document.addressees,
  body: toBlocks(document.body),
  attachments: attachmentLines(document.attachments),
  signature: signatureIndents(document.signedBy, writtenDate(document.date)),
  remark: document.remark ?? null,
  tables: (document.tables ?? []).map((table) => ({
    mark: table.mark ?? '附件',
    caption: titleLines(table.caption),
    unit: table.unit ?? null,
    block: toBlocks({ type: 'doc', content: [tableBlock(table)] })[0],
  })),
  copyTo: document.copyTo ?? [],
})

const bulletin = (document: BulletinDocument, toBlocks: ToBlocks) => ({
  ...correspondence(document, toBlocks),
  signer: document.signer ?? null,
  printedBy: document.printedBy ?? document.mark.replace(/文件$/u, ''),
  printedOn: writtenDate(document.printedOn ?? document.date),
})
