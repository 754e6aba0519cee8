import type { Scheme } from '../../../contract/assessment-scheme.ts'
import { LeaderRank } from '../../../contract/directives.letters.ts'
import { t } from '../../app/i18n.ts'
import { levels, levelWord } from '../words.ts'
import { CheckField, ChoiceField, Parts, TextField, freeCode } from './fields.tsx'
import { UnitFields } from './MatchFields.tsx'
import type { Lists } from './MatchFields.tsx'
import { OtherParts } from './OtherParts.tsx'
import { ResultParts } from './ResultParts.tsx'
import { JointFields, RulePart, freshJoint, jointTypes } from './RulePart.tsx'

/** 计分办法 as forms: whoever can read the paper can type it in. No code, no JSON. */
export function SchemeForm({
  scheme,
  lists,
  onChange,
}: {
  scheme: Scheme
  lists: Lists
  onChange: (scheme: Scheme) => void
}) {
  const set = (change: Partial<Scheme>) => onChange({ ...scheme, ...change })
  const ids = [
    ...scheme.rules,
    ...scheme.bases,
    ...scheme.targets,
    ...scheme.ratios,
    ...scheme.limits,
    ...scheme.sanctions,
    ...scheme.attributions,
    ...scheme.commendations,
  ].map((part) => part.id)
  return (
    <div className="zx-stack">
      <section className="zx-panel" aria-label={t('assessment.basics')}>
        <h2>{t('assessment.basics')}</h2>
        <div className="zx-fields">
          <TextField wide label={t('assessment.f_title')} value={scheme.title} onChange={(title) => set({ title })} />
          <TextField
            wide
            label={t('assessment.f_issuer')}
            value={scheme.issuer}
            onChange={(issuer) => set({ issuer })}
          />
          <ChoiceField
            label={t('assessment.f_counting')}
            value={scheme.countingDate}
            choices={(['issued', 'happened', 'submitted'] as const).map((value) => ({
              value,
              label: t(`assessment.counting_${value}`),
            }))}
            onChange={(countingDate) => set({ countingDate })}
          />
          <ChoiceField
            label={t('assessment.f_decimals')}
            value={String(scheme.rounding.decimals)}
            choices={['0', '1', '2', '3'].map((value) => ({ value, label: value }))}
            onChange={(decimals) => set({ rounding: { ...scheme.rounding, decimals: Number(decimals) } })}
          />
        </div>
      </section>
      <Parts
        fixed
        title={t('assessment.groups')}
        hint={t('assessment.groups_hint')}
        add={t('assessment.add_group')}
        parts={scheme.groups}
        nameOf={(group) => group.name}
        onChange={(groups) => set({ groups })}
        fresh={(): Scheme['groups'][number] => ({
          code: freeCode(
            'g',
            scheme.groups.map((group) => group.code),
          ),
          name: t('assessment.new_group'),
          units: {},
        })}
      >
        {(group, change) => (
          <>
            <div className="zx-fields">
              <TextField wide label={t('assessment.f_name')} value={group.name} onChange={(name) => change({ name })} />
            </div>
            <UnitFields match={group.units} lists={lists} onChange={(units) => change({ units })} />
          </>
        )}
      </Parts>
      <Parts
        fixed
        title={t('assessment.ranks')}
        hint={t('assessment.ranks_hint')}
        add={t('assessment.add_rank')}
        parts={scheme.ranks}
        nameOf={(rank) => rank.name}
        onChange={(ranks) => set({ ranks })}
        fresh={(): Scheme['ranks'][number] => ({
          code: LeaderRank.options.find((code) => !scheme.ranks.some((rank) => rank.code === code)) ?? 'other',
          name: t('assessment.new_rank'),
          level: 'city',
        })}
      >
        {(rank, change) => (
          <div className="zx-fields">
            <TextField wide label={t('assessment.f_name')} value={rank.name} onChange={(name) => change({ name })} />
            <ChoiceField
              label={t('assessment.f_rank_code')}
              value={rank.code}
              choices={[
                ...LeaderRank.options.map((value) => ({
                  value: value as string,
                  label: t(`assessment.rank_${value}`),
                })),
                ...(LeaderRank.options.some((value) => value === rank.code)
                  ? []
                  : [{ value: rank.code, label: rank.name }]),
              ]}
              onChange={(code) => change({ code })}
            />
            <ChoiceField
              label={t('assessment.f_level')}
              value={rank.level}
              choices={levels.map((level) => ({ value: level, label: levelWord(level) }))}
              onChange={(level) => change({ level })}
            />
          </div>
        )}
      </Parts>
      <Parts
        title={t('assessment.rules')}
        hint={t('assessment.rules_hint')}
        add={t('assessment.add_rule')}
        parts={scheme.rules}
        nameOf={(rule) => rule.name}
        onChange={(rules) => set({ rules })}
        fresh={(): Scheme['rules'][number] => ({
          id: freeCode('r', ids),
          name: t('assessment.new_rule'),
          when: { kinds: ['adopted'] },
          award: { type: 'fixed', points: 1 },
          effect: 'add',
          once: 'everyTime',
          also: false,
        })}
      >
        {(rule, change) => <RulePart rule={rule} scheme={scheme} lists={lists} set={change} />}
      </Parts>
      <section className="zx-panel" aria-label={t('assessment.joint')}>
        <h2>{t('assessment.joint')}</h2>
        <div className="zx-fields">
          <ChoiceField
            label={t('assessment.f_joint')}
            value={scheme.joint.type}
            choices={jointTypes.map((value) => ({ value, label: t(`assessment.joint_${value}`) }))}
            onChange={(type) => set({ joint: freshJoint[type] })}
          />
          <JointFields joint={scheme.joint} onChange={(joint) => set({ joint })} />
          <CheckField
            label={t('assessment.f_one_unit_once')}
            value={scheme.oneUnitOnce}
            onChange={(oneUnitOnce) => set({ oneUnitOnce })}
          />
          <ChoiceField
            label={t('assessment.f_stacking')}
            value={scheme.stacking.across}
            choices={(['sum', 'highest', 'first', 'topLevel'] as const).map((value) => ({
              value,
              label: t(`assessment.stacking_${value}`),
            }))}
            onChange={(across) => set({ stacking: { ...scheme.stacking, across } })}
          />
        </div>
      </section>
      <OtherParts scheme={scheme} lists={lists} set={set} ids={ids} />
      <ResultParts scheme={scheme} set={set} ids={ids} />
    </div>
  )
}
