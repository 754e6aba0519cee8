import { useId, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { RecipientGroup } from '../../contract/commissions.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { UnitPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Labelled } from './CommissionForm.tsx'
import { useAct } from './use-act.ts'

const kinds = [
  'cityOffice',
  'countyOffice',
  'department',
  'outsideOffice',
  'institution',
  'enterprise',
  'reportingPoint',
] as const

/** A group by kind, which follows the tree, or a list of units by name. */
export function GroupDialog({ group, onClose }: { group?: RecipientGroup; onClose: () => void }) {
  const field = useId()
  const id = useRef(group?.id ?? v7())
  const [given, setGiven] = useState({
    name: group?.name ?? '',
    kind: group?.kind ?? ('rule' as const),
    unitKinds: group?.unitKinds ?? [],
    depth: group?.depth ?? ('direct' as const),
    unitIds: group?.unitIds ?? [],
    active: group?.active ?? true,
  })
  const save = useAct(() => client.commissions.saveGroup({ id: id.current, ...given }), {
    done: t('commissions.group_saved'),
    after: onClose,
    inline: true,
  })
  const choice = <Key extends 'kind' | 'depth'>(key: Key, value: (typeof given)[Key], word: string) => (
    <label>
      <input
        type="radio"
        name={`${field}-${key}`}
        checked={given[key] === value}
        onChange={() => setGiven({ ...given, [key]: value })}
      />
      {word}
    </label>
  )
  return (
    <Dialog
      title={t(group ? 'commissions.group_edit' : 'commissions.group_new')}
      confirm={t('commissions.group_save')}
      busy={save.isPending}
      disabled={given.name.trim() === ''}
      onConfirm={() => save.mutate(undefined)}
      onCancel={onClose}
      width={560}
    >
      <Labelled label={t('commissions.group_name')}>
        {(inputId) => (
          <input
            id={inputId}
            className="zx-input"
            maxLength={40}
            autoFocus
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.target.value })}
          />
        )}
      </Labelled>
      <fieldset className="zx-reasons">
        <legend>{t('commissions.group_kind')}</legend>
        {choice('kind', 'rule', t('commissions.group_rule'))}
        {choice('kind', 'list', t('commissions.group_list'))}
      </fieldset>
      {given.kind === 'rule' ? (
        <>
          <fieldset className="zx-reasons">
            <legend>{t('commissions.group_kinds')}</legend>
            {kinds.map((kind) => (
              <label key={kind}>
                <input
                  type="checkbox"
                  checked={given.unitKinds.includes(kind)}
                  onChange={() =>
                    setGiven({
                      ...given,
                      unitKinds: given.unitKinds.includes(kind)
                        ? given.unitKinds.filter((other) => other !== kind)
                        : [...given.unitKinds, kind],
                    })
                  }
                />
                {t(`organisations.kind_${kind}`)}
              </label>
            ))}
          </fieldset>
          <fieldset className="zx-reasons">
            <legend>{t('commissions.group_depth')}</legend>
            {choice('depth', 'direct', t('commissions.group_direct'))}
            {choice('depth', 'all', t('commissions.group_all'))}
          </fieldset>
        </>
      ) : (
        <UnitPicker multiple value={given.unitIds} onChange={(unitIds) => setGiven({ ...given, unitIds })} />
      )}
      <label className="zx-check">
        <input
          type="checkbox"
          checked={given.active}
          onChange={(event) => setGiven({ ...given, active: event.target.checked })}
        />
        {t('commissions.group_active')}
      </label>
      <Refused error={save.error} />
    </Dialog>
  )
}
