import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { v7 } from 'uuid'
import type { Series } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { publicationPaths } from './paths.ts'
import { useAct } from './use-act.ts'

/** 新建刊期: of which publication, in which series. The number comes at signing. */
export function NewIssueDialog({ onClose }: { onClose: () => void }) {
  const id = useId()
  const go = useGo()
  const options = useQuery(api.publications.options.queryOptions({ input: {} }))
  const publications = options.data?.publications ?? []
  const [chosen, setChosen] = useState('')
  const [series, setSeries] = useState<Series>('main')
  const [issueId] = useState(() => v7()) // pressed twice it is still one issue
  const publicationId = chosen || (publications[0]?.id ?? '')
  const start = useAct(() => client.publications.createIssue({ id: issueId, publicationId, series }), {
    inline: true,
    after: (issue) => go(publicationPaths.issue(issue.id)),
  })
  return (
    <Dialog
      title={t('publications.new_issue')}
      confirm={t('publications.start')}
      busy={start.isPending}
      disabled={publicationId === ''}
      onConfirm={() => start.mutate(undefined)}
      onCancel={onClose}
    >
      <p>{t('publications.new_issue_hint')}</p>
      <label className="zx-label" htmlFor={`${id}-publication`}>
        {t('publications.publication')}
      </label>
      <select
        id={`${id}-publication`}
        className="zx-input"
        value={publicationId}
        onChange={(event) => setChosen(event.target.value)}
      >
        {publications.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <label className="zx-label" htmlFor={`${id}-series`}>
        {t('publications.series')}
      </label>
      <select
        id={`${id}-series`}
        className="zx-input"
        value={series}
        onChange={(event) => setSeries(event.target.value as Series)}
      >
        <option value="main">{t('publications.series_main')}</option>
        <option value="supplement">{t('publications.series_supplement')}</option>
      </select>
      <Refused error={options.error ?? start.error} />
    </Dialog>
  )
}
