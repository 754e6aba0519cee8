import { useQuery } from '@tanstack/react-query'
import type { FontReport } from '../../contract/documents.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatNumber } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './documents.css'

/** 公文字体: which face each role of GB/T 9704 found on this machine, what it lacks, and what its maker allows. */
export function FontsPage() {
  const { data, error } = useQuery(api.documents.fonts.queryOptions({ input: {}, staleTime: 60_000 }))
  return (
    <div className="zx-page">
      <PageHeader title={t('documents.fonts')} hint={t('documents.fonts_hint')} />
      <div className="zx-page-body">
        {error && <Refused error={error} />}
        {!data && !error && <p className="zx-quiet">{t('documents.fonts_reading')}</p>}
        {data && <Report report={data} />}
      </div>
    </div>
  )
}

function Report({ report: { roles, lackedByAll, refused } }: { report: FontReport }) {
  return (
    <>
      <div className="zx-table-wrap">
        <table className="zx-fonts">
          <thead>
            <tr>
              <th scope="col">{t('documents.font_role')}</th>
              <th scope="col">{t('documents.font_found')}</th>
              <th scope="col">{t('documents.font_coverage')}</th>
              <th scope="col">{t('documents.font_lacks')}</th>
              <th scope="col">{t('documents.font_embedding')}</th>
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => (
              <tr key={role.role}>
                <th scope="row">
                  {t(`documents.role_${role.role}`)}
                  <small className="zx-quiet">{t(`documents.role_${role.role}_use`)}</small>
                </th>
                <td>
                  {role.family || t('documents.font_none')}
                  {role.standIn && <StateTag tone="amber">{t('documents.font_stand_in')}</StateTag>}
                  <small className="zx-quiet">{role.file}</small>
                </td>
                <td>
                  {formatNumber(role.covered)} / {formatNumber(role.wanted)}
                </td>
                <td className="zx-fonts-lacks">
                  {role.lacks.length === 0 ? (
                    <span className="zx-quiet">{t('documents.font_lacks_nothing')}</span>
                  ) : (
                    <>
                      {role.lacks.slice(0, 40).join(' ')}
                      {role.wanted - role.covered > 40 &&
                        t('documents.font_lacks_more', { count: role.wanted - role.covered })}
                    </>
                  )}
                </td>
                <td>{t(`documents.embedding_${role.embedding}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section className="zx-panel zx-fonts-all">
        <h2>{t('documents.fonts_all')}</h2>
        <p>
          {lackedByAll.length === 0
            ? t('documents.fonts_all_covered')
            : t('documents.fonts_all_lack', { characters: lackedByAll.slice(0, 100).join(' ') })}
        </p>
        {refused.length > 0 && (
          <p>
            {t('documents.fonts_refused', {
              names: refused.map(({ family, file }) => `${family}（${file}）`).join('、'),
            })}
          </p>
        )}
        <p className="zx-quiet">{t('documents.fonts_own')}</p>
      </section>
    </>
  )
}
