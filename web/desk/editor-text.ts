import type { TiptapEditorHTMLElement } from '@tiptap/core'
import { paragraphText, paragraphsOf } from '../../contract/body.ts'
import type { Body, BodyBlock } from '../../contract/body.ts'

/** Puts blocks where the cursor stands in the open editor, as a change that can be undone. */
export function insertBlocks(blocks: BodyBlock[]): void {
  const box = document.querySelector<HTMLElement>('.zx-desk-middle .tiptap') as TiptapEditorHTMLElement | null
  box?.editor?.chain().focus().insertContent(blocks).run()
}

/** A text for the clipboard. */
export const plainText = (title: string, body: Body): string =>
  [title, ...body.content.map((block) => (block.type === 'image' ? block.attrs.caption : paragraphsOf(block).map(paragraphText).join('\n')))].join('\n')
