import type { Assignment } from '../../contract/directives.ts'
import { t } from '../app/i18n.ts'
import { formatDay } from '../ui/format.ts'

/** 查办: what was found on the spot. */
export const InspectionList = ({ inspections }: { inspections: Assignment['inspections'] }) => (
  <>
    {inspections.map((one, at) => (
      <div key={at} className="zx-inspection">
        <b>{t('directives.inspection', { day: formatDay(one.inspectedOn), by: one.inspectors })}</b>
        <span>{one.findings}</span>
        {one.demands && (
          <span>
            {t('directives.demands')}：{one.demands}
          </span>
        )}
      </div>
    ))}
  </>
)
