import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { Submission, SubmissionAction } from '../../contract/submissions.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { useOptions } from '../catalogue/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ReasonForm } from '../ui/ReasonForm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { submissionPaths } from './paths.ts'
import { SendOutsideDialog } from './SendOutsideDialog.tsx'
import { SecrecyDialog } from './SecrecyDialog.tsx'
import { SignDialog } from './SignDialog.tsx'
import { SubmitDialog } from './SubmitDialog.tsx'
import { TakeOverDialog } from './TakeOverDialog.tsx'

interface Props {
  item: Submission
  onDone: (message: string) => void
  onCancel: () => void
}

/** The question each act asks before it is done. */
export function ActionDialog({ action, ...props }: Props & { action: SubmissionAction }) {
  const { item, onDone, onCancel } = props
  const { id } = item
  switch (action) {
    case 'submitForReview':
      return <SubmitDialog item={item} onDone={() => onDone(t('submissions.submitted'))} onCancel={onCancel} />
    case 'reviewSecrecy':
      return <SecrecyDialog item={item} onDone={() => onDone(t('submissions.secrecy_done'))} onCancel={onCancel} />
    case 'signOff':
      return <SignDialog item={item} onDone={() => onDone(t('submissions.signed'))} onCancel={onCancel} />
    case 'takeOver':
      return <TakeOverDialog {...props} />
    case 'passReview':
      return <PassDialog {...props} />
    case 'returnToAuthor':
      return <ReturnDialog {...props} />
    case 'send':
      return (
        <Confirm
          {...props}
          title={t('submissions.send')}
          confirm={t('submissions.send_confirm')}
          hint={`${t('submissions.send_hint')}${item.receivers.map((receiver) => receiver.name).join('、')}`}
          done={t('submissions.sent')}
          act={() => client.submissions.send({ id })}
        />
      )
    case 'sendOutside':
      return <SendOutsideDialog item={item} onDone={() => onDone(t('submissions.sent'))} onCancel={onCancel} />
    case 'requestWithdrawal':
      return (
        <Why
          {...props}
          title={t('submissions.ask_withdrawal')}
          hint={t('submissions.ask_withdrawal_hint')}
          done={t('submissions.asked')}
          act={(reason) => client.submissions.requestWithdrawal({ id, reason })}
        />
      )
    case 'declineWithdrawal':
      return (
        <Why
          {...props}
          title={t('submissions.decline_withdrawal')}
          done={t('submissions.declined')}
          act={(reason) => client.submissions.declineWithdrawal({ id, reason })}
        />
      )
    case 'withdraw':
      return (
        <Confirm
          {...props}
          danger
          title={t('submissions.withdraw')}
          confirm={t('submissions.withdraw')}
          hint={t('submissions.withdraw_hint')}
          done={t('submissions.withdrawn')}
          act={() => client.submissions.withdraw({ id })}
        />
      )
    case 'discard':
      return (
        <Confirm
          {...props}
          danger
          title={t('submissions.discard')}
          confirm={t('submissions.discard')}
          hint={t('submissions.discard_hint')}
          done={t('submissions.discarded')}
          act={() => client.submissions.discard({ id })}
        />
      )
    case 'startFollowUp':
      return <FollowUpDialog {...props} />
    default:
      return null
  }
}

function Confirm({
  title,
  confirm,
  hint,
  danger,
  done,
  act,
  onDone,
  onCancel,
}: Props & {
  title: string
  confirm: string
  hint: string
  danger?: boolean
  done: string
  act: () => Promise<unknown>
}) {
  const run = useMutation({ mutationFn: act, onSuccess: () => onDone(done) })
  return (
    <Dialog
      title={title}
      confirm={confirm}
      danger={danger}
      busy={run.isPending}
      onConfirm={() => run.mutate()}
      onCancel={onCancel}
    >
      <p>{hint}</p>
      <Refused error={run.error} />
    </Dialog>
  )
}

function Why({
  title,
  hint,
  done,
  act,
  onDone,
  onCancel,
}: Props & { title: string; hint?: string; done: string; act: (reason: string) => Promise<unknown> }) {
  const run = useMutation({ mutationFn: act, onSuccess: () => onDone(done) })
  const id = useId()
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title={title}
      confirm={title}
      busy={run.isPending}
      disabled={reason.trim() === ''}
      onConfirm={() => run.mutate(reason.trim())}
      onCancel={onCancel}
    >
      {hint && <p>{hint}</p>}
      <label className="zx-label" htmlFor={id}>
        {t('ui.reason_text')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={3}
        maxLength={500}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Refused error={run.error} />
    </Dialog>
  )
}

function PassDialog({ item, onDone, onCancel }: Props) {
  const [opinion, setOpinion] = useState('')
  const id = useId()
  const pass = useMutation({
    mutationFn: () => client.submissions.passReview({ id: item.id, opinion }),
    onSuccess: () => onDone(t('submissions.passed')),
  })
  return (
    <Dialog
      title={t('submissions.pass')}
      confirm={t('submissions.pass')}
      busy={pass.isPending}
      onConfirm={() => pass.mutate()}
      onCancel={onCancel}
    >
      <p>{t('submissions.pass_hint')}</p>
      <label className="zx-label" htmlFor={id}>
        {t('submissions.opinion')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={2}
        maxLength={500}
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
      <Refused error={pass.error} />
    </Dialog>
  )
}

function ReturnDialog({ item, onDone, onCancel }: Props) {
  const reasons = useOptions('returnReason').map((reason) => ({
    code: reason.code,
    name: reason.name,
    needsText: true,
  }))
  const giveBack = useMutation({
    mutationFn: (given: { reasonCode: string; text: string }) =>
      client.submissions.returnToAuthor({ id: item.id, ...given }),
    onSuccess: () => onDone(t('submissions.returned')),
  })
  return (
    <ReasonForm
      title={t('submissions.return')}
      confirm={t('submissions.return')}
      hint={t('submissions.return_hint')}
      danger
      reasons={reasons}
      busy={giveBack.isPending}
      error={giveBack.error}
      onGive={({ reasonCode, text }) => giveBack.mutate({ reasonCode, text })}
      onCancel={onCancel}
    />
  )
}

/** The id of the report is chosen once, so that a second try after a lost answer finds the same draft. */
function FollowUpDialog({ item, onDone, onCancel }: Props) {
  const go = useGo()
  const newId = useRef(v7())
  const [isFinal, setFinal] = useState(false)
  const start = useMutation({
    mutationFn: () => client.submissions.startFollowUp({ id: item.id, newId: newId.current, isFinal }),
    onSuccess: (report) => {
      onDone('')
      go(submissionPaths.write(report.id))
    },
  })
  return (
    <Dialog
      title={t('submissions.start_follow_up')}
      confirm={t('submissions.follow_up_start')}
      busy={start.isPending}
      onConfirm={() => start.mutate()}
      onCancel={onCancel}
    >
      <p>{t('submissions.follow_up_hint')}</p>
      <label className="zx-check">
        <input type="checkbox" checked={isFinal} onChange={(event) => setFinal(event.target.checked)} />
        {t('submissions.follow_up_final')}
      </label>
      <Refused error={start.error} />
    </Dialog>
  )
}
