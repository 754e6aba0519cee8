import { useId, useState } from 'react'
import type { Commission, CommissionTarget } from '../../contract/commissions.ts'
import type { CommissionQuality } from '../../contract/commissions.letters.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

const marks: CommissionQuality[] = ['excellent', 'good', 'fair', 'poor']

/** 评定: how good the answer of a unit is. */
export function GradeDialog({
  commission,
  target,
  onClose,
}: {
  commission: Commission
  target: CommissionTarget
  onClose: () => void
}) {
  const id = useId()
  const [given, setGiven] = useState({ quality: target.quality ?? 'good', note: target.qualityNote })
  const grade = useAct(() => client.commissions.grade({ id: commission.id, targetId: target.id, ...given }), {
    done: t('commissions.grade_done'),
    after: onClose,
    inline: true,
  })
  return (
    <Dialog
      title={t('commissions.grade_title')}
      confirm={t('commissions.grade')}
      busy={grade.isPending}
      onConfirm={() => grade.mutate(undefined)}
      onCancel={onClose}
      width={460}
    >
      <p>{target.unitName}</p>
      <fieldset className="zx-reasons">
        <legend>{t('commissions.col_quality')}</legend>
        {marks.map((quality) => (
          <label key={quality}>
            <input
              type="radio"
              name={id}
              checked={given.quality === quality}
              onChange={() => setGiven({ ...given, quality })}
            />
            {t(`commissions.quality.${quality}`)}
          </label>
        ))}
      </fieldset>
      <label className="zx-label" htmlFor={`${id}-note`}>
        {t('commissions.grade_note')}
      </label>
      <textarea
        id={`${id}-note`}
        className="zx-input zx-area"
        rows={2}
        maxLength={300}
        value={given.note}
        onChange={(event) => setGiven({ ...given, note: event.target.value })}
      />
      <Refused error={grade.error} />
    </Dialog>
  )
}
