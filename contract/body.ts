import { z } from 'zod'

/**
 * The structured text of an item, a piece or an issue, as ProseMirror JSON with the names of TipTap 3.
 * Only what a document of record needs: no link, colour, font or list. The layout decides how it looks, and a list
 * is a paragraph that says its own number（一、（一）1.（1）), so that the number is part of the signed text.
 *
 * For an editor: StarterKit (paragraph, heading 1–4, bold, underline, hardBreak), TableKit with cells of `paragraph+`,
 * TextAlign, Superscript, Subscript, Highlight, and own `kaiti`, `comment` marks and a block atom `image`.
 * Unknown attributes are dropped, unknown nodes and marks are refused.
 */
export const bodyLimits = { characters: 200_000, nodes: 20_000, headingLevels: 4, tableColumns: 60 } as const

export const bodyProblems = [
  'body.unknown_node',
  'body.unknown_mark',
  'body.bad_shape',
  'body.too_long',
  'body.too_many_nodes',
] as const
/** Why a body is refused; the sentence for each stands in the language files. */
export type BodyProblem = (typeof bodyProblems)[number]

// What JSON may carry but PostgreSQL, XML or a printer may not: control characters and halves of characters.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu
const shape = { error: 'body.bad_shape' } as const

const Mark = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('bold') }),
    z.object({ type: z.literal('kaiti') }),
    z.object({ type: z.literal('underline') }),
    z.object({ type: z.literal('superscript') }),
    z.object({ type: z.literal('subscript') }),
    z.object({ type: z.literal('highlight') }),
    z.object({ type: z.literal('comment'), attrs: z.object({ id: z.string().min(1).max(80) }, shape) }),
  ],
  { error: 'body.unknown_mark' },
)

const marks = z.array(Mark, shape).max(8, shape).optional()
const Text = z.object({
  type: z.literal('text'),
  text: z
    .string(shape)
    .min(1, shape)
    .overwrite((text) => text.replace(unprintable, ' ')),
  marks,
})
const HardBreak = z.object({ type: z.literal('hardBreak'), marks })
const inline = z
  .array(z.discriminatedUnion('type', [Text, HardBreak], { error: 'body.unknown_node' }), shape)
  .optional()

const textAlign = z.enum(['left', 'center', 'right', 'justify'], shape).nullish()
const Paragraph = z.object({
  type: z.literal('paragraph', { error: 'body.unknown_node' }),
  attrs: z.object({ textAlign }, shape).optional(),
  content: inline,
})
const Heading = z.object({
  type: z.literal('heading'),
  attrs: z.object(
    { level: z.number(shape).int(shape).min(1, shape).max(bodyLimits.headingLevels, shape), textAlign },
    shape,
  ),
  content: inline,
})

const span = z.number(shape).int(shape).min(1, shape).max(1000, shape).optional()
const cell = {
  attrs: z
    .object(
      {
        colspan: span,
        rowspan: span,
        colwidth: z
          .array(z.number(shape).min(0, shape).max(5000, shape), shape)
          .max(bodyLimits.tableColumns, shape)
          .nullish(),
        align: z.enum(['left', 'center', 'right'], shape).nullish(),
      },
      shape,
    )
    .optional(),
  content: z.array(Paragraph, { error: 'body.unknown_node' }).min(1, shape),
}
const TableCell = z.object({ type: z.literal('tableCell'), ...cell })
const TableHeader = z.object({ type: z.literal('tableHeader'), ...cell })
const TableRow = z.object({
  type: z.literal('tableRow', { error: 'body.unknown_node' }),
  content: z
    .array(z.discriminatedUnion('type', [TableCell, TableHeader], { error: 'body.unknown_node' }), shape)
    .max(bodyLimits.tableColumns, shape)
    .optional(),
})
const Table = z.object({ type: z.literal('table'), content: z.array(TableRow, shape).min(1, shape) })

/** A picture kept by the file store. `width` is a percentage of the text width; null lets the picture decide. */
const Image = z.object({
  type: z.literal('image'),
  attrs: z.object(
    {
      fileId: z.uuid(shape),
      caption: z.string(shape).max(200, shape).default(''),
      width: z.number(shape).min(5, shape).max(100, shape).nullish(),
    },
    shape,
  ),
})

const Block = z.discriminatedUnion('type', [Paragraph, Heading, Table, Image], { error: 'body.unknown_node' })

export const Body = z
  .object(
    {
      type: z.literal('doc', shape),
      content: z.array(Block, shape).min(1, shape).max(bodyLimits.nodes, { error: 'body.too_many_nodes' }),
    },
    shape,
  )
  .superRefine((body, context) => {
    const size = measure(body)
    if (size.characters > bodyLimits.characters) context.addIssue({ code: 'custom', message: 'body.too_long' })
    if (size.nodes > bodyLimits.nodes) context.addIssue({ code: 'custom', message: 'body.too_many_nodes' })
  })

export type Body = z.infer<typeof Body>
export type BodyBlock = Body['content'][number]
export type BodyParagraph = z.infer<typeof Paragraph>
export type BodyHeading = z.infer<typeof Heading>
export type BodyTable = z.infer<typeof Table>
export type BodyCell = z.infer<typeof TableCell> | z.infer<typeof TableHeader>
export type BodyImage = z.infer<typeof Image>
export type BodyInline = z.infer<typeof Text> | z.infer<typeof HardBreak>
export type BodyMark = z.infer<typeof Mark>

export const emptyBody: Body = { type: 'doc', content: [{ type: 'paragraph' }] }

/** Plain text as a body: a line is a paragraph, empty lines are dropped. */
export function bodyFromText(text: string): Body {
  const lines = text
    .split(/\r\n|\r|\n|\u2028|\u2029/u)
    .map((line) => line.replace(unprintable, ' '))
    .filter((line) => line.trim() !== '')
  return lines.length === 0
    ? emptyBody
    : { type: 'doc', content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })) }
}

/** The paragraphs of a block, in reading order: itself, or those in the cells of a table. */
export function paragraphsOf(block: BodyBlock): (BodyParagraph | BodyHeading)[] {
  if (block.type === 'image') return []
  if (block.type !== 'table') return [block]
  return block.content.flatMap((row) => (row.content ?? []).flatMap((tableCell) => tableCell.content))
}

/** The text of a paragraph or heading; a hard break is a line end. */
export const paragraphText = (paragraph: BodyParagraph | BodyHeading): string =>
  (paragraph.content ?? []).map((part) => (part.type === 'text' ? part.text : '\n')).join('')

/** How large a body is: every node, and every character with its spaces. */
export function measure(body: Body): { characters: number; nodes: number } {
  let characters = 0
  let nodes = 1
  for (const block of body.content) {
    if (block.type === 'image') characters += block.attrs.caption.length
    if (block.type === 'table') nodes += block.content.reduce((sum, row) => sum + 1 + (row.content ?? []).length, 0) + 1
    if (block.type === 'image') nodes += 1
    for (const paragraph of paragraphsOf(block)) {
      nodes += 1 + (paragraph.content ?? []).length
      for (const part of paragraph.content ?? []) characters += part.type === 'text' ? [...part.text].length : 0
    }
  }
  return { characters, nodes }
}

/** Why this value cannot be a body, or null. */
export function bodyProblem(value: unknown): BodyProblem | null {
  const result = Body.safeParse(value)
  const message = result.error?.issues[0]?.message
  return result.success ? null : (bodyProblems.find((problem) => problem === message) ?? 'body.bad_shape')
}
