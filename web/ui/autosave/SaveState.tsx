import { t } from '../../app/i18n.ts'
import { Icon } from '../Icon.tsx'
import { formatTime } from '../format.ts'
import type { Autosave } from './useAutosave.ts'

/** 已保存 09:41 / 正在保存 / 未保存（断网，内容在本机）. */
export function SaveState<Value>({ autosave }: { autosave: Autosave<Value> }) {
  const { status, savedAt } = autosave
  const text = {
    saved: t('ui.saved_at', { time: formatTime(savedAt) }),
    unsaved: t('ui.saving'),
    saving: t('ui.saving'),
    offline: t('ui.save_offline'),
    conflict: t('ui.save_conflict'),
    refused: t('ui.save_refused'),
  }[status]
  const bad = status === 'offline' || status === 'conflict' || status === 'refused'
  return (
    <span className={bad ? 'zx-save bad' : 'zx-save'} role="status" data-status={status}>
      <Icon name={status === 'saved' ? 'check' : bad ? 'warning' : 'history'} size={14} />
      {text}
      {status === 'offline' && (
        <button type="button" className="zx-link-button" onClick={autosave.retryNow}>
          {t('app.retry')}
        </button>
      )}
    </span>
  )
}
