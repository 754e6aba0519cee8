import { v7 } from 'uuid'
import type { Publication } from '../../contract/publications.ts'
import { client, refusalOf } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'
import { useDraft } from './use-draft.ts'

interface Draft {
  id: string
  name: string
  active: boolean
}
const draftOf = ({ columns }: Publication): Draft[] => columns.map(({ id, name, active }) => ({ id, name, active }))

/** 栏目: add, rename, order, take out of use; saved as one list. */
export function ColumnsForm({ publication, mayManage }: { publication: Publication; mayManage: boolean }) {
  const {
    draft: columns,
    setDraft: setColumns,
    version,
    take,
    takeNewest,
  } = useDraft(draftOf(publication), publication.version)
  const save = useAct(() => client.publications.saveColumns({ id: publication.id, version, columns }), {
    inline: true,
    done: t('publications.saved_columns'),
    after: (saved) => take(draftOf(saved), saved.version),
  })
  const set = (index: number, change: Partial<Draft>) =>
    setColumns(columns.map((column, at) => (at === index ? { ...column, ...change } : column)))
  const swap = (index: number, by: 1 | -1) => {
    const next = [...columns]
    next.splice(index + by, 0, ...next.splice(index, 1))
    setColumns(next)
  }
  const names = columns.map((column) => column.name.trim())
  const fine = names.every(Boolean) && new Set(names).size === names.length
  return (
    <form
      className="zx-panel"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <h2>{t('publications.columns')}</h2>
      <p className="zx-quiet">{t('publications.columns_hint')}</p>
      <fieldset className="zx-settings-columns" disabled={!mayManage}>
        {columns.map((column, index) => (
          <div key={column.id} className="zx-row">
            <input
              className="zx-input"
              aria-label={t('publications.column_number', { number: index + 1 })}
              maxLength={30}
              value={column.name}
              onChange={(event) => set(index, { name: event.target.value })}
            />
            <label className="zx-row">
              <input
                type="checkbox"
                checked={column.active}
                onChange={(event) => set(index, { active: event.target.checked })}
              />
              {t('publications.active')}
            </label>
            <button
              type="button"
              className="zx-icon-button"
              disabled={index === 0}
              aria-label={t('publications.column_up', { name: column.name })}
              onClick={() => swap(index, -1)}
            >
              <Icon name="up" size={14} />
            </button>
            <button
              type="button"
              className="zx-icon-button"
              disabled={index === columns.length - 1}
              aria-label={t('publications.column_down', { name: column.name })}
              onClick={() => swap(index, 1)}
            >
              <Icon name="down" size={14} />
            </button>
            <button
              type="button"
              className="zx-icon-button"
              disabled={columns.length === 1}
              aria-label={t('publications.remove_column', { name: column.name })}
              onClick={() => setColumns(columns.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        ))}
      </fieldset>
      <Refused error={save.error} />
      {refusalOf(save.error)?.code === 'stale' && (
        <button
          type="button"
          className="zx-button"
          onClick={() => {
            save.reset()
            takeNewest()
          }}
        >
          {t('publications.take_newest')}
        </button>
      )}
      {mayManage && (
        <div className="zx-row">
          <button
            type="button"
            className="zx-button"
            onClick={() => setColumns([...columns, { id: v7(), name: '', active: true }])}
          >
            <Icon name="plus" size={16} />
            {t('publications.add_column')}
          </button>
          <button type="submit" className="zx-button primary" disabled={save.isPending || !fine}>
            {t('publications.save_columns')}
          </button>
        </div>
      )}
    </form>
  )
}
