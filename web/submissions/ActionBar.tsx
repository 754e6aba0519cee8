import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Submission, SubmissionAction } from '../../contract/submissions.ts'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import type { MessageKey } from '../app/i18n.ts'
import { Link, useGo } from '../app/links.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/Icon.tsx'
import { say } from '../ui/Messages.tsx'
import { useRefusal } from '../ui/Refused.tsx'
import { ActionDialog } from './ActionDialog.tsx'
import { submissionPaths } from './paths.ts'

type Button = { action: SubmissionAction; label: MessageKey; icon: IconName; tone?: 'primary' | 'danger' }
/** From left to right: what takes back, what goes on. */
const buttons: Button[] = [
  { action: 'discard', label: 'submissions.discard', icon: 'trash' },
  { action: 'takeOver', label: 'submissions.take_over', icon: 'person' },
  { action: 'startFollowUp', label: 'submissions.start_follow_up', icon: 'plus' },
  { action: 'requestWithdrawal', label: 'submissions.ask_withdrawal', icon: 'undo' },
  { action: 'declineWithdrawal', label: 'submissions.decline_withdrawal', icon: 'close' },
  { action: 'withdraw', label: 'submissions.withdraw', icon: 'undo', tone: 'danger' },
  { action: 'returnToAuthor', label: 'submissions.return', icon: 'back', tone: 'danger' },
  { action: 'reviewSecrecy', label: 'submissions.secrecy', icon: 'shield' },
  { action: 'passReview', label: 'submissions.pass', icon: 'check', tone: 'primary' },
  { action: 'submitForReview', label: 'submissions.submit', icon: 'check', tone: 'primary' },
  { action: 'signOff', label: 'submissions.sign', icon: 'stamp', tone: 'primary' },
  { action: 'send', label: 'submissions.send', icon: 'send', tone: 'primary' },
  { action: 'sendOutside', label: 'submissions.send_outside', icon: 'send', tone: 'primary' },
]

/** What this person may do with the item now; the server said so in `actions`. */
export function ActionBar({ item }: { item: Submission }) {
  const [open, setOpen] = useState<SubmissionAction | null>(null)
  const go = useGo()
  const refusal = useRefusal()
  const may = (action: SubmissionAction) => item.actions.includes(action)
  const done = (message: string) => {
    setOpen(null)
    if (message) say.done(message)
    void refetchModules('submissions', 'home')
    if (open === 'discard') go(submissionPaths.list)
  }
  const restore = useMutation({
    mutationFn: () => client.submissions.restore({ id: item.id }),
    onSuccess: () => done(t('submissions.restored')),
    onError: refusal.show,
  })
  const reopen = useMutation({
    mutationFn: () => client.submissions.reopen({ id: item.id }),
    onError: refusal.show,
    onSuccess: () => {
      done(t('submissions.reopened'))
      go(submissionPaths.write(item.id))
    },
  })
  const isDraft = item.status === 'draft' || item.status === 'returned'
  // A dialog asks until it is answered, also when the item is fetched anew below it.
  return (
    <>
      {may('restore') && (
        <button
          type="button"
          className="zx-button primary"
          disabled={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {t('submissions.restore')}
        </button>
      )}
      {may('reopen') && (
        <button type="button" className="zx-button primary" disabled={reopen.isPending} onClick={() => reopen.mutate()}>
          {t('submissions.reopen')}
        </button>
      )}
      {may('edit') && (
        <Link to={submissionPaths.write(item.id)} className="zx-button">
          <Icon name="pen" size={16} />
          {t(isDraft ? 'submissions.continue_writing' : 'submissions.edit')}
        </Link>
      )}
      {buttons
        .filter(({ action }) => may(action))
        .map(({ action, label, icon, tone }) => (
          <button key={action} type="button" className={`zx-button ${tone ?? ''}`} onClick={() => setOpen(action)}>
            <Icon name={icon} size={16} />
            {t(label)}
          </button>
        ))}
      {open && <ActionDialog action={open} item={item} onDone={done} onCancel={() => setOpen(null)} />}
    </>
  )
}
