import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Refused } from '../ui/Refused.tsx'

/** 病毒查杀: whether clamd works here, and what became of files it could not look at when they came. */
export function ScannerPanel() {
  const { data, error } = useQuery(api.identity.virusScanner.queryOptions({ refetchOnMount: 'always' }))
  if (!data) return <Refused error={error} />
  const { configured, version, away, waiting, infected } = data
  return (
    <section className="zx-panel zx-form">
      <h2>{t('identity.scanner')}</h2>
      {!configured && <p>{t('identity.scanner_none')}</p>}
      {configured && version && <p>{t('identity.scanner_answers', { version })}</p>}
      {configured && !version && (
        <p className="zx-problem" role="alert">
          {t(away === 'accept' ? 'identity.scanner_away_accept' : 'identity.scanner_away_refuse')}
        </p>
      )}
      {configured && waiting > 0 && <p>{t('identity.scanner_waiting', { count: waiting })}</p>}
      {infected > 0 && <p className="zx-problem">{t('identity.scanner_infected', { count: infected })}</p>}
    </section>
  )
}
