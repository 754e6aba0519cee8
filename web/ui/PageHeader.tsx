import type { MouseEvent, ReactNode } from 'react'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { Icon } from './Icon.tsx'
import { say } from './Messages.tsx'
import { useUploading } from './uploading.ts'

/** The head of a page: where one came from, what this is, what may be done. `tags` stand beside the title; `actions` wait for files under way. */
export function PageHeader({
  title,
  tags,
  hint,
  back,
  actions,
  children,
}: {
  title: ReactNode
  tags?: ReactNode
  hint?: ReactNode
  back?: { to: string; label: string }
  actions?: ReactNode
  children?: ReactNode
}) {
  const isUploading = useUploading()
  return (
    <header className="zx-page-header">
      {back && (
        <Link to={back.to} className="zx-page-back">
          <Icon name="left" size={14} />
          {back.label}
        </Link>
      )}
      <div className="zx-page-title">
        <h1>{title}</h1>
        {tags}
        <div className="zx-page-actions" onClickCapture={isUploading ? wait : undefined}>
          {actions}
        </div>
      </div>
      {hint && <p className="zx-page-hint">{hint}</p>}
      {children}
    </header>
  )
}

/** A press on an act of the page, not of a dialog that hangs in it, while a file would be left behind. */
function wait(event: MouseEvent) {
  if ((event.target as Element).closest('dialog')) return
  event.preventDefault()
  event.stopPropagation()
  say.warning(t('ui.file_under_way'))
}
