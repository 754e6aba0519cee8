import type { ReminderRule } from '../../../contract/commissions.ts'

const hour = 3_600_000

/** What reminds units of an office that has not written its own schedule. */
export const defaultReminders: ReminderRule[] = [
  { offsetHours: -72, text: '请抓紧办理约稿《{标题}》，{截止}前报送。', active: true },
  { offsetHours: -24, text: '约稿《{标题}》将于{截止}截止，距截止还有1天，请及时报送。', active: true },
  { offsetHours: -2, text: '约稿《{标题}》将于{截止}截止，请立即报送。', active: true },
  { offsetHours: 1, text: '约稿《{标题}》已于{截止}截止，你单位尚未报送，请尽快补报并说明情况。', active: true },
  {
    offsetHours: 72,
    text: '约稿《{标题}》已逾期3天，你单位仍未报送，请立即补报；确不能报送的，请说明理由。',
    active: true,
  },
]

/** The reminders that still lie ahead, in their order. */
export function planReminders(rules: ReminderRule[], dueAt: Date, from: Date) {
  return rules
    .filter((rule) => rule.active)
    .map((rule) => ({ ...rule, at: new Date(dueAt.getTime() + rule.offsetHours * hour) }))
    .filter((planned) => planned.at.getTime() > from.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

export const fillReminder = (
  text: string,
  words: { title: string; due: string; unit: string; label: string },
): string =>
  text
    .replaceAll('{标题}', words.title)
    .replaceAll('{截止}', words.due)
    .replaceAll('{单位}', words.unit)
    .replaceAll('{编号}', words.label)

/** '11月25日17时30分': how a date is written in a letter, on the clock of Shanxi. */
export function writtenInstant(at: Date): string {
  const [month, day, clockHour, minute] = new Date(at.getTime() + 8 * hour)
    .toISOString()
    .slice(5, 16)
    .split(/[-T:]/)
    .map(Number)
  return `${month}月${day}日${clockHour}时${minute === 0 ? '' : `${minute}分`}`
}
