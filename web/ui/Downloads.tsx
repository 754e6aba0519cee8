import { t } from '../app/i18n.ts'
import { Icon } from './Icon.tsx'

export type DownloadFormat = 'pdf' | 'docx' | 'ofd'
const names: Record<DownloadFormat, string> = { pdf: 'PDF', docx: 'Word', ofd: 'OFD' }

/** 下载: one record as PDF, Word or OFD, from `<path>/pdf` and so on. The PDF opens beside the page, to be printed. */
export function Downloads({ path, formats = ['pdf', 'docx', 'ofd'] }: { path: string; formats?: DownloadFormat[] }) {
  return (
    <span className="zx-downloads" role="group" aria-label={t('ui.download')}>
      <Icon name="download" size={16} />
      {formats.map((format) => (
        <a
          key={format}
          href={`${path}/${format}`}
          aria-label={t('ui.download_as', { format: names[format] })}
          {...(format === 'pdf' ? { target: '_blank', rel: 'noreferrer' } : { download: '' })}
        >
          {names[format]}
        </a>
      ))}
    </span>
  )
}
