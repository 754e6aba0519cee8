import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { DigestSettings } from '../../contract/home.ts'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'

/** When digests are made, for whoever keeps the settings of the system. */
export function DigestSettingsForm({ settings }: { settings: DigestSettings }) {
  const [hour, setHour] = useState(settings.hour)
  const [active, setActive] = useState(settings.active)
  const save = useMutation({
    mutationFn: () => client.home.saveDigestSettings({ hour, active }),
    onSuccess: () => {
      say.done(t('home.digest_saved'))
      return refetchModules('home')
    },
  })
  return (
    <section className="zx-panel zx-digest-settings" aria-label={t('home.digest_settings')}>
      <h2>{t('home.digest_settings')}</h2>
      <Refused error={save.error} />
      <label className="zx-check">
        <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />
        {t('home.digest_active')}
      </label>
      <label>
        {t('home.digest_hour')}
        <select
          className="zx-input"
          value={hour}
          disabled={!active}
          onChange={(event) => setHour(Number(event.target.value))}
        >
          {Array.from({ length: 24 }, (_hour, at) => (
            <option key={at} value={at}>
              {t('home.digest_clock', { hour: at })}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="zx-button primary" disabled={save.isPending} onClick={() => save.mutate()}>
        {t('home.digest_save')}
      </button>
    </section>
  )
}
