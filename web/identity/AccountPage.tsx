import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMe } from '../app/session.tsx'
import { LanguageSwitch } from '../app/shell.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { formatDateTime, formatDay } from '../ui/format.ts'
import { identityPaths } from './paths.ts'
import { FactorsPanel } from './FactorsPanel.tsx'
import { PasswordPanel } from './PasswordPanel.tsx'
import { SessionsPanel } from './SessionsPanel.tsx'
import { SignInsPanel } from './SignInsPanel.tsx'
import { TokensPanel } from './TokensPanel.tsx'
import './account.css'

/** Everything about one's own account. Who must change the password or add a second factor sees only that. */
export function AccountPage() {
  const me = useMe()
  if (me.mustChangePassword) {
    return (
      <div className="zx-page zx-account">
        <PageHeader title={t('identity.my_account')} />
        <p className="zx-strip" role="alert">
          {t('identity.must_change')}
        </p>
        <PasswordPanel login={me.login} />
      </div>
    )
  }
  if (me.mustAddSecondFactor) {
    return (
      <div className="zx-page zx-account">
        <PageHeader title={t('identity.my_account')} />
        <p className="zx-strip" role="alert">
          {t('identity.must_add_factor')}
        </p>
        <FactorsPanel />
      </div>
    )
  }
  return (
    <div className="zx-page zx-account">
      <PageHeader title={t('identity.my_account')} actions={<Link to={identityPaths.api}>{t('identity.api')}</Link>} />
      <div className="zx-account-columns">
        <section className="zx-panel" aria-labelledby="who">
          <h2 id="who">{t('identity.who')}</h2>
          <dl className="zx-facts">
            <dt>{t('identity.name')}</dt>
            <dd>
              {me.name}（{me.login}）
            </dd>
            <dt>{t('identity.unit')}</dt>
            <dd>{me.unitName}</dd>
            <dt>{t('identity.post')}</dt>
            <dd>{me.title}</dd>
            <dt>{t('identity.roles')}</dt>
            <dd>
              {me.roles.length === 0
                ? t('identity.no_roles')
                : me.roles.map(({ role, unitId, unitName }) => (
                    <div key={role + unitId}>
                      {t('identity.role_at', { role: t(`identity.role_${role}`), unit: unitName })}
                    </div>
                  ))}
            </dd>
            <dt>{t('identity.last_sign_in')}</dt>
            <dd>{formatDateTime(me.lastSignInAt)}</dd>
            <dt>{t('identity.password_expires')}</dt>
            <dd>{formatDay(me.passwordExpiresAt)}</dd>
            <dt>{t('identity.language')}</dt>
            <dd>
              <LanguageSwitch />
            </dd>
          </dl>
        </section>
        <PasswordPanel login={me.login} />
      </div>
      <FactorsPanel />
      <SessionsPanel />
      <SignInsPanel />
      <TokensPanel />
    </div>
  )
}
