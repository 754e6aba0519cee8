import type { Body } from '../../../contract/body.ts'

/** An issue as it is printed. Texts only: the layout decides how they look. */
export interface IssuePdfInput {
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
  /** '秘密★1年' */
  classification?: string
  /** 份号, '000012' */
  copyNumber?: string
  columns: { name: string; entries: { title: string; source: string[]; body: Body }[] }[]
  /** 报 superiors, 送 peers, 发 subordinates. */
  sendTo: { report: string[]; send: string[]; issue: string[] }
  copies?: number
  /** The bytes of the pictures in the bodies, by fileId. A picture that is not here is printed as its caption. */
  images?: Record<string, Uint8Array>
}

/** One item or piece on its own: for reading, and for the file of what was signed. */
export interface ItemPdfInput {
  /** What stands above the title: '政务信息', '政务信息（签发稿）'. */
  heading: string
  title: string
  classification?: string
  urgency?: string
  /** Lines between the heading and the title: { label: '报送单位', value: '小店区政府办公室' }. */
  facts: { label: string; value: string }[]
  body: Body
  source: string[]
  /** yyyy-mm-dd */
  date?: string
  images?: Record<string, Uint8Array>
}

export type FontRole = 'fangsong' | 'kaiti' | 'heiti' | 'xiaobiaosong' | 'songti'

/** Which font each role of GB/T 9704 found. `standIn` is true when it is a free face that only resembles the one asked for. */
export interface FontReport {
  roles: { role: FontRole; family: string; file: string; standIn: boolean }[]
  /** Fonts found whose makers forbid embedding: not used. */
  refused: { family: string; file: string }[]
}
