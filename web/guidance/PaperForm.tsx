import { v7 } from 'uuid'
import type { Body } from '../../contract/body.ts'
import type { PaperDetails } from '../../contract/guidance.ts'
import type { PaperKind } from '../../contract/guidance.letters.ts'
import { t } from '../app/i18n.ts'
import { RecipientsField } from '../commissions/index.tsx'
import { Editor } from '../ui/Editor.tsx'
import { fromField, toField } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'

export type FormValue = Omit<PaperDetails, 'fileIds'>
const emptyBody: Body = { type: 'doc', content: [{ type: 'paragraph' }] }
export const emptyForm: FormValue = {
  title: '',
  body: emptyBody,
  periodFrom: null,
  periodTo: null,
  readBy: null,
  points: [],
  unitIds: [],
  groupIds: [],
}

/** The paper on the left, to whom and for which time on the right; points in a list of their own. */
export function PaperForm({
  kind,
  officeId,
  value,
  epoch,
  onChange,
}: {
  kind: PaperKind
  officeId?: string
  value: FormValue
  /** A new one shows a text that was written by the server. */
  epoch: number | string
  onChange: (value: FormValue) => void
}) {
  const change = (part: Partial<FormValue>) => onChange({ ...value, ...part })
  return (
    <div className="zx-guidance-form">
      <div className="zx-guidance-main">
        <label>
          <span className="zx-label">{t('guidance.field_title')}</span>
          <input
            className="zx-input zx-guidance-title"
            maxLength={120}
            value={value.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        </label>
        {kind === 'points' && <Points value={value} change={change} />}
        <div>
          <span className="zx-label">{t(kind === 'points' ? 'guidance.field_intro' : 'guidance.field_body')}</span>
          <div className={kind === 'points' ? 'zx-guidance-sheet low' : 'zx-guidance-sheet'}>
            <Editor
              key={epoch}
              value={value.body}
              label={t('guidance.field_body')}
              onChange={(body) => change({ body })}
            />
          </div>
        </div>
      </div>
      <div className="zx-guidance-side">
        {kind !== 'notice' && (
          <fieldset className="zx-guidance-period">
            <legend className="zx-label">{t('guidance.field_period')}</legend>
            <label>
              {t('guidance.field_from')}
              <input
                className="zx-input"
                type="date"
                value={value.periodFrom ?? ''}
                onChange={(event) => change({ periodFrom: event.target.value || null })}
              />
            </label>
            <label>
              {t('guidance.field_to')}
              <input
                className="zx-input"
                type="date"
                value={value.periodTo ?? ''}
                onChange={(event) => change({ periodTo: event.target.value || null })}
              />
            </label>
          </fieldset>
        )}
        <label>
          <span className="zx-label">{t('guidance.field_read_by')}</span>
          <input
            className="zx-input"
            type="datetime-local"
            value={toField(value.readBy)}
            onChange={(event) => change({ readBy: fromField(event.target.value) })}
          />
          <small className="zx-quiet">{t('guidance.read_by_hint')}</small>
        </label>
        <RecipientsField
          officeId={officeId}
          label={t('guidance.field_targets')}
          unitIds={value.unitIds}
          groupIds={value.groupIds}
          onChange={(chosen) => change(chosen)}
        />
      </div>
    </div>
  )
}

function Points({ value, change }: { value: FormValue; change: (part: Partial<FormValue>) => void }) {
  const { points } = value
  const edit = (at: number, part: Partial<FormValue['points'][number]>) =>
    change({ points: points.map((point, index) => (index === at ? { ...point, ...part } : point)) })
  const move = (at: number, by: number) => {
    const next = [...points]
    const [point] = next.splice(at, 1)
    next.splice(at + by, 0, point!)
    change({ points: next })
  }
  return (
    <section aria-label={t('guidance.field_points')}>
      <span className="zx-label">{t('guidance.field_points')}</span>
      <ol className="zx-guidance-points">
        {points.map((point, at) => (
          <li key={point.id}>
            <span className="zx-guidance-number">{at + 1}</span>
            <div>
              <input
                className="zx-input"
                maxLength={300}
                aria-label={`${t('guidance.point_text')} ${at + 1}`}
                placeholder={t('guidance.point_text')}
                value={point.text}
                onChange={(event) => edit(at, { text: event.target.value })}
              />
              <textarea
                className="zx-input zx-area"
                rows={2}
                maxLength={1000}
                aria-label={`${t('guidance.point_detail')} ${at + 1}`}
                placeholder={t('guidance.point_detail')}
                value={point.detail}
                onChange={(event) => edit(at, { detail: event.target.value })}
              />
              {point.basedOn && <small className="zx-quiet">{t('guidance.point_based')}</small>}
            </div>
            <span className="zx-guidance-tools">
              {(
                [
                  ['up', 'point_up', () => move(at, -1), at === 0],
                  ['down', 'point_down', () => move(at, 1), at === points.length - 1],
                  [
                    'trash',
                    'point_remove',
                    () => change({ points: points.filter((_point, index) => index !== at) }),
                    false,
                  ],
                ] as const
              ).map(([icon, word, act, disabled]) => (
                <button
                  key={icon}
                  type="button"
                  className="zx-icon-button"
                  aria-label={`${t(`guidance.${word}`)} ${at + 1}`}
                  disabled={disabled}
                  onClick={act}
                >
                  <Icon name={icon} size={16} />
                </button>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="zx-button"
        onClick={() => change({ points: [...points, { id: v7(), text: '', detail: '', basedOn: null }] })}
      >
        <Icon name="plus" size={16} />
        {t('guidance.point_add')}
      </button>
    </section>
  )
}
