import { useMutation, useQuery } from '@tanstack/react-query'
import type { Readiness, Submission } from '../../contract/submissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatDay } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { FoundWords } from '../wording/index.tsx'
import { submissionPaths } from './paths.ts'
import { StatusTag } from './status.tsx'

/** 送审: says what is still missing, what the reviewer will be warned of, and what was sent before. */
export function SubmitDialog({
  item,
  onDone,
  onCancel,
}: {
  item: Pick<Submission, 'id'>
  onDone: () => void
  onCancel: () => void
}) {
  const readiness = useQuery(
    api.submissions.readiness.queryOptions({ input: { id: item.id }, staleTime: 0, gcTime: 0 }),
  )
  const submit = useMutation({
    mutationFn: () => client.submissions.submitForReview({ id: item.id }),
    onSuccess: onDone,
  })
  const data = readiness.isFetching ? undefined : readiness.data
  const blocked =
    !data || data.missing.length > 0 || data.secretMark !== null || data.words.some((found) => found.effect === 'stop')
  return (
    <Dialog
      title={t('submissions.submit')}
      confirm={t('submissions.submit_confirm')}
      busy={submit.isPending}
      disabled={blocked}
      onConfirm={() => submit.mutate()}
      onCancel={onCancel}
      width={560}
    >
      {data ? <Findings data={data} /> : <p role="status">{t('app.loading')}</p>}
      <Refused error={submit.error ?? readiness.error} />
    </Dialog>
  )
}

function Findings({ data }: { data: Readiness }) {
  return (
    <div className="zx-readiness">
      {data.missing.length > 0 && (
        <div className="zx-problem">
          <p>{t('submissions.submit_missing')}</p>
          <ul>
            {data.missing.map((field) => (
              <li key={field}>{t(`submissions.field.${field}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {data.secretMark !== null && (
        <p className="zx-problem">{t('submissions.submit_secret', { mark: data.secretMark })}</p>
      )}
      {data.missing.length === 0 && data.secretMark === null && <p>{t('submissions.submit_ready')}</p>}
      <FoundWords found={data.words} />
      {data.missingParts.length > 0 && (
        <p className="zx-warn">
          {t('submissions.submit_parts', {
            parts: data.missingParts.map((part) => t(`submissions.part_${part}`)).join('、'),
          })}
        </p>
      )}
      {data.phoneMissing && <p className="zx-warn">{t('submissions.submit_phone')}</p>}
      {data.similar.length > 0 && (
        <div className="zx-warn">
          <p>{t('submissions.similar')}</p>
          <ul>
            {data.similar.map((similar) => (
              <li key={similar.id}>
                <Link to={submissionPaths.item(similar.id)} target="_blank">
                  {similar.title}
                </Link>{' '}
                <StatusTag status={similar.status} />{' '}
                <span className="zx-quiet">
                  {t('submissions.similar_line', {
                    reporter: similar.reporterName,
                    date: formatDay(similar.createdAt),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
