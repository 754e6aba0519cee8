import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../app/i18n.ts'
import type { MessageKey } from '../../app/i18n.ts'
import { Icon } from '../Icon.tsx'
import type { IconName } from '../Icon.tsx'
import { leadingNumber, nextNumber } from './numbering.ts'

const levels = [
  { level: 1, sign: '一、', label: 'ui.heading_1' },
  { level: 2, sign: '（一）', label: 'ui.heading_2' },
  { level: 3, sign: '1.', label: 'ui.heading_3' },
  { level: 4, sign: '（1）', label: 'ui.heading_4' },
] as const

export function Toolbar({
  editor,
  insertPicture,
  children,
}: {
  editor: Editor
  insertPicture: (file: File) => void
  children?: ReactNode
}) {
  const picture = useRef<HTMLInputElement>(null)
  const state = useEditorState({ editor, selector: ({ editor: now }) => stateOf(now) })
  const does = () => editor.chain().focus()
  return (
    <div className="zx-toolbar" role="toolbar" aria-label={t('ui.editor_tools')}>
      <Tool label="ui.body_text" hint="Ctrl+Alt+0" on={state.level === 0} run={() => does().setParagraph().run()}>
        {t('ui.body_text')}
      </Tool>
      {levels.map(({ level, sign, label }) => (
        <Tool
          key={level}
          label={label}
          sign={`「${sign}」`}
          hint={`Ctrl+Alt+${level}`}
          on={state.level === level}
          run={() => does().toggleHeading({ level }).run()}
        />
      ))}
      {state.suggestion && (
        <button
          type="button"
          className="zx-tool suggest"
          title={t('ui.number_add')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => addNumber(editor, state.suggestion)}
        >
          {t('ui.number_add')} {state.suggestion}
        </button>
      )}
      <i />
      <Tool label="ui.bold" sign="B" hint="Ctrl+B" on={state.bold} run={() => does().toggleBold().run()}>
        <b>B</b>
      </Tool>
      <Tool label="ui.underline" sign="U" hint="Ctrl+U" on={state.underline} run={() => does().toggleUnderline().run()}>
        <u>U</u>
      </Tool>
      <Tool label="ui.kaiti" on={state.kaiti} run={() => does().toggleMark('kaiti').run()}>
        <span className="zx-kaiti">楷</span>
      </Tool>
      <Tool label="ui.superscript" sign="x2" on={state.superscript} run={() => does().toggleMark('superscript').run()}>
        x<sup>2</sup>
      </Tool>
      <Tool label="ui.subscript" sign="x2" on={state.subscript} run={() => does().toggleMark('subscript').run()}>
        x<sub>2</sub>
      </Tool>
      <i />
      <Tool
        label="ui.align_center"
        on={state.center}
        run={() => (state.center ? does().unsetTextAlign().run() : does().setTextAlign('center').run())}
      >
        <Lines d="M3 5h14M6 10h8M4 15h12" />
      </Tool>
      <Tool
        label="ui.align_right"
        on={state.right}
        run={() => (state.right ? does().unsetTextAlign().run() : does().setTextAlign('right').run())}
      >
        <Lines d="M3 5h14M9 10h8M6 15h11" />
      </Tool>
      <i />
      <IconTool
        icon="table"
        label="ui.table_insert"
        run={() => does().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
      />
      <IconTool icon="image" label="ui.image_insert" run={() => picture.current?.click()} />
      <IconTool icon="undo" label="ui.undo" hint="Ctrl+Z" disabled={!state.canUndo} run={() => does().undo().run()} />
      <IconTool icon="redo" label="ui.redo" hint="Ctrl+Y" disabled={!state.canRedo} run={() => does().redo().run()} />
      <input
        ref={picture}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/gif,image/webp,image/bmp"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) insertPicture(file)
          event.target.value = ''
        }}
      />
      <span className="zx-toolbar-space" />
      {children}
      {state.inTable && <TableTools editor={editor} />}
    </div>
  )
}

function TableTools({ editor }: { editor: Editor }) {
  const does = () => editor.chain().focus()
  const tools: [MessageKey, () => boolean][] = [
    ['ui.row_above', () => does().addRowBefore().run()],
    ['ui.row_below', () => does().addRowAfter().run()],
    ['ui.row_delete', () => does().deleteRow().run()],
    ['ui.column_left', () => does().addColumnBefore().run()],
    ['ui.column_right', () => does().addColumnAfter().run()],
    ['ui.column_delete', () => does().deleteColumn().run()],
    ['ui.cells_merge', () => does().mergeCells().run()],
    ['ui.cell_split', () => does().splitCell().run()],
    ['ui.header_row', () => does().toggleHeaderRow().run()],
    ['ui.table_delete', () => does().deleteTable().run()],
  ]
  return (
    <div className="zx-table-tools" role="group" aria-label={t('ui.table')}>
      {tools.map(([label, run]) => (
        <button
          key={label}
          type="button"
          className="zx-tool"
          onMouseDown={(event) => event.preventDefault()}
          onClick={run}
        >
          {t(label)}
        </button>
      ))}
    </div>
  )
}

interface ToolProps {
  label: MessageKey
  /** What is to be seen, where that is not the name; it is part of the name read aloud. */ sign?: string
  hint?: string
  on?: boolean
  disabled?: boolean
  run: () => void
  children?: ReactNode
}

/** The mouse does not take the cursor out of the text. */
function Tool({ label, sign, hint, on, disabled, run, children }: ToolProps) {
  const name = t(label)
  return (
    <button
      type="button"
      className={on ? 'zx-tool on' : 'zx-tool'}
      aria-pressed={on}
      aria-label={sign ? `${name} ${sign}` : name}
      title={hint ? `${name}  ${hint}` : name}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      {children ?? sign}
    </button>
  )
}

const IconTool = ({ icon, ...tool }: ToolProps & { icon: IconName }) => (
  <Tool {...tool}>
    <Icon name={icon} />
  </Tool>
)
const Lines = ({ d }: { d: string }) => (
  <svg
    width={18}
    height={18}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    aria-hidden
  >
    <path d={d} />
  </svg>
)

function stateOf(editor: Editor) {
  const { parent } = editor.state.selection.$from
  const level = parent.type.name === 'heading' ? (parent.attrs['level'] as number) : 0
  return {
    level,
    suggestion: level > 0 && !leadingNumber(parent.textContent) ? numberFor(editor, level) : '',
    bold: editor.isActive('bold'),
    underline: editor.isActive('underline'),
    kaiti: editor.isActive('kaiti'),
    superscript: editor.isActive('superscript'),
    subscript: editor.isActive('subscript'),
    center: editor.isActive({ textAlign: 'center' }),
    right: editor.isActive({ textAlign: 'right' }),
    inTable: editor.isActive('table'),
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
  }
}

function numberFor(editor: Editor, level: number): string {
  const before: { level: number; text: string }[] = []
  const here = editor.state.selection.$from.index(0)
  editor.state.doc.forEach((node, _offset, index) => {
    if (index < here && node.type.name === 'heading')
      before.push({ level: node.attrs['level'] as number, text: node.textContent })
  })
  return nextNumber(level, before)
}

function addNumber(editor: Editor, number: string) {
  editor.chain().focus().insertContentAt(editor.state.selection.$from.start(), number).run()
}
