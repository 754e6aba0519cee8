import { dataFields } from '../../contract/catalogue-fields.ts'
import type { DataField } from '../../contract/catalogue-fields.ts'
import type { CatalogueEntry, CatalogueList, EntryAction } from '../../contract/catalogue.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import { StateTag } from '../ui/StateTag.tsx'

export const fieldsOf = (list: CatalogueList) => Object.keys(dataFields[list]) as DataField[]

/** A value of an entry in words. */
function fieldText(value: unknown): string {
  if (value === undefined || value === null) return '—'
  if (typeof value === 'boolean') return t(value ? 'catalogue.yes' : 'catalogue.no')
  return Array.isArray(value) ? value.join('、') : String(value)
}

export function EntryTable({
  list,
  entries,
  ofOffice,
  mayChange,
  busy,
  onMove,
  onAct,
}: {
  list: CatalogueList
  entries: CatalogueEntry[]
  ofOffice: boolean
  mayChange: boolean
  busy: boolean
  onMove: (entry: CatalogueEntry, by: -1 | 1) => void
  onAct: (action: EntryAction, entry: CatalogueEntry) => void
}) {
  const fields = fieldsOf(list)
  if (entries.length === 0) return <p className="zx-quiet">{t('catalogue.empty')}</p>
  return (
    <div className="zx-catalogue-scroll" tabIndex={0} role="region" aria-label={t(`catalogue.list_${list}`)}>
      <table className="zx-catalogue-table">
        <thead>
          <tr>
            {mayChange && <th scope="col">{t('catalogue.order')}</th>}
            <th scope="col">{t('catalogue.name')}</th>
            {fields.map((field) => (
              <th key={field} scope="col">
                {t(`catalogue.field_${field}`)}
              </th>
            ))}
            <th scope="col">{t('catalogue.note')}</th>
            <th scope="col">{t('catalogue.state')}</th>
            {mayChange && <th scope="col">{t('catalogue.acts')}</th>}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <tr key={entry.id} className={entry.active ? undefined : 'off'}>
              {mayChange && (
                <td className="order">
                  <button
                    type="button"
                    className="zx-icon-button"
                    disabled={busy || index === 0 || entry.inherited}
                    aria-label={t('catalogue.up', { name: entry.name })}
                    onClick={() => onMove(entry, -1)}
                  >
                    <Icon name="up" size={14} />
                  </button>
                  <button
                    type="button"
                    className="zx-icon-button"
                    disabled={busy || index === entries.length - 1 || entry.inherited}
                    aria-label={t('catalogue.down', { name: entry.name })}
                    onClick={() => onMove(entry, 1)}
                  >
                    <Icon name="down" size={14} />
                  </button>
                </td>
              )}
              <td>
                <b>{entry.name}</b>
                <small>
                  {entry.code}
                  {entry.nameEn && `　${entry.nameEn}`}
                </small>
              </td>
              {fields.map((field) => (
                <td key={field}>{fieldText(entry.data[field])}</td>
              ))}
              <td>{entry.note}</td>
              <td>
                {!entry.active && <StateTag>{t('catalogue.inactive')}</StateTag>}
                {entry.active && !ofOffice && <StateTag tone="green">{t('catalogue.active')}</StateTag>}
                {entry.active && ofOffice && (
                  <StateTag tone={entry.inherited ? 'neutral' : 'blue'}>
                    {t(
                      entry.inherited
                        ? 'catalogue.inherited'
                        : entry.overrides
                          ? 'catalogue.overrides'
                          : 'catalogue.own',
                    )}
                  </StateTag>
                )}
              </td>
              {mayChange && (
                <td className="acts">
                  {entry.actions.map((action) => (
                    <button
                      key={action}
                      type="button"
                      className="zx-link-button"
                      disabled={busy}
                      onClick={() => onAct(action, entry)}
                    >
                      {t(`catalogue.${action}`)}
                    </button>
                  ))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
