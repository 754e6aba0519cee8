import type { ReactNode } from 'react'
import { Link } from '../app/links.tsx'
import { Icon } from './Icon.tsx'

/** The head of a page: where one came from, what this is, what may be done. `tags` stand beside the title. */
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
        <div className="zx-page-actions">{actions}</div>
      </div>
      {hint && <p className="zx-page-hint">{hint}</p>}
      {children}
    </header>
  )
}
