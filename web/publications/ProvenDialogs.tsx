import { useId, useState } from 'react'
import type { Issue } from '../../contract/publications.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useOptions } from '../catalogue/index.tsx'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { useAct } from './use-act.ts'
import { labelOf } from './words.ts'

interface Props {
  issue: Issue
  onClose: () => void
}

/** An act of weight: the password first, then the act, in one step. */
function useProvenAct<Output>(
  act: () => Promise<Output>,
  options: { done: string | ((output: Output) => string); after: () => void },
) {
  return useAct(
    async (password: string) => {
      await client.identity.prove({ password })
      return act()
    },
    { inline: true, ...options },
  )
}

/** 签发: binds the signature to this order and these texts, and takes the number. */
export function SignDialog({ issue, onClose }: Props) {
  const sign = useProvenAct(() => client.publications.sign({ id: issue.id, version: issue.version }), {
    done: ({ label }) => t('publications.sign_done', { label }),
    after: onClose,
  })
  return (
    <PasswordConfirm
      title={t('publications.sign_title')}
      confirm={t('publications.sign')}
      busy={sign.isPending}
      error={sign.error}
      onConfirm={(password) => sign.mutate(password)}
      onCancel={onClose}
    >
      <p>{t('publications.sign_what')}</p>
      <p className="zx-issue-named">
        {issue.publicationName}　{t('publications.entries_count', { count: issue.entryCount })}
      </p>
    </PasswordConfirm>
  )
}

/** 发布: from here on it is read, and its adoptions count. */
export function ReleaseDialog({ issue, onClose }: Props) {
  const release = useProvenAct(() => client.publications.release({ id: issue.id }), {
    done: t('publications.release_done'),
    after: onClose,
  })
  return (
    <PasswordConfirm
      title={t('publications.release_title')}
      confirm={t('publications.release')}
      busy={release.isPending}
      error={release.error}
      onConfirm={(password) => release.mutate(password)}
      onCancel={onClose}
    >
      <p>{t('publications.release_what')}</p>
      <p className="zx-issue-named">
        {issue.publicationName}　{labelOf(issue)}
      </p>
      <p>
        {issue.tiers.map((tier) => tier.name).join('、')}
        {'　'}
        {t('publications.scope_count', { count: issue.recipientCount })}
      </p>
    </PasswordConfirm>
  )
}

/** 作废: with a reason that readers and units will see. */
export function VoidDialog({ issue, onClose }: Props) {
  const id = useId()
  const reasons = useOptions('voidReason', issue.officeId)
  const [given, setGiven] = useState({ reasonCode: '', reasonText: '' })
  const [tried, setTried] = useState(false)
  const missing = given.reasonCode === '' || given.reasonText.trim() === ''
  const recall = useProvenAct(() => client.publications.void({ id: issue.id, ...given }), {
    done: t('publications.void_done'),
    after: onClose,
  })
  const confirm = (password: string) => {
    setTried(true)
    if (!missing) recall.mutate(password)
  }
  return (
    <PasswordConfirm
      title={t('publications.void_title')}
      confirm={t('publications.void')}
      busy={recall.isPending}
      error={recall.error}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t('publications.void_what')}</p>
      <p className="zx-issue-named">
        {issue.publicationName}　{labelOf(issue)}
      </p>
      <fieldset className="zx-reasons">
        <legend>{t('publications.void_reason')}</legend>
        {reasons.map((reason) => (
          <label key={reason.code}>
            <input
              type="radio"
              name={id}
              value={reason.code}
              checked={given.reasonCode === reason.code}
              onChange={() => setGiven({ ...given, reasonCode: reason.code })}
            />
            {reason.name}
          </label>
        ))}
      </fieldset>
      <label className="zx-label" htmlFor={`${id}-text`}>
        {t('publications.void_text')}
      </label>
      <textarea
        id={`${id}-text`}
        className="zx-input zx-area"
        rows={2}
        maxLength={500}
        value={given.reasonText}
        onChange={(event) => setGiven({ ...given, reasonText: event.target.value })}
      />
      {tried && missing && (
        <p className="zx-problem" role="alert">
          {t('ui.reason_missing')}
        </p>
      )}
    </PasswordConfirm>
  )
}
