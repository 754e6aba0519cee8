import type { Body } from '../../contract/body.ts'
import { bodyFromText } from '../../contract/body.ts'
import type { OfficialDocument } from './document.ts'

const cell = (text: string, attrs = {}, type: 'tableCell' | 'tableHeader' = 'tableCell') => ({
  type,
  attrs,
  content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
})
const heading = (text: string) => ({
  type: 'heading' as const,
  attrs: { level: 1 },
  content: [{ type: 'text' as const, text }],
})

/** A text with headings, a table with spans, and enough of it for a second page. */
const sampleBody: Body = {
  type: 'doc',
  content: [
    heading('一、总体情况'),
    ...bodyFromText('上半年完成投资8 460万元，“六新”项目开工38个。'.repeat(12)).content,
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            cell('县（市、区）', { rowspan: 2 }, 'tableHeader'),
            cell('项目数（个）', { colspan: 2 }, 'tableHeader'),
          ],
        },
        { type: 'tableRow', content: [cell('开工', {}, 'tableHeader'), cell('竣工', {}, 'tableHeader')] },
        { type: 'tableRow', content: [cell('小店区'), cell('12'), cell('8')] },
      ],
    },
    heading('二、存在的问题'),
    ...bodyFromText('一些单位报送的信息质量不高，缺乏深度。\n'.repeat(12)).content,
  ],
}

const markings = { copyNumber: '000012', classification: '工作秘密', urgency: '特急' }
const verification = { code: 'XZ-2026-0386-7QK4', url: 'https://xinxi.example.gov.cn/verify?code=XZ-2026-0386-7QK4' }
const correspondence = {
  number: '晋政办信〔2026〕5号',
  title: '关于2026年上半年全省政务信息采用情况的通报',
  addressees: ['各市人民政府', '省人民政府各委、办、厅、局'],
  body: sampleBody,
  signedBy: ['山西省人民政府办公厅'],
  date: '2026-07-03',
  copyTo: ['省委办公厅', '省政协办公厅'],
  verification,
  ...markings,
}

/** One of each kind, with all they may carry. */
export const sampleDocuments = {
  issue: {
    kind: 'issue',
    publicationName: '太原政务信息',
    issueLabel: '第12期',
    totalLabel: '总第356期',
    issuer: '太原市人民政府办公室',
    issueDate: '2026-11-22',
    notice: '内部资料，注意保存',
    copyNumber: '000012',
    columns: [
      {
        name: '经济运行',
        entries: [
          { title: '小店区坚持项目为王全力推动重点工程建设提速增效', source: ['小店区政府办公室'], body: sampleBody },
          { title: '一句话', source: [], body: bodyFromText('短。') },
        ],
      },
    ],
    sendTo: { report: ['省政府办公厅'], send: ['市委办公室'], issue: ['各县（市、区）人民政府'] },
    copies: 60,
    verification,
  },
  item: {
    kind: 'item',
    heading: '政务信息',
    title: '关于上半年政务信息采用情况的报告',
    facts: [
      { label: '报送单位', value: '小店区政府办公室' },
      { label: '撰稿人', value: '王某' },
      { label: '联系电话', value: '0351-7000000' },
    ],
    body: sampleBody,
    source: ['小店区政府办公室'],
    date: '2026-07-03',
    ...markings,
  },
  slip: {
    kind: 'slip',
    heading: '领导批示办理单',
    number: '晋政办信批〔2026〕12号',
    facts: [
      { label: '来文单位', value: '太原市人民政府办公室' },
      { label: '刊期', value: '山西政务信息第12期' },
    ],
    title: '关于上半年政务信息采用情况的报告',
    body: sampleBody,
    boxes: [
      { label: '领导批示', entries: [{ text: '请阅研。', by: '张某某', on: '2026-07-02' }], heightMm: 40 },
      { label: '办理结果', entries: [] },
    ],
    footnote: '联系人：李某　电话：0351-0000000',
    verification,
    urgency: '特急',
  },
  bulletin: {
    kind: 'bulletin',
    mark: '山西省人民政府办公厅文件',
    ...correspondence,
    attachments: ['采用情况统计表', '约稿完成情况表'],
    remark: '此件发至县级',
    tables: [
      {
        mark: '附件1',
        caption: '2026年上半年政务信息采用情况统计表',
        unit: '单位：分、条',
        columns: [{ label: '序号' }, { label: '单位' }, { label: '得分', align: 'right' }],
        rows: [
          [1, '太原市政府办公室', 1234.5],
          [2, '大同市政府办公室', 999],
        ],
      },
    ],
  },
  notice: { kind: 'notice', mark: '山西省人民政府办公厅', ...correspondence },
} satisfies Record<OfficialDocument['kind'], OfficialDocument>
