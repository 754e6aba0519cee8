import { t, tMaybe } from '../app/i18n.ts'
import { formatDateTime } from '../ui/format.ts'

export const nounOf = (noun: string): string => tMaybe(`audit.noun_${noun}`, noun)

/** 'submission.signed' → '稿件 · 签发'. */
export function kindOf(kind: string): string {
  const [noun = '', verb = ''] = kind.split('.')
  return `${nounOf(noun)} · ${tMaybe(`audit.verb_${verb}`, verb)}`
}

/** What may be shown of a record's data, in a line. Ids say nothing to a reader and are left to the export. */
export function dataOf(data: Record<string, unknown>): string {
  return Object.entries(data)
    .filter(([key, value]) => !/Ids?$/.test(key) && key !== 'id' && value !== null && value !== undefined)
    .map(([key, value]) => t('audit.pair', { name: tMaybe(`audit.key_${key}`, key), value: shown(value) }))
    .join('，')
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? t('audit.yes') : t('audit.no')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formatDateTime(value)
  if (typeof value === 'string') return tMaybe(`audit.value_${value}`, value)
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
