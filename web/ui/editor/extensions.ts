import { Mark, mergeAttributes } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import { TableKit, TableCell, TableHeader } from '@tiptap/extension-table'
import { TextAlign } from '@tiptap/extension-text-align'
import { Placeholder } from '@tiptap/extensions'
import { StarterKit } from '@tiptap/starter-kit'
import { Picture } from './Picture.tsx'

const simpleMark = (name: string, tags: string[], render: readonly [string, Record<string, string>], excludes = '') =>
  Mark.create({
    name,
    excludes,
    parseHTML: () => tags.map((tag) => ({ tag })),
    renderHTML: ({ HTMLAttributes }) => [render[0], mergeAttributes(render[1], HTMLAttributes), 0],
  })

const Superscript = simpleMark('superscript', ['sup'], ['sup', {}], 'subscript')
const Subscript = simpleMark('subscript', ['sub'], ['sub', {}], 'superscript')
const Highlight = simpleMark('highlight', ['mark'], ['mark', {}])
const Kaiti = simpleMark('kaiti', ['span[data-kaiti]'], ['span', { 'data-kaiti': '', class: 'zx-kaiti' }])
const Comment = Mark.create({
  name: 'comment',
  inclusive: false,
  excludes: '',
  addAttributes: () => ({
    id: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-comment') ?? '',
      renderHTML: ({ id }) => ({ 'data-comment': id as string }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-comment]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes({ class: 'zx-commented' }, HTMLAttributes), 0],
})

/** The nodes and marks of contract/body.ts and no others. No list, link, colour or font: the layout decides how a text looks. */
export function extensions(placeholder: string): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3, 4] },
      blockquote: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      italic: false,
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      strike: false,
      trailingNode: false, // an empty paragraph nobody wrote would become part of the signed text
      dropcursor: { color: '#1f4e79', width: 2 },
    }),
    TextAlign.configure({ types: ['heading', 'paragraph'], alignments: ['left', 'center', 'right', 'justify'] }),
    TableKit.configure({
      table: { resizable: true, lastColumnResizable: false, cellMinWidth: 48 },
      tableCell: false,
      tableHeader: false,
    }),
    TableCell.extend({ content: 'paragraph+' }),
    TableHeader.extend({ content: 'paragraph+' }),
    Superscript,
    Subscript,
    Highlight,
    Kaiti,
    Comment,
    Picture,
    Placeholder.configure({ placeholder, showOnlyWhenEditable: true }),
  ]
}
