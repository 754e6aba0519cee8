import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { v7 } from 'uuid'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { Refused } from '../ui/Refused.tsx'
import { submissionPaths } from './paths.ts'

/** Makes the draft and goes to it. The id is chosen here, once: a second try after a lost answer finds the same draft. */
export function NewPage() {
  const go = useGo()
  const { commission, point } = useAddressSearch()
  const id = useRef(v7())
  const started = useRef(false)
  const create = useMutation({
    mutationFn: async () => {
      const item = await client.submissions.create({ id: id.current, title: '' })
      if (typeof commission !== 'string' && typeof point !== 'string') return item
      return client.submissions.saveDetails({
        id: item.id,
        version: item.version,
        ...(typeof commission === 'string' && { commissionId: commission }),
        ...(typeof point === 'string' && { pointIds: [point] }),
      })
    },
    onSuccess: (item) => {
      void refetchModules('submissions')
      go(submissionPaths.write(item.id), { replace: true })
    },
  })
  const { mutate } = create
  useEffect(() => {
    if (started.current) return
    started.current = true
    mutate()
  }, [mutate])
  if (!create.error)
    return (
      <p className="zx-opening" role="status">
        {t('submissions.loading')}
      </p>
    )
  return (
    <div className="zx-notice-page">
      <Refused error={create.error} />
      <p />
      <button type="button" className="zx-button primary" onClick={() => mutate()}>
        {t('app.retry')}
      </button>
    </div>
  )
}
