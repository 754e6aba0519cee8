import { EditorContent, useEditor } from '@tiptap/react'
import type { Editor as TipTap } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Body } from '../../../contract/body.ts'
import { t } from '../../app/i18n.ts'
import { say } from '../Messages.tsx'
import { sentenceOf } from '../Refused.tsx'
import { uploadFile } from '../upload.ts'
import { cleanPaste, cleanPastedText } from './clean-paste.ts'
import './editor.css'
import { extensions } from './extensions.ts'
import { Toolbar } from './Toolbar.tsx'

export interface EditorProps {
  value: Body
  onChange?: (body: Body) => void
  readOnly?: boolean
  /** What is written here, for screen readers. */
  label: string
  placeholder?: string
  /** Stands on the sheet above the text: TitleField. */
  head?: ReactNode
  /** Right of the sheet: the helper of 第十一条, comments. */
  aside?: ReactNode
  /** Right end of the toolbar: SaveState. */
  tools?: ReactNode
}

/** A sheet of official paper. Uncontrolled: it takes `value` when it is mounted; give it a new `key` to show another text. */
export function Editor({ value, onChange, readOnly = false, label, placeholder, head, aside, tools }: EditorProps) {
  const change = useRef(onChange)
  change.current = onChange
  const lostImages = useRef(0)
  const editor = useEditor({
    extensions: extensions(placeholder ?? t('ui.write_here')),
    content: value,
    editable: !readOnly,
    enableInputRules: false,
    enablePasteRules: false,
    shouldRerenderOnTransaction: false,
    onUpdate: ({ editor: changed }) => change.current?.(changed.getJSON() as Body),
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: 'zx-sheet-text',
        spellcheck: 'false',
      },
      transformPastedHTML: (html) => {
        if (html.includes('data-pm-slice')) return html // from this editor; the schema lets nothing else in
        const clean = cleanPaste(html)
        lostImages.current = clean.lostImages
        return clean.html
      },
      transformPastedText: cleanPastedText,
      transformPasted: fitPaste,
      handlePaste: (_view, event) => {
        const files = picturesIn(event.clipboardData)
        if (files.length > 0 && !event.clipboardData?.getData('text/html')) {
          for (const file of files) void insertPicture(editor, file)
          return true
        }
        setTimeout(() => {
          if (lostImages.current > 0) say.warning(t('ui.images_lost', { count: lostImages.current }))
          lostImages.current = 0
        })
        return false
      },
      handleDrop: (_view, event) => {
        const files = picturesIn(event.dataTransfer)
        for (const file of files) void insertPicture(editor, file)
        return files.length > 0
      },
    },
  })
  useEffect(() => {
    if (editor && editor.isEditable === readOnly) editor.setEditable(!readOnly, false)
  }, [editor, readOnly])

  return (
    <div className={readOnly ? 'zx-editor read-only' : 'zx-editor'}>
      {editor && !readOnly && (
        <Toolbar editor={editor} insertPicture={(file) => void insertPicture(editor, file)}>
          {tools}
        </Toolbar>
      )}
      <div className="zx-desk-top">
        <div className="zx-sheet">
          {head}
          <EditorContent editor={editor} />
        </div>
        {aside && <aside className="zx-editor-aside">{aside}</aside>}
      </div>
      {editor && <Counter editor={editor} />}
    </div>
  )
}

/**
 * A pasted heading or table does not melt into the paragraph where the cursor stands. A cell holds paragraphs only: there a mixed text
 * becomes its paragraphs, instead of tearing the table in two. (A table alone is laid over the cells by prosemirror-tables.)
 */
function fitPaste(slice: Slice, view: EditorView): Slice {
  const { $from } = view.state.selection
  const first = slice.content.firstChild
  const inCell = Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth).type.name).includes('table')
  const isTable =
    slice.content.childCount === 1 && ['table', 'tableRow', 'tableCell', 'tableHeader'].includes(first?.type.name ?? '')
  if (inCell && !isTable) return flatten(slice, view.state.schema)
  const keepsShape =
    first && (first.type.name === 'heading' || first.type.name === 'table') && slice.content.childCount > 1
  return keepsShape ? new Slice(slice.content, 0, 0) : slice
}

function flatten(slice: Slice, schema: Schema): Slice {
  const paragraphs: Node[] = []
  slice.content.descendants((node) => {
    if (!node.isTextblock) return true
    paragraphs.push(schema.nodes['paragraph']!.create(null, node.content))
    return false
  })
  return paragraphs.length > 0 ? new Slice(Fragment.from(paragraphs), 1, 1) : slice
}

const picturesIn = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => /^image\/(png|jpeg|gif|webp|bmp)$/.test(file.type))

async function insertPicture(editor: TipTap | null, file: File): Promise<void> {
  try {
    const stored = await uploadFile(file)
    editor
      ?.chain()
      .focus()
      .insertContent([{ type: 'image', attrs: { fileId: stored.id, caption: '', width: null } }, { type: 'paragraph' }])
      .run()
  } catch (error) {
    say.error(sentenceOf(error))
  }
}

/** 字数: every character that is not blank, counted when the typing rests. */
function Counter({ editor }: { editor: TipTap }) {
  const [count, setCount] = useState(() => countOf(editor))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setCount(countOf(editor)), 300)
    }
    editor.on('update', later)
    return () => {
      clearTimeout(timer)
      editor.off('update', later)
    }
  }, [editor])
  return (
    <div className="zx-counter" role="status">
      {t('ui.characters', { count: count.toLocaleString('en-US') })}
    </div>
  )
}

const countOf = (editor: TipTap): number =>
  [...editor.state.doc.textBetween(0, editor.state.doc.content.size, '\n').replace(/\s/gu, '')].length
