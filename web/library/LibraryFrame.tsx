import type { ReactNode } from 'react'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { libraryPaths } from './paths.ts'
import './library.css'

/** The head that all pages of the library share: where one is, and what else there is. */
export function LibraryFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const mayImport = useMay('library.manage')
  const tabs: [string, string][] = [
    [libraryPaths.search, t('library.search')],
    [libraryPaths.backIssues, t('library.back_issues')],
    [libraryPaths.saved, t('library.saved_searches')],
    [libraryPaths.collections, t('library.collections')],
    [libraryPaths.statistics, t('library.statistics')],
    ...(mayImport ? [[libraryPaths.imports, t('library.import')] as [string, string]] : []),
  ]
  return (
    <div className="zx-page">
      <header className="zx-page-header zx-library-head">
        <div className="zx-page-title">
          <h1>{t('library.library')}</h1>
          <nav className="zx-library-tabs" aria-label={t('library.library')}>
            {tabs.map(([to, label]) => (
              <Link key={to} to={to}>
                {label}
              </Link>
            ))}
          </nav>
          <div className="zx-page-actions">{actions}</div>
        </div>
      </header>
      {children}
    </div>
  )
}
