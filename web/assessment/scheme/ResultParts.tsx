import type { Scheme } from '../../../contract/assessment-scheme.ts'
import { TieBreaker } from '../../../contract/assessment-scheme.ts'
import { t } from '../../app/i18n.ts'
import { ChoiceField, ManyField, NumberField, Parts, TextField, freeCode } from './fields.tsx'
import { ForField } from './MatchFields.tsx'

/** What becomes of the totals: scale, grades, ties, awards. */
export function ResultParts({
  scheme,
  set,
  ids,
}: {
  scheme: Scheme
  set: (change: Partial<Scheme>) => void
  ids: string[]
}) {
  const { scaling } = scheme
  return (
    <>
      <section className="zx-panel" aria-label={t('assessment.results')}>
        <h2>{t('assessment.results')}</h2>
        <div className="zx-fields">
          <ChoiceField
            label={t('assessment.f_scaling')}
            value={scaling.type}
            choices={(['none', 'best', 'share'] as const).map((value) => ({
              value,
              label: t(`assessment.scaling_${value}`),
            }))}
            onChange={(type) =>
              set({
                scaling: type === 'best' ? { type, to: 100 } : type === 'share' ? { type, full: 100, to: 5 } : { type },
              })
            }
          />
          {scaling.type === 'share' && (
            <NumberField
              label={t('assessment.f_full')}
              value={scaling.full}
              onChange={(full) => set({ scaling: { ...scaling, full: Math.max(0.001, full ?? 1) } })}
            />
          )}
          {scaling.type !== 'none' && (
            <NumberField
              label={t('assessment.f_scale_to')}
              value={scaling.to}
              onChange={(to) => set({ scaling: { ...scaling, to: Math.max(0.001, to ?? 1) } })}
            />
          )}
          <ChoiceField
            label={t('assessment.f_ties')}
            value={scheme.ties.places}
            choices={(['skip', 'dense'] as const).map((value) => ({ value, label: t(`assessment.ties_${value}`) }))}
            onChange={(places) => set({ ties: { ...scheme.ties, places } })}
          />
          <ManyField
            label={t('assessment.f_breakers')}
            value={scheme.ties.breakers}
            choices={TieBreaker.options.map((value) => ({ value, label: t(`assessment.breaker_${value}`) }))}
            onChange={(value) =>
              set({ ties: { ...scheme.ties, breakers: (value ?? []) as Scheme['ties']['breakers'] } })
            }
          />
        </div>
      </section>
      <Parts
        fixed
        title={t('assessment.grades')}
        add={t('assessment.add_grade')}
        parts={scheme.grades}
        nameOf={(grade) => grade.name}
        onChange={(grades) => set({ grades })}
        fresh={(): Scheme['grades'][number] => ({ name: t('assessment.new_grade'), atLeast: 90 })}
      >
        {(grade, change) => (
          <div className="zx-fields">
            <TextField wide label={t('assessment.f_name')} value={grade.name} onChange={(name) => change({ name })} />
            <NumberField
              label={t('assessment.f_grade_from')}
              value={grade.atLeast}
              onChange={(atLeast) => change({ atLeast: atLeast ?? 0 })}
            />
          </div>
        )}
      </Parts>
      <Parts
        fixed
        title={t('assessment.commendations')}
        add={t('assessment.add_commendation')}
        parts={scheme.commendations}
        nameOf={(one) => one.name}
        onChange={(commendations) => set({ commendations })}
        fresh={(): Scheme['commendations'][number] => ({
          id: freeCode('c', ids),
          name: t('assessment.new_commendation'),
          prizes: [{ name: t('assessment.new_prize'), quota: 1 }],
        })}
      >
        {(one, change) => (
          <>
            <div className="zx-fields">
              <TextField wide label={t('assessment.f_name')} value={one.name} onChange={(name) => change({ name })} />
              <ForField scheme={scheme} value={one.for} onChange={(value) => change({ for: value })} />
            </div>
            {one.prizes.map((prize, at) => (
              <div key={at} className="zx-fields">
                <TextField
                  label={t('assessment.prize')}
                  value={prize.name}
                  onChange={(name) =>
                    change({ prizes: one.prizes.map((p, index) => (index === at ? { ...p, name } : p)) })
                  }
                />
                <NumberField
                  step={1}
                  label={t('assessment.quota')}
                  value={prize.quota}
                  onChange={(quota) =>
                    change({
                      prizes: one.prizes.map((p, index) =>
                        index === at ? { ...p, quota: Math.max(1, Math.round(quota ?? 1)) } : p,
                      ),
                    })
                  }
                />
              </div>
            ))}
            <button
              type="button"
              className="zx-link-button"
              onClick={() => change({ prizes: [...one.prizes, { name: t('assessment.new_prize'), quota: 1 }] })}
            >
              {t('assessment.add_prize')}
            </button>
          </>
        )}
      </Parts>
    </>
  )
}
