import type { Handling } from '../../contract/desk.ts'
import { ReportThread } from '../submissions/index.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { deskPaths } from './paths.ts'
import { handlingTones, handlingWord } from './words.ts'

/** 初报、续报…终报 as this office received them. A 终报 is known by the title it was given when it was begun. */
export function HandlingThread({ thread, currentIds }: { thread: Handling['thread']; currentIds: string[] }) {
  return (
    <ReportThread
      currentIds={currentIds}
      reports={thread.map((entry) => ({
        id: entry.id,
        title: entry.title,
        number: entry.followUpNumber,
        isFinal: entry.title.endsWith('（终报）'),
        at: entry.arrivedAt,
        href: deskPaths.item(entry.id),
        tag: <StateTag tone={handlingTones[entry.status]}>{handlingWord(entry.status)}</StateTag>,
      }))}
    />
  )
}
