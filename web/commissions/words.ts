import type { CommissionStatus, CommissionTaskStatus } from '../../contract/commissions.ts'
import { t } from '../app/i18n.ts'
import type { Tone } from '../ui/StateTag.tsx'

export const statusTones: Record<CommissionStatus, Tone> = {
  requested: 'amber',
  draft: 'neutral',
  issued: 'blue',
  ended: 'green',
  revoked: 'neutral',
}
export const taskTones: Record<CommissionTaskStatus, Tone> = {
  issued: 'amber',
  read: 'violet',
  accepted: 'blue',
  declined: 'neutral',
  answered: 'green',
}
export const statusWord = (status: CommissionStatus): string => t(`commissions.status.${status}`)
export const taskWord = (status: CommissionTaskStatus): string => t(`commissions.task.${status}`)

/** 72 → 3天, 2 → 2小时. */
const spanOf = (hours: number): string => {
  const size = Math.abs(hours)
  return size >= 24 && size % 24 === 0
    ? t('commissions.days', { count: size / 24 })
    : t('commissions.hours', { count: size })
}
export const offsetWord = (hours: number): string =>
  t(hours < 0 ? 'commissions.reminder_before' : 'commissions.reminder_after', { span: spanOf(hours) })
