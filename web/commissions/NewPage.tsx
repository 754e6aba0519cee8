import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { useMe } from '../app/session.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { CommissionForm, emptyForm, toDetails } from './CommissionForm.tsx'
import type { FormValue } from './CommissionForm.tsx'
import './commissions.css'
import { commissionPaths } from './paths.ts'
import { useAct } from './use-act.ts'

/** 新建约稿; with ?from= a commission received, to pass it down. */
export function NewPage() {
  const me = useMe()
  const go = useGo()
  const { from } = useAddressSearch()
  const parentTaskId = typeof from === 'string' ? from : undefined
  const parent = useQuery({
    ...api.commissions.task.queryOptions({ input: { id: parentTaskId ?? '' } }),
    enabled: parentTaskId !== undefined,
  }).data
  const id = useRef(v7())
  const [value, setValue] = useState<FormValue>({ ...emptyForm, contactName: me.name })
  useEffect(() => {
    if (!parent) return
    setValue((before) => ({
      ...before,
      origin: parent.origin === 'state' ? 'state' : 'upper',
      sourceLabel: `${parent.officeName}${parent.label}`,
      title: parent.title,
      content: parent.content,
      requirements: parent.requirements,
    }))
  }, [parent])
  const save = useAct(() => client.commissions.create({ id: id.current, parentTaskId, ...toDetails(value) }), {
    done: t('commissions.saved'),
    after: () => go(commissionPaths.commission(id.current), { replace: true }),
    inline: true,
  })
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: commissionPaths.list, label: t('commissions.back_list') }}
        title={t('commissions.new')}
        hint={
          parent &&
          t('commissions.parent', {
            title: parent.title,
            office: parent.officeName,
            due: parent.dueAt.slice(0, 10),
          })
        }
        actions={
          <button
            type="button"
            className="zx-button primary"
            disabled={save.isPending || value.title.trim() === ''}
            onClick={() => save.mutate(undefined)}
          >
            {t('commissions.save')}
          </button>
        }
      >
        <Refused error={save.error} />
      </PageHeader>
      <div className="zx-page-body">
        <CommissionForm value={value} onChange={setValue} />
      </div>
    </div>
  )
}
