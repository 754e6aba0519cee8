import type { Award, JointCredit, Scheme, ScoreRule } from '../../../contract/assessment-scheme.ts'
import { t } from '../../app/i18n.ts'
import { CheckField, ChoiceField, NumberField, TextField, trimmed } from './fields.tsx'
import { EventFields, ForField } from './MatchFields.tsx'
import type { Lists } from './MatchFields.tsx'

const awardTypes = ['fixed', 'byRole', 'multiple', 'range', 'perQuantity', 'percentOfItem'] as const
const freshAward: Record<Award['type'], Award> = {
  fixed: { type: 'fixed', points: 1 },
  byRole: { type: 'byRole', lead: 3, adopting: 2, other: 1 },
  multiple: { type: 'multiple', factor: 2, of: 'upper' },
  range: { type: 'range', min: 0, max: 10 },
  perQuantity: { type: 'perQuantity', points: -1 },
  percentOfItem: { type: 'percentOfItem', percent: 50 },
}
const jointTypes = ['full', 'even', 'weights', 'roleShare', 'rolePercent', 'flat'] as const
export const freshJoint: Record<JointCredit['type'], JointCredit> = {
  full: { type: 'full' },
  even: { type: 'even', remainder: 'lead' },
  weights: { type: 'weights', remainder: 'lead' },
  roleShare: { type: 'roleShare', lead: 60, adopting: 20, other: 20, remainder: 'lead' },
  rolePercent: { type: 'rolePercent', lead: 100, adopting: 50, other: 50 },
  flat: { type: 'flat', points: 1 },
}

/** One line of the table of points: what, how much, how often, and how several units share it. */
export function RulePart({
  rule,
  scheme,
  lists,
  set,
}: {
  rule: ScoreRule
  scheme: Scheme
  lists: Lists
  set: (change: Partial<ScoreRule>) => void
}) {
  return (
    <>
      <div className="zx-fields">
        <TextField wide label={t('assessment.f_name')} value={rule.name} onChange={(name) => set({ name })} />
        <ChoiceField
          label={t('assessment.f_award')}
          value={rule.award.type}
          choices={awardTypes.map((value) => ({ value, label: t(`assessment.award_${value}`) }))}
          onChange={(type) => set({ award: freshAward[type] })}
        />
        <AwardFields award={rule.award} scheme={scheme} onChange={(award) => set({ award })} />
      </div>
      <EventFields match={rule.when} scheme={scheme} lists={lists} onChange={(when) => set({ when })} />
      <div className="zx-fields">
        <ChoiceField
          label={t('assessment.f_effect')}
          value={rule.effect}
          choices={(['add', 'replace', 'max'] as const).map((value) => ({
            value,
            label: t(`assessment.effect_${value}`),
          }))}
          onChange={(effect) => set({ effect })}
        />
        <ChoiceField
          label={t('assessment.f_once')}
          value={rule.once}
          choices={(['everyTime', 'perRule', 'perRank', 'perLevel'] as const).map((value) => ({
            value,
            label: t(`assessment.once_${value}`),
          }))}
          onChange={(once) => set({ once })}
        />
        <ChoiceField
          label={t('assessment.f_joint')}
          value={rule.joint?.type ?? 'scheme'}
          choices={[
            { value: 'scheme', label: t('assessment.joint_scheme') },
            ...jointTypes.map((value) => ({ value, label: t(`assessment.joint_${value}`) })),
          ]}
          onChange={(type) => set({ joint: type === 'scheme' ? undefined : freshJoint[type as JointCredit['type']] })}
        />
        {rule.joint && <JointFields joint={rule.joint} onChange={(joint) => set({ joint })} />}
        <ForField scheme={scheme} value={rule.for} onChange={(value) => set({ for: value })} />
        <CheckField label={t('assessment.f_also')} value={rule.also} onChange={(also) => set({ also })} />
      </div>
    </>
  )
}

function AwardFields({ award, scheme, onChange }: { award: Award; scheme: Scheme; onChange: (award: Award) => void }) {
  switch (award.type) {
    case 'fixed':
    case 'perQuantity':
      return (
        <NumberField
          label={t('assessment.points')}
          value={award.points}
          onChange={(points) => onChange({ ...award, points: points ?? 0 })}
        />
      )
    case 'byRole':
      return (
        <>
          {(['lead', 'adopting', 'other'] as const).map((role) => (
            <NumberField
              key={role}
              label={t(`assessment.role_${role}`)}
              value={award[role]}
              onChange={(points) => onChange({ ...award, [role]: points ?? 0 })}
            />
          ))}
        </>
      )
    case 'multiple':
      return (
        <>
          <NumberField
            label={t('assessment.f_factor')}
            value={award.factor}
            onChange={(factor) => onChange({ ...award, factor: factor ?? 0 })}
          />
          <ChoiceField
            label={t('assessment.f_of')}
            value={award.of}
            choices={[
              { value: 'upper', label: t('assessment.of_upper') },
              ...scheme.rules
                .filter((rule) => rule.award.type === 'fixed')
                .map((rule) => ({ value: rule.id, label: rule.name })),
            ]}
            onChange={(of) => onChange({ ...award, of })}
          />
        </>
      )
    case 'range':
      return (
        <>
          <NumberField
            label={t('assessment.f_min')}
            value={award.min}
            onChange={(min) => onChange({ ...award, min: min ?? 0 })}
          />
          <NumberField
            label={t('assessment.f_max')}
            value={award.max}
            onChange={(max) => onChange({ ...award, max: max ?? 0 })}
          />
        </>
      )
    case 'percentOfItem':
      return (
        <NumberField
          label={t('assessment.f_percent')}
          value={award.percent}
          onChange={(percent) => onChange({ ...award, percent: percent ?? 0 })}
        />
      )
  }
}

/** How several units share one event. */
export function JointFields({ joint, onChange }: { joint: JointCredit; onChange: (joint: JointCredit) => void }) {
  const remainder = 'remainder' in joint && (
    <ChoiceField
      label={t('assessment.f_remainder')}
      value={joint.remainder}
      choices={(['lead', 'spread', 'drop'] as const).map((value) => ({
        value,
        label: t(`assessment.remainder_${value}`),
      }))}
      onChange={(value) => onChange({ ...joint, remainder: value })}
    />
  )
  if (joint.type === 'roleShare' || joint.type === 'rolePercent')
    return (
      <>
        {(['lead', 'adopting', 'other'] as const).map((role) => (
          <NumberField
            key={role}
            label={`${t(`assessment.role_${role}`)} %`}
            value={joint[role]}
            onChange={(value) => onChange({ ...joint, [role]: value ?? 0 })}
          />
        ))}
        {remainder}
      </>
    )
  if (joint.type === 'flat')
    return (
      <>
        <NumberField
          label={t('assessment.points')}
          value={joint.points}
          onChange={(points) => onChange({ ...joint, points: points ?? 0 })}
        />
        <NumberField
          optional
          label={t('assessment.f_max')}
          value={joint.max}
          onChange={(max) => onChange(trimmed({ ...joint, max }))}
        />
      </>
    )
  return remainder || null
}

export { jointTypes }
