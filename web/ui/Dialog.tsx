import { useEffect, useId, useRef } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { t } from '../app/i18n.ts'
import { useUploading } from './uploading.ts'

/**
 * A question over the page. The browser's own dialog keeps the focus inside and the page below still.
 * Submitting (Enter or the button) calls `onConfirm`, once no file is under way; Escape and 取消 call `onCancel`, unless there is none.
 */
export function Dialog({
  title,
  children,
  confirm,
  danger,
  busy,
  disabled,
  width,
  onConfirm,
  onCancel,
  footLeft,
}: {
  title: ReactNode
  children: ReactNode
  /** The word on the button; without it the dialog only has 关闭. */
  confirm?: string
  danger?: boolean
  busy?: boolean
  disabled?: boolean
  width?: number
  onConfirm?: () => void
  onCancel?: () => void
  footLeft?: ReactNode
}) {
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const isShut = useUploading() || busy || disabled
  useEffect(() => {
    const dialog = box.current!
    if (!dialog.open) dialog.showModal()
    return () => dialog.close()
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (!isShut) onConfirm?.()
  }
  return (
    <dialog
      ref={box}
      className="zx-dialog"
      style={{ width }}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onCancel?.()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <form onSubmit={submit} noValidate>
        <h2 id={titleId}>{title}</h2>
        <div className="zx-dialog-body">{children}</div>
        <div className="zx-dialog-foot">
          <div>{footLeft}</div>
          <div className="zx-row">
            {onCancel && (
              <button type="button" className="zx-button" onClick={onCancel}>
                {confirm ? t('ui.cancel') : t('ui.close')}
              </button>
            )}
            {confirm && (
              <button type="submit" className={danger ? 'zx-button danger' : 'zx-button primary'} disabled={isShut}>
                {confirm}
              </button>
            )}
          </div>
        </div>
      </form>
    </dialog>
  )
}
