import { useMemo, useRef, useState } from 'react'
import type { ComparedBlock, ComparedRun, Comparison } from '../../contract/documents.ts'
import { t } from '../app/i18n.ts'
import { Icon } from './Icon.tsx'

/**
 * 留痕: what was inserted is underlined, what was deleted is struck through; the colours only help.
 * `clean` shows the text after without traces. ↑ ↓ go from change to change.
 */
export function CompareView({
  comparison,
  beforeLabel,
  afterLabel,
}: {
  comparison: Comparison
  beforeLabel?: string
  afterLabel?: string
}) {
  const [clean, setClean] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const at = useRef(-1)
  const counts = useMemo(() => countChanges(comparison), [comparison])
  const step = (by: number) => {
    const changes = box.current?.querySelectorAll<HTMLElement>('ins, del') ?? []
    if (changes.length === 0) return
    changes[at.current]?.classList.remove('here')
    at.current = (at.current + by + changes.length) % changes.length
    changes[at.current]?.classList.add('here')
    changes[at.current]?.scrollIntoView({ block: 'center' })
  }
  return (
    <div className="zx-compare">
      <div className="zx-compare-bar">
        <span>{beforeLabel && afterLabel ? `${beforeLabel} → ${afterLabel}` : ''}</span>
        <span className="zx-compare-key">
          <ins>
            {t('ui.inserted')} {counts.inserted}
          </ins>
          <del>
            {t('ui.deleted')} {counts.deleted}
          </del>
        </span>
        <button
          type="button"
          className="zx-icon-button"
          aria-label={t('ui.change_before')}
          title={t('ui.change_before')}
          onClick={() => step(-1)}
        >
          <Icon name="up" size={16} />
        </button>
        <button
          type="button"
          className="zx-icon-button"
          aria-label={t('ui.change_after')}
          title={t('ui.change_after')}
          onClick={() => step(1)}
        >
          <Icon name="down" size={16} />
        </button>
        <label>
          <input type="checkbox" checked={clean} onChange={(event) => setClean(event.target.checked)} />{' '}
          {t('ui.compare_clean')}
        </label>
      </div>
      <div className="zx-desk-top" ref={box} tabIndex={0} role="region" aria-label={afterLabel}>
        <article className="zx-sheet zx-body">
          <h2 className="zx-sheet-title">
            <Runs runs={comparison.title} clean={clean} />
          </h2>
          <div className="zx-sheet-text">
            {comparison.blocks.map((block, index) => (
              <Block key={index} block={block} clean={clean} />
            ))}
          </div>
        </article>
      </div>
    </div>
  )
}

function Block({ block, clean }: { block: ComparedBlock; clean: boolean }) {
  if (clean && block.kind === 'deleted') return null
  const runs = <Runs runs={block.runs} clean={clean} />
  const className = clean || block.kind === 'same' ? undefined : `zx-trace ${block.kind}`
  if (block.nodeType === 'heading') {
    const Tag = `h${block.level ?? 1}` as 'h1' | 'h2' | 'h3' | 'h4'
    return <Tag className={className}>{runs}</Tag>
  }
  if (block.nodeType === 'table') return <pre className={`zx-trace-table ${className ?? ''}`}>{runs}</pre>
  if (block.nodeType === 'image')
    return (
      <p className={className}>
        <Icon name="image" size={16} /> {runs}
      </p>
    )
  return <p className={className}>{runs}</p>
}

function Runs({ runs, clean }: { runs: ComparedRun[]; clean: boolean }) {
  return runs.map((run, index) => {
    if (run.op === 'same' || (clean && run.op === 'insert')) return <span key={index}>{run.text}</span>
    if (clean) return null
    return run.op === 'insert' ? <ins key={index}>{run.text}</ins> : <del key={index}>{run.text}</del>
  })
}

function countChanges({ title, blocks }: Comparison): { inserted: number; deleted: number } {
  const counts = { inserted: 0, deleted: 0 }
  for (const run of [...title, ...blocks.flatMap((block) => block.runs)]) {
    const length = run.text.replace(/\s/gu, '').length
    if (run.op === 'insert') counts.inserted += length
    if (run.op === 'delete') counts.deleted += length
  }
  return counts
}
