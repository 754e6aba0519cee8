import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { publicationPaths } from './paths.ts'

/** The two halves of the settings: what is published, and for whom. */
export function SettingsTabs({ here }: { here: 'settings' | 'tiers' }) {
  return (
    <nav className="zx-settings-tabs" aria-label={t('publications.settings')}>
      <Link to={publicationPaths.settings} aria-current={here === 'settings' ? 'page' : undefined}>
        {t('publications.catalogue')}
      </Link>
      <Link to={publicationPaths.tiers} aria-current={here === 'tiers' ? 'page' : undefined}>
        {t('publications.tiers')}
      </Link>
    </nav>
  )
}
