import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './commissions.css'
import { commissionPaths } from './paths.ts'
import { taskTones, taskWord } from './words.ts'

/** 逾期清单: who owes what since when, the longest first. */
export function OverduePage() {
  const { data, error } = useQuery(api.commissions.overdue.queryOptions({ input: {} }))
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: commissionPaths.list, label: t('commissions.back_list') }}
        title={t('commissions.overdue_list')}
      />
      <div className="zx-page-body">
        <Refused error={error} />
        {!data && !error && <p role="status">{t('app.loading')}</p>}
        {data?.items.length === 0 && <p className="zx-quiet">{t('commissions.overdue_empty')}</p>}
        {data && data.items.length > 0 && (
          <section className="zx-panel">
            <table className="zx-commission-table">
              <thead>
                <tr>
                  <th>{t('commissions.col_unit')}</th>
                  <th>{t('commissions.col_title')}</th>
                  <th>{t('commissions.col_label')}</th>
                  <th>{t('commissions.col_status')}</th>
                  <th>{t('commissions.col_due')}</th>
                  <th>{t('commissions.col_reminded')}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((item) => (
                  <tr key={item.targetId}>
                    <th scope="row">{item.unitName}</th>
                    <td>
                      <Link to={commissionPaths.commission(item.commissionId)}>{item.title}</Link>
                    </td>
                    <td>{item.label}</td>
                    <td>
                      <StateTag tone={taskTones[item.status]}>{taskWord(item.status)}</StateTag>
                    </td>
                    <td>
                      <Deadline due={item.dueAt} />
                    </td>
                    <td>{t('commissions.times', { count: item.remindedCount })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </div>
  )
}
