import { Fragment } from 'react'
import type { ReactNode } from 'react'
import type { Body, BodyBlock, BodyCell, BodyInline } from '../../contract/body.ts'
import { fileAddress } from './upload.ts'

/** A text to read: drawn from its structure, so nothing in it can run. `sheet` gives the paper of the editor. */
export function BodyView({ body, title, sheet = false }: { body: Body; title?: ReactNode; sheet?: boolean }) {
  return (
    <article className={sheet ? 'zx-sheet zx-body' : 'zx-body'}>
      {title !== undefined && <h2 className="zx-sheet-title">{title}</h2>}
      <div className="zx-sheet-text">
        {body.content.map((block, index) => (
          <Block key={index} block={block} />
        ))}
      </div>
    </article>
  )
}

function Block({ block }: { block: BodyBlock }) {
  if (block.type === 'image') {
    const { fileId, caption, width } = block.attrs
    return (
      <figure className="zx-figure">
        <img
          src={fileAddress(fileId)}
          alt={caption}
          loading="lazy"
          style={width ? { width: `${width}%` } : undefined}
        />
        {caption && <figcaption>{caption}</figcaption>}
      </figure>
    )
  }
  if (block.type === 'table') {
    return (
      <div className="zx-table-wrap">
        <table>
          <tbody>
            {block.content.map((row, index) => (
              <tr key={index}>
                {(row.content ?? []).map((cell, at) => (
                  <Cell key={at} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )
  }
  const style = block.attrs?.textAlign ? { textAlign: block.attrs.textAlign } : undefined
  const text = <Inline parts={block.content ?? []} />
  if (block.type === 'paragraph') return <p style={style}>{text}</p>
  const Tag = `h${block.attrs.level}` as 'h1' | 'h2' | 'h3' | 'h4'
  return <Tag style={style}>{text}</Tag>
}

function Cell({ cell }: { cell: BodyCell }) {
  const Tag = cell.type === 'tableHeader' ? 'th' : 'td'
  return (
    <Tag colSpan={cell.attrs?.colspan} rowSpan={cell.attrs?.rowspan}>
      {cell.content.map((paragraph, index) => (
        <Block key={index} block={paragraph} />
      ))}
    </Tag>
  )
}

function Inline({ parts }: { parts: BodyInline[] }) {
  return parts.map((part, index) => {
    if (part.type === 'hardBreak') return <br key={index} />
    return (
      <Fragment key={index}>
        {(part.marks ?? []).reduce<ReactNode>((inner, mark) => wrap(mark.type, inner), part.text)}
      </Fragment>
    )
  })
}

function wrap(mark: string, inner: ReactNode): ReactNode {
  switch (mark) {
    case 'bold':
      return <strong>{inner}</strong>
    case 'underline':
      return <u>{inner}</u>
    case 'superscript':
      return <sup>{inner}</sup>
    case 'subscript':
      return <sub>{inner}</sub>
    case 'highlight':
      return <mark>{inner}</mark>
    case 'kaiti':
      return <span className="zx-kaiti">{inner}</span>
    default:
      return inner
  }
}
