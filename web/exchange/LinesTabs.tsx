import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { exchangePaths } from './paths.ts'

const tabs = [
  ['lines', exchangePaths.lines],
  ['held', exchangePaths.held],
  ['invitations', exchangePaths.invitations],
  ['self', exchangePaths.self],
] as const

/** The four views of what lies between nodes. */
export function LinesTabs({ here }: { here: (typeof tabs)[number][0] }) {
  return (
    <nav className="zx-lines-tabs" aria-label={t('exchange.lines')}>
      {tabs.map(([name, path]) => (
        <Link key={name} to={path} aria-current={here === name ? 'page' : undefined}>
          {t(`exchange.${name}`)}
        </Link>
      ))}
    </nav>
  )
}
