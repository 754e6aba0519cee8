import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { Commission } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatDateTime, fromField, toField } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import type { FormValue } from './CommissionForm.tsx'
import { commissionPaths } from './paths.ts'
import RecipientsField from './RecipientsField.tsx'
import { useAct } from './use-act.ts'
import { offsetWord } from './words.ts'

type Asking = 'issue' | 'remove' | 'end' | 'add' | 'due' | 'remind'
interface Props {
  commission: Commission
  onClose: () => void
}

/** What may be done with a commission now. `before` saves what the form holds, ahead of 下发. */
export function CommissionActs({
  commission,
  before,
  draft,
}: {
  commission: Commission
  before?: () => Promise<unknown>
  draft?: FormValue
}) {
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  const { actions } = commission
  const isIssued = commission.status === 'issued'
  const button = (asks: Asking, word: string, kind = '') => (
    <button type="button" className={`zx-button ${kind}`} onClick={() => setAsking(asks)}>
      {word}
    </button>
  )
  return (
    <>
      {actions.includes('remove') && button('remove', t(isIssued ? 'commissions.revoke' : 'commissions.remove'))}
      {actions.includes('addTargets') && button('add', t('commissions.add'))}
      {actions.includes('changeDue') && button('due', t('commissions.due'))}
      {actions.includes('end') && button('end', t('commissions.end'))}
      {actions.includes('remind') &&
        commission.counts.waiting > 0 &&
        button('remind', t('commissions.remind'), 'primary')}
      {actions.includes('issue') && button('issue', t('commissions.issue'), 'primary')}
      {asking === 'issue' && <IssueDialog commission={commission} before={before} draft={draft} onClose={close} />}
      {asking === 'remove' && <RemoveDialog commission={commission} onClose={close} />}
      {asking === 'end' && <EndDialog commission={commission} onClose={close} />}
      {asking === 'add' && <AddDialog commission={commission} onClose={close} />}
      {asking === 'due' && <DueDialog commission={commission} onClose={close} />}
      {asking === 'remind' && <RemindDialog commission={commission} onClose={close} />}
    </>
  )
}

function IssueDialog({
  commission,
  before,
  draft,
  onClose,
}: Props & { before?: () => Promise<unknown>; draft?: FormValue }) {
  const issue = useAct(
    async () => {
      await before?.()
      return client.commissions.issue({ id: commission.id })
    },
    { done: t('commissions.issue_done'), after: onClose, inline: true },
  )
  const dueAt = draft?.dueAt ?? commission.dueAt
  return (
    <Dialog
      title={t('commissions.issue_title')}
      confirm={t('commissions.issue')}
      busy={issue.isPending}
      onConfirm={() => issue.mutate(undefined)}
      onCancel={onClose}
      width={480}
    >
      <p>{t('commissions.issue_what')}</p>
      <p>
        <b>{draft?.title ?? commission.title}</b>
      </p>
      {dueAt && (
        <p>
          {t('commissions.field_due')}　{formatDateTime(dueAt)}
        </p>
      )}
      <Refused error={issue.error} />
    </Dialog>
  )
}

function RemoveDialog({ commission, onClose }: Props) {
  const go = useGo()
  const mayRead = useMay('commission.read')
  const isIssued = commission.status === 'issued'
  const [reason, setReason] = useState('')
  const remove = useAct(() => client.commissions.remove({ id: commission.id, reason }), {
    done: t(isIssued ? 'commissions.revoke_done' : 'commissions.remove_done'),
    after: () => {
      onClose()
      if (!isIssued) go(mayRead ? commissionPaths.list : commissionPaths.mine, { replace: true })
    },
    inline: true,
  })
  return (
    <Dialog
      title={t(isIssued ? 'commissions.revoke_title' : 'commissions.remove_title')}
      confirm={t(isIssued ? 'commissions.revoke' : 'commissions.remove')}
      danger
      busy={remove.isPending}
      disabled={isIssued && reason.trim() === ''}
      onConfirm={() => remove.mutate(undefined)}
      onCancel={onClose}
      width={460}
    >
      <p>{t(isIssued ? 'commissions.revoke_what' : 'commissions.remove_what')}</p>
      {isIssued && <Reason label={t('commissions.revoke_reason')} value={reason} onChange={setReason} />}
      <Refused error={remove.error} />
    </Dialog>
  )
}

function EndDialog({ commission, onClose }: Props) {
  const [reason, setReason] = useState('')
  const end = useAct(() => client.commissions.end({ id: commission.id, reason }), {
    done: t('commissions.end_done'),
    after: onClose,
    inline: true,
  })
  return (
    <Dialog
      title={t('commissions.end_title')}
      confirm={t('commissions.end')}
      busy={end.isPending}
      disabled={reason.trim() === ''}
      onConfirm={() => end.mutate(undefined)}
      onCancel={onClose}
      width={460}
    >
      <p>{t('commissions.end_what')}</p>
      <Reason label={t('commissions.end_reason')} value={reason} onChange={setReason} />
      <Refused error={end.error} />
    </Dialog>
  )
}

function AddDialog({ commission, onClose }: Props) {
  const [chosen, setChosen] = useState({ unitIds: [] as string[], groupIds: [] as string[] })
  const add = useAct(() => client.commissions.addTargets({ id: commission.id, ...chosen }), {
    done: t('commissions.add_done'),
    after: onClose,
    inline: true,
  })
  return (
    <Dialog
      title={t('commissions.add_title')}
      confirm={t('commissions.add')}
      busy={add.isPending}
      disabled={chosen.unitIds.length + chosen.groupIds.length === 0}
      onConfirm={() => add.mutate(undefined)}
      onCancel={onClose}
      width={560}
    >
      <p>{t('commissions.add_what')}</p>
      <RecipientsField officeId={commission.officeId} {...chosen} onChange={setChosen} />
      <Refused error={add.error} />
    </Dialog>
  )
}

function DueDialog({ commission, onClose }: Props) {
  const id = useId()
  const [due, setDue] = useState(toField(commission.dueAt))
  const [reason, setReason] = useState('')
  const change = useAct(() => client.commissions.changeDue({ id: commission.id, dueAt: fromField(due)!, reason }), {
    done: t('commissions.due_done'),
    after: onClose,
    inline: true,
  })
  return (
    <Dialog
      title={t('commissions.due_title')}
      confirm={t('commissions.due')}
      busy={change.isPending}
      disabled={due === '' || reason.trim() === ''}
      onConfirm={() => change.mutate(undefined)}
      onCancel={onClose}
      width={460}
    >
      <label className="zx-label" htmlFor={id}>
        {t('commissions.due_new')}
      </label>
      <input
        id={id}
        className="zx-input"
        type="datetime-local"
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
      <Reason label={t('commissions.due_reason')} value={reason} onChange={setReason} />
      <Refused error={change.error} />
    </Dialog>
  )
}

function RemindDialog({ commission, onClose }: Props) {
  const id = useId()
  const rules =
    useQuery(api.commissions.reminderRules.queryOptions({ input: { officeId: commission.officeId } })).data?.rules ?? []
  const waiting = commission.targets.filter((one) => one.status !== 'answered' && one.status !== 'declined')
  const [text, setText] = useState('')
  const remind = useAct(() => client.commissions.remind({ id: commission.id, text }), {
    done: ({ count }) => t('commissions.remind_done', { count }),
    after: onClose,
    inline: true,
  })
  return (
    <Dialog
      title={t('commissions.remind_title')}
      confirm={t('commissions.remind')}
      busy={remind.isPending}
      disabled={text.trim() === ''}
      onConfirm={() => remind.mutate(undefined)}
      onCancel={onClose}
      width={560}
    >
      <p className="zx-quiet">{t('commissions.remind_units')}</p>
      <p>{waiting.map((target) => target.unitName).join('、')}</p>
      <label className="zx-label" htmlFor={`${id}-template`}>
        {t('commissions.remind_template')}
      </label>
      <select id={`${id}-template`} className="zx-input" value="" onChange={(event) => setText(event.target.value)}>
        <option value="" />
        {rules.map((rule) => (
          <option key={rule.offsetHours} value={rule.text}>
            {offsetWord(rule.offsetHours)}：{rule.text}
          </option>
        ))}
      </select>
      <label className="zx-label" htmlFor={`${id}-text`}>
        {t('commissions.remind_text')}
      </label>
      <textarea
        id={`${id}-text`}
        className="zx-input zx-area"
        rows={3}
        maxLength={300}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="zx-quiet">{t('commissions.remind_text_hint')}</p>
      <Refused error={remind.error} />
    </Dialog>
  )
}

export function Reason({
  label,
  value,
  onChange,
}: {
  label: ReactNode
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <>
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={3}
        maxLength={500}
        autoFocus
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  )
}
