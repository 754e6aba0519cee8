import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useProof } from '../identity/index.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { KeysTable } from './KeysTable.tsx'
import { LinesTabs } from './LinesTabs.tsx'
import { useAct } from './use-act.ts'
import './exchange.css'

/** 本节点: its fingerprint to read out, its keys, and the way into the network of the node above. */
export function SelfPage() {
  const board = useQuery(api.exchange.lines.queryOptions())
  const self = board.data?.self
  const { withProof, dialog } = useProof()
  const rotate = useAct(
    (purpose: 'signing' | 'encryption' | 'tls') => withProof(() => client.exchange.rotateKeys({ purpose })),
    { done: t('exchange.rotated') },
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('exchange.lines')} hint={t('exchange.self_hint')}>
        <LinesTabs here="self" />
      </PageHeader>
      <div className="zx-page-body">
        <Refused error={board.error} />
        {board.isPending && <p role="status">{t('app.loading')}</p>}
        {board.data && !self && <p className="zx-lines-none">{t('exchange.no_self')}</p>}
        {self && (
          <section className="zx-panel" aria-labelledby="self">
            <h2 id="self">{self.name}</h2>
            <dl className="zx-line-facts">
              <dt>{t('exchange.fingerprint')}</dt>
              <dd>
                <code className="zx-fingerprint">{self.fingerprint}</code>
              </dd>
              <dt>{t('exchange.url')}</dt>
              <dd>{self.url ?? t('exchange.not_listening')}</dd>
              <dt>{t('exchange.suite')}</dt>
              <dd>{t(`exchange.suite_${self.suite === 'gm-1' ? 'gm' : 'std'}`)}</dd>
              <dt>{t('exchange.certificate')}</dt>
              <dd>{t('exchange.days', { count: self.certificateDaysLeft })}</dd>
            </dl>
          </section>
        )}
        {self && (
          <section className="zx-panel zx-lines-panel" aria-labelledby="self-keys">
            <div className="zx-panel-head">
              <h2 id="self-keys">{t('exchange.keys')}</h2>
              {self.actions.includes('rotateKeys') && (
                <span>
                  {(['signing', 'encryption', 'tls'] as const).map((purpose) => (
                    <button
                      key={purpose}
                      type="button"
                      className="zx-button"
                      disabled={rotate.isPending}
                      onClick={() => rotate.mutate(purpose)}
                    >
                      {t('exchange.rotate', { purpose: t(`exchange.purpose_${purpose}`) })}
                    </button>
                  ))}
                </span>
              )}
            </div>
            <KeysTable keys={self.keys} />
            {dialog}
          </section>
        )}
        {(!self || self.actions.includes('enrol')) && board.data && <EnrolForm />}
      </div>
    </div>
  )
}

/** 接入上级: the code from the node above; afterwards both fingerprints are read out and compared. */
function EnrolForm() {
  const [code, setCode] = useState('')
  const id = useId()
  const { withProof, dialog } = useProof()
  const enrol = useAct(() => withProof(() => client.exchange.enrol({ code: code.trim() })), { inline: true })
  return (
    <section className="zx-panel" aria-labelledby="enrol">
      <h2 id="enrol">{t('exchange.enrol')}</h2>
      <p className="zx-quiet">{t('exchange.enrol_hint')}</p>
      <label className="zx-label" htmlFor={id}>
        {t('exchange.invite_code')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-invite-code"
        rows={4}
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Refused error={enrol.error} />
      {dialog}
      {enrol.data ? (
        <p role="status">
          {t('exchange.enrolled', {
            name: enrol.data.upperName,
            own: enrol.data.ownFingerprint,
            upper: enrol.data.upperFingerprint,
          })}
        </p>
      ) : (
        <button
          type="button"
          className="zx-button primary"
          disabled={code.trim().length < 20 || enrol.isPending}
          onClick={() => enrol.mutate(undefined)}
        >
          {t('exchange.do_enrol')}
        </button>
      )}
    </section>
  )
}
