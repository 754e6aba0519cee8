import { z } from 'zod'
import { Body } from './body.ts'
import { Day, Id, Instant, route } from './common.ts'

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

/** What is said of a paper or a file that somebody checks. `title` and `given` only to who may read the document. */
export const Verified = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({
    found: z.literal(true),
    code: z.string(),
    /** '2026年第12期' */
    numberLabel: z.string(),
    issuedOn: Day,
    state: z.enum(['valid', 'withdrawn']),
    title: z.string().nullable(),
    given: z.object({ reader: z.string(), at: Instant }).nullable(),
  }),
])
export type Verified = z.infer<typeof Verified>

export const FontRole = z.enum(['fangsong', 'kaiti', 'heiti', 'xiaobiaosong', 'songti'])
export type FontRole = z.infer<typeof FontRole>
/** What the administrator should know of the fonts of this machine. */
export const FontReport = z.object({
  roles: z.array(
    z.object({
      role: FontRole,
      family: z.string(),
      file: z.string(),
      /** A free face that only resembles the one GB/T 9704 asks for. */
      standIn: z.boolean(),
      /** Of the 8,105 characters of 通用规范汉字表: how many this face has, and examples of those it lacks. */
      covered: z.number().int(),
      wanted: z.number().int(),
      lacks: z.array(z.string()),
      /** What the maker allows of embedding it in a document. */
      embedding: z.enum(['free', 'editable', 'printing', 'forbidden']),
    }),
  ),
  /** Characters of the table that no font of this machine has at all. */
  lackedByAll: z.array(z.string()),
  /** Fonts found whose makers forbid embedding: not used. */
  refused: z.array(z.object({ family: z.string(), file: z.string() })),
})
export type FontReport = z.infer<typeof FontReport>

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
  verify: route('GET', '/documents/verification', '核验校验码或文件 Check a code or the hash of a file', 'documents')
    .input(
      z.object({
        code: z.string().max(60).optional(),
        /** sha-256 of the file in hex; the file itself stays with whoever asks. */
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
      }),
    )
    .output(Verified),
  fonts: route('GET', '/documents/fonts', '字体状况 Which fonts print the documents, and what they lack', 'documents')
    .input(z.object({}))
    .output(FontReport),
}
