import { Node, mergeAttributes } from '@tiptap/core'
import { NodeViewWrapper, ReactNodeViewRenderer } from '@tiptap/react'
import type { NodeViewProps } from '@tiptap/react'
import { t } from '../../app/i18n.ts'
import { fileAddress } from '../upload.ts'

const widths = [25, 50, 75, 100]

/** A picture of the file store with its caption; `width` is a share of the text width. */
export const Picture = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    fileId: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-file-id'),
      renderHTML: ({ fileId }) => ({ 'data-file-id': fileId as string }),
    },
    caption: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-caption') ?? '',
      renderHTML: ({ caption }) => ({ 'data-caption': caption as string }),
    },
    width: {
      default: null,
      parseHTML: (element) => Number(element.getAttribute('data-width')) || null,
      renderHTML: ({ width }) => (width ? { 'data-width': String(width) } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'figure[data-file-id]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', mergeAttributes(HTMLAttributes)],
  addNodeView: () => ReactNodeViewRenderer(PictureView),
})

function PictureView({ node, updateAttributes, selected, editor, deleteNode }: NodeViewProps) {
  const { fileId, caption, width } = node.attrs as { fileId: string; caption: string; width: number | null }
  return (
    <NodeViewWrapper as="figure" className={selected ? 'zx-figure selected' : 'zx-figure'} data-drag-handle>
      <img
        src={fileAddress(fileId)}
        alt={caption}
        style={width ? { width: `${width}%` } : undefined}
        draggable={false}
      />
      {editor.isEditable ? (
        <div className="zx-figure-tools" contentEditable={false}>
          <input
            value={caption}
            maxLength={200}
            placeholder={t('ui.caption')}
            aria-label={t('ui.caption')}
            onChange={(event) => updateAttributes({ caption: event.target.value })}
          />
          {selected &&
            widths.map((share) => (
              <button
                key={share}
                type="button"
                aria-pressed={width === share}
                onClick={() => updateAttributes({ width: share })}
              >
                {share}%
              </button>
            ))}
          {selected && (
            <button type="button" onClick={() => deleteNode()}>
              {t('ui.delete')}
            </button>
          )}
        </div>
      ) : (
        caption && <figcaption>{caption}</figcaption>
      )}
    </NodeViewWrapper>
  )
}
