import type { EventMatch, Scheme, UnitMatch } from '../../../contract/assessment-scheme.ts'
import { CreditRole, ScoreChannel } from '../../../contract/assessment-scheme.ts'
import { UnitKind } from '../../../contract/organisations.ts'
import { t } from '../../app/i18n.ts'
import { kinds, kindWord, levels, levelWord } from '../words.ts'
import { ChoiceField, ManyField, trimmed } from './fields.tsx'
import type { Choice } from './fields.tsx'

/** What the office has to choose from: its publications, columns, modes and genres. */
export interface Lists {
  publications: Choice[]
  columns: Choice[]
  modes: Choice[]
  genres: Choice[]
  units: Choice[]
}

/** Which events: whatever is left empty does not matter. */
export function EventFields({
  match,
  scheme,
  lists,
  onChange,
}: {
  match: EventMatch
  scheme: Scheme
  lists: Lists
  onChange: (match: EventMatch) => void
}) {
  const set = (change: Partial<EventMatch>) => onChange(trimmed({ ...match, ...change }))
  const commissioned = match.commissioned === undefined ? 'any' : match.commissioned ? 'yes' : 'no'
  return (
    <>
      <div className="zx-fields">
        <ManyField
          label={t('assessment.f_kinds')}
          value={match.kinds}
          choices={kinds.filter((kind) => kind !== 'revoked').map((kind) => ({ value: kind, label: kindWord(kind) }))}
          onChange={(value) => set({ kinds: value as EventMatch['kinds'] })}
        />
        <ManyField
          label={t('assessment.f_levels')}
          value={match.levels}
          choices={levels.map((level) => ({ value: level, label: levelWord(level) }))}
          onChange={(value) => set({ levels: value as EventMatch['levels'] })}
        />
      </div>
      <details>
        <summary className="zx-quiet">{t('assessment.more_conditions')}</summary>
        <div className="zx-fields">
          <ManyField
            free
            label={t('assessment.f_publications')}
            value={match.publications}
            choices={lists.publications}
            onChange={(publications) => set({ publications })}
          />
          <ManyField
            free
            label={t('assessment.f_columns')}
            value={match.columns}
            choices={lists.columns}
            onChange={(columns) => set({ columns })}
          />
          <ManyField
            label={t('assessment.f_modes')}
            value={match.modes}
            choices={lists.modes}
            onChange={(modes) => set({ modes })}
          />
          <ManyField
            label={t('assessment.f_genres')}
            value={match.genres}
            choices={lists.genres}
            onChange={(genres) => set({ genres })}
          />
          <ManyField
            label={t('assessment.f_channels')}
            value={match.channels}
            choices={ScoreChannel.options.map((value) => ({ value, label: t(`assessment.channel_${value}`) }))}
            onChange={(value) => set({ channels: value as EventMatch['channels'] })}
          />
          <ManyField
            label={t('assessment.f_ranks')}
            value={match.ranks}
            choices={scheme.ranks.map((rank) => ({ value: rank.code, label: rank.name }))}
            onChange={(ranks) => set({ ranks })}
          />
          <ManyField
            label={t('assessment.f_roles')}
            value={match.roles}
            choices={CreditRole.options.map((value) => ({ value, label: t(`assessment.role_${value}`) }))}
            onChange={(value) => set({ roles: value as EventMatch['roles'] })}
          />
          <ManyField
            free
            label={t('assessment.f_codes')}
            value={match.codes}
            choices={[]}
            onChange={(codes) => set({ codes })}
          />
          <ChoiceField
            label={t('assessment.f_commissioned')}
            value={commissioned}
            choices={[
              { value: 'any', label: t('assessment.any') },
              { value: 'yes', label: t('assessment.commissioned_yes') },
              { value: 'no', label: t('assessment.commissioned_no') },
            ]}
            onChange={(value) => set({ commissioned: value === 'any' ? undefined : value === 'yes' })}
          />
        </div>
      </details>
    </>
  )
}

/** Which units: by kind, or one by one. */
export function UnitFields({
  match,
  lists,
  onChange,
}: {
  match: UnitMatch
  lists: Lists
  onChange: (match: UnitMatch) => void
}) {
  const set = (change: Partial<UnitMatch>) => onChange(trimmed({ ...match, ...change }))
  return (
    <div className="zx-fields">
      <ManyField
        label={t('assessment.f_unit_kinds')}
        value={match.kinds}
        choices={UnitKind.options.map((kind) => ({ value: kind, label: t(`organisations.kind_${kind}`) }))}
        onChange={(value) => set({ kinds: value as UnitMatch['kinds'] })}
      />
      <ManyField
        free
        label={t('assessment.f_unit_names')}
        value={match.names}
        choices={lists.units}
        onChange={(names) => set({ names })}
      />
    </div>
  )
}

/** For which groups; nothing chosen: all. */
export function ForField({
  scheme,
  value,
  onChange,
}: {
  scheme: Scheme
  value: string[] | undefined
  onChange: (value: string[] | undefined) => void
}) {
  if (scheme.groups.length < 2) return null
  return (
    <ManyField
      label={t('assessment.f_for')}
      value={value}
      choices={scheme.groups.map((group) => ({ value: group.code, label: group.name }))}
      onChange={onChange}
    />
  )
}
