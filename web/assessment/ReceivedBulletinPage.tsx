import { useQuery } from '@tanstack/react-query'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { usePathParams } from '../app/links.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { formatDay } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { assessmentPaths } from './paths.ts'
import './assessment.css'

/** A bulletin as it was sent down; opening it leaves the read mark of the unit. */
export function ReceivedBulletinPage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery({
    queryKey: ['received-bulletin', id],
    queryFn: () => client.assessment.readBulletin({ id }),
    staleTime: Infinity,
  })
  return (
    <div className="zx-page">
      <PageHeader
        title={data?.title ?? t('assessment.menu_received')}
        back={{ to: assessmentPaths.received, label: t('assessment.menu_received') }}
        hint={
          data &&
          t('assessment.received_hint', {
            office: data.officeName,
            day: formatDay(data.releasedAt),
            signer: data.signerName,
          })
        }
        actions={
          data &&
          (['pdf', 'docx', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              className="zx-button"
              href={assessmentPaths.receivedFile(id, format)}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name={format === 'pdf' ? 'print' : 'download'} size={16} />
              {t(`assessment.file_${format}`)}
            </a>
          ))
        }
      />
      <div className="zx-page-body">
        <Refused error={error} />
        {!data && !error && <p className="zx-quiet">{t('app.loading')}</p>}
        {data && <BodyView sheet title={data.title} body={data.body} />}
      </div>
    </div>
  )
}
