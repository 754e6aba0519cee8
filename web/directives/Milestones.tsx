import type { DirectiveMilestone } from '../../contract/directives.letters.ts'
import { t } from '../app/i18n.ts'
import { Deadline } from '../ui/Deadline.tsx'
import { Icon } from '../ui/Icon.tsx'
import { formatDateTime, formatDay, formatShort } from '../ui/format.ts'

/** The deadlines of a part in their order: what was met and when, what waits, what was missed. */
export function Milestones({ milestones, plain }: { milestones: DirectiveMilestone[]; plain?: boolean }) {
  const next = milestones.find((one) => one.metAt === null)
  return (
    <ol className="zx-milestones">
      {milestones.map((one, at) => (
        <li key={at} className={one.metAt ? 'met' : one === next && !plain ? 'next' : undefined}>
          <Icon name={one.metAt ? 'check' : 'clock'} size={14} />
          <b>{one.name}</b>
          <span title={formatDateTime(one.dueAt)}>{formatDay(one.dueAt)}</span>
          {plain ? null : one.metAt ? (
            <span className={one.metAt > one.dueAt ? 'zx-late' : 'zx-quiet'}>
              {t(one.metAt > one.dueAt ? 'directives.met_late' : 'directives.met', { at: formatShort(one.metAt) })}
            </span>
          ) : (
            <Deadline due={one.dueAt} />
          )}
          {one.missingYears.length > 0 && (
            <span className="zx-late" title={t('directives.missing_years', { years: one.missingYears.join('、') })}>
              {t('directives.check_holidays')}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
