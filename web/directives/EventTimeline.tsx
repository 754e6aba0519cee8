import type { EventLine } from '../../contract/common.ts'
import type { z } from 'zod'
import { t, tMaybe } from '../app/i18n.ts'
import { Timeline } from '../ui/Timeline.tsx'
import { formatDay } from '../ui/format.ts'

/** What happened, newest first, in the words of the office. */
export function EventTimeline({ lines }: { lines: z.infer<typeof EventLine>[] }) {
  return (
    <Timeline
      entries={lines.toReversed().map((line, at) => {
        const text = (key: string) => (typeof line.data[key] === 'string' ? line.data[key] : '')
        const kind = line.kind.slice(line.kind.indexOf('.') + 1)
        const automatic = kind === 'urged' && line.data['automatic'] === true
        return {
          key: String(lines.length - at),
          at: line.at,
          title: automatic ? t('directives.event_urged_by_clock') : tMaybe(`directives.event_${kind}`),
          by: [text('unitName'), automatic ? '' : line.actorName].filter(Boolean).join('　'),
          tone: tones[kind],
          detail: [
            text('milestoneName'),
            Array.isArray(line.data['units']) ? line.data['units'].join('、') : '',
            text('reason') || text('note') || text('text') || text('findings'),
            text('until') && t('directives.extension_until', { day: formatDay(text('until')) }),
          ]
            .filter(Boolean)
            .join('　'),
        }
      })}
    />
  )
}

const tones: Partial<Record<string, 'blue' | 'green' | 'red' | 'amber'>> = {
  recorded: 'blue',
  transferred: 'blue',
  accepted: 'green',
  closed: 'green',
  returned: 'red',
  milestone_missed: 'red',
  overnight: 'red',
  urged: 'amber',
  inspected: 'amber',
}
