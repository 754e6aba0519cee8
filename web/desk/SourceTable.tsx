import type { ReactNode } from 'react'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'

export interface SourceLine {
  handlingId: string
  title: string
  unitName: string
  role: 'lead' | 'other'
  weight: number
}

/** The sources of a piece: order, 主报 or 其他, weight. `after` stands at the end of each line. */
export function SourceTable({
  lines,
  onChange,
  after,
}: {
  lines: SourceLine[]
  onChange?: (lines: SourceLine[]) => void
  after?: (line: SourceLine) => ReactNode
}) {
  const change = (index: number, part: Partial<SourceLine>) =>
    onChange?.(lines.map((line, at) => (at === index ? { ...line, ...part } : line)))
  const up = (index: number) =>
    onChange?.(lines.map((line, at) => (at === index - 1 ? lines[index]! : at === index ? lines[index - 1]! : line)))
  return (
    <table className="zx-desk-sources">
      <thead>
        <tr>
          <th scope="col">{t('desk.unit')}</th>
          <th scope="col">{t('desk.role')}</th>
          <th scope="col">{t('desk.weight')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={line.handlingId}>
            <td>
              <b>{line.unitName}</b>
              <span className="zx-quiet">{line.title}</span>
            </td>
            <td>
              {onChange ? (
                <select
                  className="zx-input"
                  aria-label={`${t('desk.role')} ${line.title}`}
                  value={line.role}
                  onChange={(event) => change(index, { role: event.target.value as SourceLine['role'] })}
                >
                  <option value="lead">{t('desk.role_lead')}</option>
                  <option value="other">{t('desk.role_other')}</option>
                </select>
              ) : (
                t(`desk.role_${line.role}`)
              )}
            </td>
            <td>
              {onChange ? (
                <input
                  className="zx-input"
                  type="number"
                  min={1}
                  max={100}
                  aria-label={`${t('desk.weight')} ${line.title}`}
                  value={line.weight}
                  onChange={(event) =>
                    change(index, { weight: Math.min(100, Math.max(1, Math.round(Number(event.target.value) || 1))) })
                  }
                />
              ) : (
                line.weight
              )}
            </td>
            <td>
              {onChange && index > 0 && (
                <button
                  type="button"
                  className="zx-icon-button"
                  aria-label={t('desk.move_up', { title: line.title })}
                  title={t('desk.move_up', { title: line.title })}
                  onClick={() => up(index)}
                >
                  <Icon name="up" size={14} />
                </button>
              )}
              {after?.(line)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
