import { z } from 'zod'
import { Body } from './body.ts'
import { Id, route } from './common.ts'

export const ComparedRun = z.object({ op: z.enum(['same', 'insert', 'delete']), text: z.string() })
export type ComparedRun = z.infer<typeof ComparedRun>

/** 留痕: one block of a comparison. The runs that are not insertions spell the text before. */
export const ComparedBlock = z.object({
  kind: z.enum(['same', 'inserted', 'deleted', 'changed']),
  nodeType: z.enum(['paragraph', 'heading', 'table', 'image']),
  level: z.number().int().nullable(),
  runs: z.array(ComparedRun),
})
export type ComparedBlock = z.infer<typeof ComparedBlock>

export const Comparison = z.object({ title: z.array(ComparedRun), blocks: z.array(ComparedBlock) })
export type Comparison = z.infer<typeof Comparison>

/** A text that may be any draft: a title far too long is kept, and refused only when it goes to review. */
export const DraftText = z.object({ title: z.string().max(1000), body: Body })

export const OutlineProblem = z.object({
  code: z.enum(['outline.wrong_level', 'outline.wrong_mark', 'outline.out_of_order']),
  block: z.number().int(),
  text: z.string(),
  expected: z.string(),
})
/** The four parts of research information (第十一条). */
export const ResearchPart = z.enum(['situation', 'problem', 'analysis', 'advice'])
export type ResearchPart = z.infer<typeof ResearchPart>

/** documents: help with a text that is nobody's yet. Texts of record are read through what owns them. */
export const documents = {
  compare: route('POST', '/documents/compare', '比较两份文字 Compare two texts', 'documents')
    .input(z.object({ before: DraftText, after: DraftText }))
    .output(Comparison),
  check: route(
    'POST',
    '/documents/check',
    '检查层次和要素 Check headings, count characters, find the parts of research',
    'documents',
  )
    .input(DraftText)
    .output(
      z.object({ characters: z.number().int(), outline: z.array(OutlineProblem), missingParts: z.array(ResearchPart) }),
    ),
  importFile: route(
    'POST',
    '/documents/import',
    '从文件导入正文 Read a text from an uploaded Word, web page or text file',
    'documents',
  )
    .input(z.object({ fileId: Id }))
    .output(z.object({ body: Body, lost: z.array(z.string()) })),
}
