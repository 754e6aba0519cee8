import type { Body } from '../../contract/body.ts'

/**
 * The documents an office sends out. Each is data; PDF, DOCX and OFD are made from the same one (`toPdf`, `toDocx`, `toOfd`).
 *
 * | kind | 中文 | for |
 * | --- | --- | --- |
 * | `issue` | 刊期 | one issue of a publication, with the masthead of a brief |
 * | `item` | 单篇 | one item or piece on its own |
 * | `slip` | 批示单、呈批单 | boxes to be filled by hand or already filled |
 * | `bulletin` | 通报、通知 | a red-head document of GB/T 9704, with tables of figures |
 * | `notice` | 函、便函 | the letter form of GB/T 9704 (信函格式), for one addressee or few |
 */
export type OfficialDocument =
  | ({ kind: 'issue' } & IssueDocument)
  | ({ kind: 'item' } & ItemDocument)
  | ({ kind: 'slip' } & SlipDocument)
  | ({ kind: 'bulletin' } & BulletinDocument)
  | ({ kind: 'notice' } & NoticeDocument)

/** What stands top left on the first page, one under the other: 份号, 密级和保密期限, 紧急程度 (GB/T 9704 7.2.1–7.2.3). */
export interface Markings {
  /** 份号, six digits: '000012' */
  copyNumber?: string
  /** 密级和保密期限: '工作秘密', '秘密★1年' */
  classification?: string
  /** 紧急程度: '特急' */
  urgency?: string
}

/** 校验码: printed with its QR code at the end, so that a paper can be checked on the page for checking. */
export interface Verification {
  /** 'XZ-2026-0386-7QK4' */
  code: string
  /** Where the QR code leads. */
  url: string
}

/** An issue as it is printed. Texts only: the layout decides how they look. */
export interface IssueDocument extends Markings {
  publicationName: string
  /** '第12期' */
  issueLabel: string
  /** '增刊', for a series of its own. */
  supplement?: string
  /** '总第356期' */
  totalLabel?: string
  issuer: string
  /** yyyy-mm-dd: the day of sign-off. */
  issueDate: string
  /** '内部资料，注意保存' */
  notice?: string
  columns: { name: string; entries: { title: string; source: string[]; body: Body }[] }[]
  /** 报 superiors, 送 peers, 发 subordinates. */
  sendTo: { report: string[]; send: string[]; issue: string[] }
  copies?: number
  /** 本期要目: the titles stand on the first page, before the texts. */
  contents?: boolean
  verification?: Verification
  images?: Pictures
}

/** The bytes of the pictures in the bodies, by fileId. A picture that is not here is printed as its caption. */
export type Pictures = Record<string, Uint8Array>

/** One item or piece on its own: for reading, and for the file of what was signed. */
export interface ItemDocument extends Markings {
  /** What stands above the title: '政务信息', '政务信息（签发稿）'. */
  heading: string
  title: string
  /** Lines between the heading and the title: { label: '报送单位', value: '小店区政府办公室' }. */
  facts: Fact[]
  body: Body
  source: string[]
  /** yyyy-mm-dd */
  date?: string
  verification?: Verification
  images?: Pictures
}

export interface Fact {
  label: string
  value: string
}

/** 批示单: what a leader reads and writes on. A box without words is room for a pen. */
export interface SlipDocument extends Markings {
  /** '领导批示办理单', '呈批单' */
  heading: string
  /** '晋政办信批〔2026〕12号' */
  number?: string
  /** Two to a row: { label: '来文单位', value: … }. */
  facts: Fact[]
  title: string
  /** What the leader should know in a few lines; may be left out. */
  body?: Body
  /** From top to bottom: 领导批示, 拟办意见, 承办单位意见, 办理结果. `heightMm` is the least height, 30 without it. */
  boxes: { label: string; entries: SlipEntry[]; heightMm?: number }[]
  /** '山西省人民政府办公厅信息处  联系人：…  电话：…' */
  footnote?: string
  verification?: Verification
  images?: Pictures
}

/** What somebody wrote in a box. `pictures`: of handwriting, by their id in `images`; one that cannot be printed is named as such. */
interface SlipEntry {
  text: string
  by?: string
  on?: string
  pictures?: string[]
}

/** A table of figures behind the text of a bulletin: 附件. */
export interface DocumentTable {
  /** '附件1' */
  mark?: string
  caption: string
  /** '单位：分、条' */
  unit?: string
  columns: { label: string; align?: 'left' | 'center' | 'right'; weight?: number }[]
  rows: (string | number | null)[][]
}

/** What a red-head document and a letter have in common. */
interface Correspondence extends Markings {
  /** The name in red: '山西省人民政府办公厅' or '山西省人民政府办公厅文件'. */
  mark: string
  /** '晋政办信〔2026〕5号' */
  number?: string
  title: string
  /** 主送机关 */
  addressees: string[]
  body: Body
  /** 附件说明: the names, without numbers. */
  attachments?: string[]
  /** 署名; usually one office. */
  signedBy: string[]
  /** 成文日期, yyyy-mm-dd */
  date: string
  /** 附注: '（此件公开发布）', '（联系人：…）'. Without the brackets. */
  remark?: string
  /** Printed on pages of their own, behind the text. */
  tables?: DocumentTable[]
  /** 抄送机关 */
  copyTo?: string[]
  verification?: Verification
  images?: Pictures
}

/** 通报、通知: red head, 版记 with 印发机关 and 印发日期. */
export interface BulletinDocument extends Correspondence {
  /** 签发人, for a report to a superior (上行文). */
  signer?: string
  /** 印发机关; the mark without '文件' when it is left out. */
  printedBy?: string
  /** 印发日期, yyyy-mm-dd; the date of the document when it is left out. */
  printedOn?: string
}

/** 函: letter form, a red double line above and below, the first page without number, 版记 without 印发. */
export type NoticeDocument = Correspondence
