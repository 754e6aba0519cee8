import { useId, useState } from 'react'
import type { Commission, CommissionTarget } from '../../contract/commissions.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useOptions } from '../catalogue/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** 评定: how good the answer of a unit is, by the marks the office keeps. One that is no longer in use is chosen anew. */
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
  const [given, setGiven] = useState({ quality: target.quality ?? '', note: target.qualityNote })
  const marks = useOptions('answerQuality', commission.officeId)
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
      disabled={!marks.some((mark) => mark.code === given.quality)}
      onConfirm={() => grade.mutate(undefined)}
      onCancel={onClose}
      width={460}
    >
      <p>{target.unitName}</p>
      <fieldset className="zx-reasons">
        <legend>{t('commissions.col_quality')}</legend>
        {marks.map((mark) => (
          <label key={mark.code} title={mark.note}>
            <input
              type="radio"
              name={id}
              checked={given.quality === mark.code}
              onChange={() => setGiven({ ...given, quality: mark.code })}
            />
            {mark.name}
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
