import type { ReadableIssue } from '../../contract/publications.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/Icon.tsx'
import type { useTypeSize } from './type-size.ts'

/** The one bar over the text: where one is, the size of the type, the way to the next item and issue, print. */
export function ReadingBar({
  issue,
  type,
  withContents,
  isFirst,
  isLast,
  onBack,
  onContents,
  onItem,
  onIssue,
  onPrint,
  onKeys,
  paged,
  onPaged,
}: {
  issue: ReadableIssue
  type: ReturnType<typeof useTypeSize>
  withContents: boolean
  isFirst: boolean
  isLast: boolean
  onBack: () => void
  onContents: () => void
  onItem: (by: 1 | -1) => void
  onIssue: (id: string | null) => void
  onPrint: () => void
  onKeys: () => void
  paged: boolean
  onPaged: () => void
}) {
  return (
    <div className="zx-read-bar" role="toolbar" aria-label={t('reading.title')}>
      <Act icon="left" name={t('reading.back')} word onAct={onBack} />
      {!paged && <Act icon="list" name={t('reading.contents')} word pressed={withContents} onAct={onContents} />}
      <Act icon="book" name={t('reading.paged')} word pressed={paged} onAct={onPaged} />
      <span className="zx-read-where">
        <b>{issue.publicationName}</b>
        {issue.label}
      </span>
      <Act icon="up" name={t('reading.previous_item')} disabled={isFirst} onAct={() => onItem(-1)} />
      <Act icon="down" name={t('reading.next_item')} disabled={isLast} onAct={() => onItem(1)} />
      <i />
      <button
        type="button"
        className="zx-icon-button zx-read-smaller"
        title={t('reading.smaller')}
        disabled={type.smallest}
        onClick={() => type.step(-1)}
      >
        A−<span className="zx-hidden"> {t('reading.smaller')}</span>
      </button>
      <button
        type="button"
        className="zx-icon-button zx-read-larger"
        title={t('reading.larger')}
        disabled={type.largest}
        onClick={() => type.step(1)}
      >
        A+<span className="zx-hidden"> {t('reading.larger')}</span>
      </button>
      <span className="zx-hidden" role="status">
        {t('reading.size', { size: type.size })}
      </span>
      <i />
      <button
        type="button"
        className="zx-icon-button"
        disabled={!issue.previousId}
        onClick={() => onIssue(issue.previousId)}
      >
        {t('reading.older')}
      </button>
      <button type="button" className="zx-icon-button" disabled={!issue.nextId} onClick={() => onIssue(issue.nextId)}>
        {t('reading.newer')}
      </button>
      {issue.status !== 'voided' && <Act icon="print" name={t('reading.print')} word onAct={onPrint} />}
      <Act icon="info" name={t('reading.keys')} onAct={onKeys} />
    </div>
  )
}

function Act({
  icon,
  name,
  word,
  pressed,
  disabled,
  onAct,
}: {
  icon: IconName
  name: string
  word?: boolean
  pressed?: boolean
  disabled?: boolean
  onAct: () => void
}) {
  return (
    <button
      type="button"
      className="zx-icon-button"
      aria-label={word ? undefined : name}
      title={name}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onAct}
    >
      <Icon name={icon} />
      {word && name}
    </button>
  )
}
