import { AlignmentType, LineRuleType } from 'docx'
import type { IStylesOptions } from 'docx'

export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
/** 156 mm, the width of the text area. */
export const areaWidth = mm(156)
/** One character of 三号 with its room, in twentieths of a point: 28 of them fill a line. */
export const character = 315
/** 28.95 pt exactly: 22 lines fill 225 mm. 29 pt would be 21 lines in every program tried. */
export const line = 579
export const red = 'D7000F'

/** The faces GB/T 9704 names. The reader's own computer has them; nothing is embedded. */
const faces = {
  fangsong: '仿宋_GB2312',
  kaiti: '楷体_GB2312',
  heiti: '黑体',
  xiaobiaosong: '方正小标宋简体',
  songti: '宋体',
} as const
export type FaceRole = keyof typeof faces

export const font = (role: FaceRole) => ({
  ascii: faces[role],
  hAnsi: faces[role],
  eastAsia: faces[role],
  cs: faces[role],
})

const exactly = { before: 0, after: 0, line, lineRule: LineRuleType.EXACT }
const indented = { firstLine: 2 * character, firstLineChars: 200 }

/** Named styles, so that a clerk may change all titles at once, and the outline shows in the side pane. */
export const styles: IStylesOptions = {
  default: {
    document: {
      // 16 pt less 0.25 pt leaves 15.75 pt for a character: 28 in 156 mm.
      run: { font: font('fangsong'), size: 32, characterSpacing: -5, language: { value: 'zh-CN', eastAsia: 'zh-CN' } },
      paragraph: { spacing: exactly },
    },
  },
  paragraphStyles: [
    {
      id: 'ZxBody',
      name: '公文正文',
      quickFormat: true,
      paragraph: { alignment: AlignmentType.BOTH, indent: indented },
    },
    { id: 'ZxPlain', name: '公文顶格', quickFormat: true },
    { id: 'ZxCentre', name: '公文居中', quickFormat: true, paragraph: { alignment: AlignmentType.CENTER } },
    {
      id: 'ZxRight',
      name: '公文落款',
      quickFormat: true,
      paragraph: { alignment: AlignmentType.RIGHT, indent: { right: 2 * character } },
    },
    {
      id: 'ZxTitle',
      name: '公文标题',
      quickFormat: true,
      run: { font: font('xiaobiaosong'), size: 44, characterSpacing: 0 },
      paragraph: { alignment: AlignmentType.CENTER, keepNext: true, keepLines: true, outlineLevel: 0 },
    },
    ...(['heiti', 'kaiti', 'fangsong', 'fangsong'] as const).map((face, at) => ({
      id: `ZxHeading${at + 1}`,
      name: `公文${'一二三四'.charAt(at)}级标题`,
      quickFormat: true,
      run: { font: font(face) },
      paragraph: { alignment: AlignmentType.BOTH, indent: indented, keepNext: true, outlineLevel: at + 1 },
    })),
    {
      id: 'ZxCell',
      name: '公文表格',
      quickFormat: true,
      run: { size: 24, characterSpacing: 0 },
      paragraph: { spacing: { before: 40, after: 40, line: 340, lineRule: LineRuleType.EXACT } },
    },
    {
      id: 'ZxDenseCell',
      name: '公文密排表格',
      quickFormat: true,
      run: { size: 18, characterSpacing: 0 },
      paragraph: { spacing: { before: 20, after: 20, line: 240, lineRule: LineRuleType.EXACT } },
    },
    {
      id: 'ZxImprint',
      name: '公文版记',
      quickFormat: true,
      run: { size: 28, characterSpacing: 0 },
      paragraph: { spacing: { before: 40, after: 40, line: 420, lineRule: LineRuleType.EXACT } },
    },
    {
      id: 'ZxPicture',
      name: '公文图片',
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { before: 80, after: 80, line: 240, lineRule: LineRuleType.AUTO },
      },
    },
    {
      id: 'ZxPageNumber',
      name: '公文页码',
      run: { font: font('songti'), size: 28, characterSpacing: 0 },
      paragraph: { spacing: { before: 0, after: 0, line: 280, lineRule: LineRuleType.EXACT } },
    },
  ],
}
