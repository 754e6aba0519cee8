import type { Measure, Scheme } from '../../../contract/assessment-scheme.ts'
import { t } from '../../app/i18n.ts'
import { ChoiceField, ManyField, NumberField, Parts, TextField, freeCode } from './fields.tsx'
import { EventFields, ForField, UnitFields } from './MatchFields.tsx'
import type { Lists } from './MatchFields.tsx'

const spans = ['week', 'month', 'quarter', 'half', 'year'] as const
const spanChoices = () => spans.map((value) => ({ value, label: t(`assessment.per_${value}`) }))

interface Props {
  scheme: Scheme
  lists: Lists
  set: (change: Partial<Scheme>) => void
  ids: string[]
}

/** Tasks, base points, limits, ratios, deductions of the whole, and points that go elsewhere. */
export function OtherParts(props: Props) {
  return (
    <>
      <Targets {...props} />
      <Bases {...props} />
      <Limits {...props} />
      <Ratios {...props} />
      <Sanctions {...props} />
      <Attributions {...props} />
    </>
  )
}

function Targets({ scheme, lists, set, ids }: Props) {
  return (
    <Parts
      fixed
      title={t('assessment.targets')}
      hint={t('assessment.targets_hint')}
      add={t('assessment.add_target')}
      parts={scheme.targets}
      nameOf={(target) => target.name}
      onChange={(targets) => set({ targets })}
      fresh={(): Scheme['targets'][number] => ({
        id: freeCode('t', ids),
        name: t('assessment.new_target'),
        per: 'month',
        measure: { of: 'events', when: { kinds: ['submitted'] } },
        due: 1,
        exceptions: [],
        met: 0,
        below: 'nothing',
        missed: 0,
        perMissing: 0,
        perExtra: 0,
      })}
    >
      {(target, change) => (
        <>
          <div className="zx-fields">
            <TextField wide label={t('assessment.f_name')} value={target.name} onChange={(name) => change({ name })} />
            <ChoiceField
              label={t('assessment.f_per')}
              value={target.per}
              choices={spanChoices()}
              onChange={(per) => change({ per })}
            />
            <NumberField
              label={t('assessment.f_due')}
              value={target.due}
              step={1}
              onChange={(due) => change({ due: Math.max(0, due ?? 0) })}
            />
          </div>
          <MeasureFields
            measure={target.measure}
            scheme={scheme}
            lists={lists}
            onChange={(measure) => change({ measure })}
          />
          <div className="zx-fields">
            <NumberField
              label={t('assessment.f_met')}
              value={target.met}
              onChange={(met) => change({ met: met ?? 0 })}
            />
            <ChoiceField
              label={t('assessment.f_below')}
              value={target.below}
              choices={(['nothing', 'proportional'] as const).map((value) => ({
                value,
                label: t(`assessment.below_${value}`),
              }))}
              onChange={(below) => change({ below })}
            />
            <NumberField
              label={t('assessment.f_missed')}
              value={target.missed}
              onChange={(missed) => change({ missed: missed ?? 0 })}
            />
            <NumberField
              label={t('assessment.f_per_missing')}
              value={target.perMissing}
              onChange={(value) => change({ perMissing: value ?? 0 })}
            />
            <NumberField
              label={t('assessment.f_per_extra')}
              value={target.perExtra}
              onChange={(value) => change({ perExtra: value ?? 0 })}
            />
            <NumberField
              optional
              label={t('assessment.f_extra_max')}
              value={target.extraMax}
              onChange={(extraMax) => change({ extraMax })}
            />
            <ForField scheme={scheme} value={target.for} onChange={(value) => change({ for: value })} />
          </div>
        </>
      )}
    </Parts>
  )
}

function MeasureFields({
  measure,
  scheme,
  lists,
  onChange,
}: {
  measure: Measure
  scheme: Scheme
  lists: Lists
  onChange: (measure: Measure) => void
}) {
  return (
    <>
      <div className="zx-fields">
        <ChoiceField
          label={t('assessment.f_measure')}
          value={measure.of}
          choices={(['events', 'items', 'points'] as const).map((value) => ({
            value,
            label: t(`assessment.measure_${value}`),
          }))}
          onChange={(of) => onChange({ ...measure, of })}
        />
      </div>
      <EventFields
        match={measure.when}
        scheme={scheme}
        lists={lists}
        onChange={(when) => onChange({ ...measure, when })}
      />
    </>
  )
}

function Bases({ scheme, set, ids }: Props) {
  return (
    <Parts
      fixed
      title={t('assessment.bases')}
      add={t('assessment.add_base')}
      parts={scheme.bases}
      nameOf={(base) => base.name}
      onChange={(bases) => set({ bases })}
      fresh={(): Scheme['bases'][number] => ({
        id: freeCode('b', ids),
        name: t('assessment.new_base'),
        per: 'year',
        points: 10,
      })}
    >
      {(base, change) => (
        <div className="zx-fields">
          <TextField wide label={t('assessment.f_name')} value={base.name} onChange={(name) => change({ name })} />
          <ChoiceField
            label={t('assessment.f_per')}
            value={base.per}
            choices={spanChoices()}
            onChange={(per) => change({ per })}
          />
          <NumberField
            label={t('assessment.points')}
            value={base.points}
            onChange={(points) => change({ points: points ?? 0 })}
          />
          <ForField scheme={scheme} value={base.for} onChange={(value) => change({ for: value })} />
        </div>
      )}
    </Parts>
  )
}

const partChoices = (scheme: Scheme) =>
  [...scheme.rules, ...scheme.bases, ...scheme.targets, ...scheme.ratios].map((part) => ({
    value: part.id,
    label: part.name,
  }))

function Limits({ scheme, set, ids }: Props) {
  return (
    <Parts
      fixed
      title={t('assessment.limits')}
      hint={t('assessment.limits_hint')}
      add={t('assessment.add_limit')}
      parts={scheme.limits}
      nameOf={(limit) => limit.name}
      onChange={(limits) => set({ limits })}
      fresh={(): Scheme['limits'][number] => ({
        id: freeCode('l', ids),
        name: t('assessment.new_limit'),
        per: 'year',
        max: 100,
      })}
    >
      {(limit, change) => (
        <div className="zx-fields">
          <TextField wide label={t('assessment.f_name')} value={limit.name} onChange={(name) => change({ name })} />
          <ManyField
            label={t('assessment.f_limit_rules')}
            value={limit.rules}
            choices={partChoices(scheme)}
            onChange={(rules) => change({ rules })}
          />
          <ChoiceField
            label={t('assessment.f_per')}
            value={limit.per}
            choices={[...spanChoices(), { value: 'period' as const, label: t('assessment.per_period') }]}
            onChange={(per) => change({ per })}
          />
          <NumberField optional label={t('assessment.f_max')} value={limit.max} onChange={(max) => change({ max })} />
          <NumberField optional label={t('assessment.f_min')} value={limit.min} onChange={(min) => change({ min })} />
          <ForField scheme={scheme} value={limit.for} onChange={(value) => change({ for: value })} />
        </div>
      )}
    </Parts>
  )
}

function Ratios({ scheme, lists, set, ids }: Props) {
  return (
    <Parts
      fixed
      title={t('assessment.ratios')}
      hint={t('assessment.ratios_hint')}
      add={t('assessment.add_ratio')}
      parts={scheme.ratios}
      nameOf={(ratio) => ratio.name}
      onChange={(ratios) => set({ ratios })}
      fresh={(): Scheme['ratios'][number] => ({
        id: freeCode('q', ids),
        name: t('assessment.new_ratio'),
        per: 'year',
        numerator: { of: 'events', when: { kinds: ['adopted'] } },
        denominator: { of: 'events', when: { kinds: ['submitted'] } },
        below: 0.1,
        minimum: 1,
        points: -5,
      })}
    >
      {(ratio, change) => (
        <>
          <div className="zx-fields">
            <TextField wide label={t('assessment.f_name')} value={ratio.name} onChange={(name) => change({ name })} />
            <ChoiceField
              label={t('assessment.f_per')}
              value={ratio.per}
              choices={spanChoices()}
              onChange={(per) => change({ per })}
            />
            <NumberField
              optional
              step={0.05}
              label={t('assessment.f_at_least')}
              value={ratio.atLeast}
              onChange={(atLeast) => change({ atLeast })}
            />
            <NumberField
              optional
              step={0.05}
              label={t('assessment.f_below_ratio')}
              value={ratio.below}
              onChange={(below) => change({ below })}
            />
            <NumberField
              label={t('assessment.points')}
              value={ratio.points}
              onChange={(points) => change({ points: points ?? 0 })}
            />
            <ForField scheme={scheme} value={ratio.for} onChange={(value) => change({ for: value })} />
          </div>
          <p className="zx-label">{t('assessment.numerator')}</p>
          <MeasureFields
            measure={ratio.numerator}
            scheme={scheme}
            lists={lists}
            onChange={(numerator) => change({ numerator })}
          />
          <p className="zx-label">{t('assessment.denominator')}</p>
          <MeasureFields
            measure={ratio.denominator}
            scheme={scheme}
            lists={lists}
            onChange={(denominator) => change({ denominator })}
          />
        </>
      )}
    </Parts>
  )
}

function Sanctions({ scheme, lists, set, ids }: Props) {
  return (
    <Parts
      fixed
      title={t('assessment.sanctions')}
      hint={t('assessment.sanctions_hint')}
      add={t('assessment.add_sanction')}
      parts={scheme.sanctions}
      nameOf={(sanction) => sanction.name}
      onChange={(sanctions) => set({ sanctions })}
      fresh={(): Scheme['sanctions'][number] => ({
        id: freeCode('s', ids),
        name: t('assessment.new_sanction'),
        when: { kinds: ['missedReport'] },
        atLeast: 1,
        per: 'year',
        effect: { type: 'barred' },
      })}
    >
      {(sanction, change) => (
        <>
          <div className="zx-fields">
            <TextField
              wide
              label={t('assessment.f_name')}
              value={sanction.name}
              onChange={(name) => change({ name })}
            />
            <NumberField
              step={1}
              label={t('assessment.f_times')}
              value={sanction.atLeast}
              onChange={(value) => change({ atLeast: Math.max(1, Math.round(value ?? 1)) })}
            />
            <ChoiceField
              label={t('assessment.f_sanction')}
              value={sanction.effect.type}
              choices={(['zero', 'percentOfTotal', 'barred'] as const).map((value) => ({
                value,
                label: t(`assessment.sanction_${value}`),
              }))}
              onChange={(type) => change({ effect: type === 'percentOfTotal' ? { type, percent: 10 } : { type } })}
            />
            {sanction.effect.type === 'percentOfTotal' && (
              <NumberField
                label={t('assessment.f_percent')}
                value={sanction.effect.percent}
                onChange={(percent) =>
                  change({ effect: { type: 'percentOfTotal', percent: Math.min(100, Math.max(0, percent ?? 0)) } })
                }
              />
            )}
            <ForField scheme={scheme} value={sanction.for} onChange={(value) => change({ for: value })} />
          </div>
          <EventFields match={sanction.when} scheme={scheme} lists={lists} onChange={(when) => change({ when })} />
        </>
      )}
    </Parts>
  )
}

function Attributions({ scheme, lists, set, ids }: Props) {
  return (
    <Parts
      title={t('assessment.attributions')}
      hint={t('assessment.attributions_hint')}
      add={t('assessment.add_attribution')}
      parts={scheme.attributions}
      nameOf={(one) => one.name}
      onChange={(attributions) => set({ attributions })}
      fresh={(): Scheme['attributions'][number] => ({
        id: freeCode('a', ids),
        name: t('assessment.new_attribution'),
        from: { kinds: ['reportingPoint'] },
        to: { type: 'above', units: { kinds: ['countyOffice'] } },
        keeps: 0,
        gives: 100,
      })}
    >
      {(one, change) => (
        <>
          <div className="zx-fields">
            <TextField wide label={t('assessment.f_name')} value={one.name} onChange={(name) => change({ name })} />
            <ChoiceField
              label={t('assessment.f_to')}
              value={one.to.type}
              choices={(['above', 'editor'] as const).map((value) => ({ value, label: t(`assessment.to_${value}`) }))}
              onChange={(type) =>
                change({
                  to: type === 'above' ? { type, units: { kinds: ['countyOffice'] } } : { type, rewrittenAtLeast: 50 },
                })
              }
            />
            <NumberField
              label={t('assessment.f_keeps')}
              value={one.keeps}
              onChange={(keeps) => change({ keeps: keeps ?? 0 })}
            />
            <NumberField
              label={t('assessment.f_gives')}
              value={one.gives}
              onChange={(gives) => change({ gives: gives ?? 0 })}
            />
          </div>
          <p className="zx-label">{t('assessment.f_from_units')}</p>
          <UnitFields match={one.from} lists={lists} onChange={(from) => change({ from })} />
          {one.to.type === 'above' && (
            <>
              <p className="zx-label">{t('assessment.f_to_units')}</p>
              <UnitFields
                match={one.to.units}
                lists={lists}
                onChange={(units) => change({ to: { type: 'above', units } })}
              />
            </>
          )}
        </>
      )}
    </Parts>
  )
}
