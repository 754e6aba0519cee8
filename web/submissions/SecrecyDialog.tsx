import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { SecrecyConclusion, Submission } from '../../contract/submissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { FoundWords } from '../wording/index.tsx'
import { shortDigest } from './text.ts'

const conclusions: SecrecyConclusion[] = ['pass', 'revise', 'forbid']

/** 保密审查: the conclusion with its ground, on exactly the text and attachments on the screen. */
export function SecrecyDialog({
  item,
  onDone,
  onCancel,
}: {
  item: Submission
  onDone: () => void
  onCancel: () => void
}) {
  const [conclusion, setConclusion] = useState<SecrecyConclusion | null>(null)
  const [ground, setGround] = useState('')
  const [tried, setTried] = useState(false)
  const id = useId()
  const words = useQuery(api.wording.check.queryOptions({ input: { title: item.text.title, body: item.text.body } }))
  const missing = conclusion !== null && conclusion !== 'pass' && ground.trim() === ''
  const record = useMutation({
    mutationFn: (chosen: SecrecyConclusion) =>
      client.submissions.reviewSecrecy({
        id: item.id,
        digest: item.text.digest,
        conclusion: chosen,
        ground: ground.trim(),
      }),
    onSuccess: onDone,
  })
  const confirm = () => {
    setTried(true)
    if (conclusion !== null && !missing) record.mutate(conclusion)
  }
  return (
    <Dialog
      title={t('submissions.secrecy')}
      confirm={t('submissions.secrecy_record')}
      busy={record.isPending}
      disabled={conclusion === null}
      danger={conclusion === 'revise' || conclusion === 'forbid'}
      onConfirm={confirm}
      onCancel={onCancel}
      width={640}
    >
      <p>{t('submissions.secrecy_hint', { digest: shortDigest(item.text.digest) })}</p>
      {words.data && <FoundWords found={words.data.items} />}
      {words.data?.items.length === 0 && <p className="zx-quiet">{t('wording.nothing_found')}</p>}
      <Refused error={words.error} />
      <div role="radiogroup" aria-label={t('submissions.secrecy')} className="zx-choices">
        {conclusions.map((one) => (
          <label key={one} className="zx-check">
            <input type="radio" name={id} checked={conclusion === one} onChange={() => setConclusion(one)} />
            {t(`submissions.secrecy_${one}`)}
          </label>
        ))}
      </div>
      <label className="zx-label" htmlFor={id}>
        {t('submissions.secrecy_ground')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={3}
        maxLength={1000}
        value={ground}
        onChange={(event) => setGround(event.target.value)}
      />
      {tried && missing && (
        <p className="zx-problem" role="alert">
          {t('submissions.secrecy_ground_missing')}
        </p>
      )}
      <Refused error={record.error} />
    </Dialog>
  )
}
