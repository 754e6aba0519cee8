import type { SpecialDay } from '../../contract/calendar.ts'
import { t } from '../app/i18n.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const

/** One month as a table, Monday first. Days off are red, make-up workdays marked, corrections framed. */
export function Month({
  year,
  month,
  special,
  onDay,
}: {
  year: number
  month: number
  special: ReadonlyMap<string, SpecialDay>
  onDay?: (day: string) => void
}) {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7
  const weeks = Math.ceil((first + length) / 7)
  const name = t('calendar.month', { month })
  return (
    <table aria-label={name}>
      <caption>{name}</caption>
      <thead>
        <tr>
          {weekdays.map((one) => (
            <th key={one} scope="col">
              {t(`calendar.weekday_${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: weeks }, (_week, week) => (
          <tr key={week}>
            {weekdays.map((weekday, at) => {
              const date = week * 7 + at - first + 1
              if (date < 1 || date > length) return <td key={weekday} />
              const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
              const one = special.get(day)
              const rests = one ? one.kind === 'rest' : weekday === 0 || weekday === 6
              const own = one && one.source !== 'published'
              const classes = [rests && 'rest', one?.kind === 'work' && 'made-up', own && 'own'].filter(Boolean)
              const about = [one?.name, t(rests ? 'calendar.rest' : 'calendar.work')].filter(Boolean).join('，')
              return (
                <td key={weekday} className={classes.join(' ')} title={about}>
                  {onDay ? (
                    <button type="button" title={`${day} ${about}`} onClick={() => onDay(day)}>
                      {date}
                    </button>
                  ) : (
                    date
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
