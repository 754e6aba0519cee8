import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { deskPaths } from './paths.ts'
import { useAct } from './use-act.ts'

/** The filters as they stand in the address, without what is open and where one stood. */
function askNow(): string {
  const search = new URLSearchParams(window.location.search)
  search.delete('open')
  search.delete('at')
  return search.toString()
}

/** 常用视图: go to a named filter, keep the present one under a name, drop one. */
export function InboxViews() {
  const go = useGo()
  const [asking, setAsking] = useState<'save' | 'manage'>()
  const views = useQuery(api.desk.views.queryOptions({ input: {} })).data?.items ?? []
  return (
    <>
      <select
        className="zx-input zx-desk-views"
        aria-label={t('desk.views')}
        value=""
        onChange={(event) => {
          const { value } = event.target
          if (value === 'save' || value === 'manage') return setAsking(value)
          const view = views.find((one) => one.id === value)
          if (view) go(`${deskPaths.inbox}?${view.ask}`)
        }}
      >
        <option value="">{t('desk.views')}</option>
        {views.map((view) => (
          <option key={view.id} value={view.id}>
            {view.name}
          </option>
        ))}
        <option value="save">＋ {t('desk.view_save')}</option>
        {views.length > 0 && <option value="manage">{t('desk.view_manage')}</option>}
      </select>
      {asking === 'save' && <SaveDialog onClose={() => setAsking(undefined)} />}
      {asking === 'manage' && <ManageDialog views={views} onClose={() => setAsking(undefined)} />}
    </>
  )
}

function SaveDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const save = useAct(() => client.desk.saveView({ name, ask: askNow() }), {
    inline: true,
    done: t('desk.view_saved'),
    after: onClose,
  })
  return (
    <Dialog
      title={t('desk.view_save')}
      confirm={t('desk.view_save')}
      busy={save.isPending}
      disabled={name.trim() === ''}
      onConfirm={() => save.mutate(undefined)}
      onCancel={onClose}
      width={420}
    >
      <label className="zx-label">
        {t('desk.view_name')}
        <input className="zx-input" maxLength={30} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <p className="zx-quiet">{t('desk.view_hint')}</p>
      <Refused error={save.error} />
    </Dialog>
  )
}

function ManageDialog({ views, onClose }: { views: { id: string; name: string }[]; onClose: () => void }) {
  const drop = useAct((id: string) => client.desk.dropView({ id }), { inline: true })
  return (
    <Dialog
      title={t('desk.view_manage')}
      confirm={t('desk.view_done')}
      onConfirm={onClose}
      onCancel={onClose}
      width={420}
    >
      <ul className="zx-desk-versions">
        {views.map((view) => (
          <li key={view.id}>
            <b>{view.name}</b>
            <button
              type="button"
              className="zx-link-button"
              disabled={drop.isPending}
              onClick={() => drop.mutate(view.id)}
            >
              {t('desk.view_drop')}
            </button>
          </li>
        ))}
      </ul>
      <Refused error={drop.error} />
    </Dialog>
  )
}
