import type { TiptapEditorHTMLElement } from '@tiptap/core'
import type { Body, BodyBlock } from '../../contract/body.ts'

/** Puts blocks behind the paragraph where the cursor stands in the open editor, as a change that can be undone. */
export function insertBlocks(blocks: BodyBlock[]): void {
  const box = document.querySelector<HTMLElement>('.zx-desk-middle .tiptap') as TiptapEditorHTMLElement | null
  const editor = box?.editor
  if (!editor) return
  const { $to } = editor.state.selection
  editor
    .chain()
    .insertContentAt($to.depth > 0 ? $to.after(1) : $to.pos, blocks)
    .focus()
    .run()
}

/** A text for the clipboard, a line for each block. */
export const plainText = (title: string, body: Body): string => [title, ...body.content.map(wordsOf)].join('\n')

function wordsOf(node: unknown): string {
  const { text, content, attrs } = node as { text?: string; content?: unknown[]; attrs?: { caption?: string } }
  return text ?? content?.map(wordsOf).join('') ?? attrs?.caption ?? ''
}
