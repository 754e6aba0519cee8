import type { SubmissionRow, SubmissionStatus } from '../../contract/submissions.ts'
import { t } from '../app/i18n.ts'
import { useEntryName } from '../catalogue/index.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { reportName } from './ReportThread.tsx'
import type { Tone } from '../ui/StateTag.tsx'

const tones: Record<SubmissionStatus, Tone> = {
  draft: 'neutral',
  inReview: 'blue',
  returned: 'amber',
  awaitingSignOff: 'blue',
  signed: 'blue',
  sent: 'violet',
  received: 'violet',
  rejected: 'red',
  heldBack: 'amber',
  notAdopted: 'neutral',
  adopted: 'green',
  withdrawn: 'neutral',
  discarded: 'neutral',
}

export const StatusTag = ({ status }: { status: SubmissionStatus }) => (
  <StateTag tone={tones[status]}>{t(`submissions.status_${status}`)}</StateTag>
)

/** What else one must know of an item at a glance: 特急, 重要, 续报, 转报, 申请撤回中. */
export function ItemTags({ item }: { item: SubmissionRow }) {
  const urgency = useEntryName('urgency')
  return (
    <>
      {item.urgencyCode !== 'normal' && (
        <StateTag tone={item.urgencyCode === 'prompt' ? 'amber' : 'red'}>{urgency(item.urgencyCode)}</StateTag>
      )}
      {item.isMajor && <StateTag tone="red">{t('submissions.major')}</StateTag>}
      {item.followUpNumber !== null && (
        <StateTag>{reportName(item.followUpNumber, 'isFinalReport' in item && item.isFinalReport === true)}</StateTag>
      )}
      {item.isForwarded && <StateTag>{t('submissions.forwarded')}</StateTag>}
      {item.withdrawalRequested && <StateTag tone="amber">{t('submissions.withdrawal_asked')}</StateTag>}
    </>
  )
}
