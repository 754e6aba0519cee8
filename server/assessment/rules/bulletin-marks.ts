import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import { isAbove } from './bulletin-facts.ts'
import type { BulletinFacts } from './bulletin-facts.ts'

interface Mark {
  sign: string
  meaning: string
  fits: (event: ScoreEvent, about: { directives: ScoreEvent[]; level: BulletinFacts['level'] }) => boolean
}

/** 图例 of the bulletin (domain.md 5.5, 6), the first that fits; a mark that stands nowhere is not explained. */
export const marks: readonly Mark[] = [
  {
    sign: '▲',
    meaning: '国务院办公厅采用并获国务院领导批示',
    fits: (event, { directives }) => event.level === 'state' && directives.some(({ level }) => level === 'state'),
  },
  {
    sign: '△',
    meaning: '国务院办公厅约稿采用',
    fits: (event) => event.level === 'state' && event.commissioned === true,
  },
  { sign: '●', meaning: '国务院办公厅采用', fits: (event) => event.level === 'state' || event.level === 'ministry' },
  {
    sign: '◆',
    meaning: '上级采用并获批示',
    fits: (event, { directives, level }) => isAbove(event.level ?? level, level) && directives.length > 0,
  },
  { sign: '○', meaning: '上级采用', fits: (event, { level }) => isAbove(event.level ?? level, level) },
  {
    sign: '☆',
    meaning: '获上级领导批示',
    fits: (_event, { directives, level }) => directives.some((one) => isAbove(one.level ?? level, level)),
  },
  { sign: '★', meaning: '获本级领导批示', fits: (_event, { directives }) => directives.length > 0 },
  { sign: '□', meaning: '约稿采用', fits: (event) => event.commissioned === true },
]

/** The mark of an adoption, or none. Directives belong to it when they are on the same item. */
export function markOf(facts: BulletinFacts, adoption: ScoreEvent): Mark | undefined {
  const directives = facts.events.filter(
    (event) => event.kind === 'directive' && event.itemId !== undefined && event.itemId === adoption.itemId,
  )
  return marks.find((mark) => mark.fits(adoption, { directives, level: facts.level }))
}
