import { useId, useState } from 'react'
import type { DirectiveTask } from '../../contract/directives.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { UnitPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { ActInput } from './ActDialog.tsx'
import { useAct } from './use-act.ts'

/** 分办 to own units. */
export function DelegateDialog({ task, onClose }: { task: DirectiveTask; onClose: () => void }) {
  const id = useId()
  const [units, setUnits] = useState<string[]>([])
  const [requirement, setRequirement] = useState(task.requirement)
  const [dueOn, setDueOn] = useState('')
  const delegate = useAct(
    () =>
      client.directives.delegate({
        id: task.id,
        dueOn,
        parts: units.map((unitId) => ({ unitId, requirement })),
      }),
    { inline: true, done: t('directives.done'), after: onClose },
  )
  return (
    <Dialog
      title={t('directives.task_delegate')}
      confirm={t('directives.task_delegate')}
      width={560}
      busy={delegate.isPending}
      disabled={units.length === 0 || dueOn === '' || requirement.trim() === ''}
      onConfirm={() => delegate.mutate(undefined)}
      onCancel={onClose}
    >
      <label className="zx-label" htmlFor={id}>
        {t('directives.units_below')}
      </label>
      <UnitPicker
        id={id}
        label={t('directives.units_below')}
        multiple
        value={units}
        except={[task.unitId]}
        onChange={setUnits}
      />
      <ActInput
        field={{ key: 'requirement', label: t('directives.requirement'), kind: 'area', required: true, max: 1000 }}
        value={requirement}
        onChange={setRequirement}
      />
      <ActInput
        field={{ key: 'dueOn', label: t('directives.final_on'), kind: 'day', required: true }}
        value={dueOn}
        onChange={setDueOn}
      />
      <Refused error={delegate.error} />
    </Dialog>
  )
}
