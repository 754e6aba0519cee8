import { z } from 'zod'
import { Standings, UnitScore } from './assessment.ts'
import { Body } from './body.ts'
import { Id, Instant } from './common.ts'

/** 申诉: a unit to the office that scores it. */
export const AppealMade = z.object({
  appealId: Id,
  unitName: z.string(),
  about: z.string(),
  text: z.string(),
  factId: Id.nullable(),
  periodName: z.string(),
  writtenByName: z.string(),
  writtenAt: Instant,
})

/** 答复: the office to the unit. */
export const AppealAnswered = z.object({
  appealId: Id,
  officeName: z.string(),
  upheld: z.boolean(),
  answer: z.string(),
  answeredByName: z.string(),
  answeredAt: Instant,
})

/** 采用情况通报, whole, and what the receiving unit itself has in it. */
export const BulletinIssued = z.object({
  bulletinId: Id,
  officeName: z.string(),
  title: z.string(),
  body: Body,
  digest: z.string(),
  signerName: z.string(),
  releasedAt: Instant,
  own: z.object({ points: z.number(), rank: z.number().int().nullable() }).nullable(),
})

/** The unit has read it. */
export const BulletinRead = z.object({ bulletinId: Id, readByName: z.string(), readAt: Instant })

/** 排名: the office to a unit on another node, when something in it has changed. What the unit may see, and its own lines. */
export const StandingsTold = z.object({
  standings: Standings.omit({ elsewhere: true, toldAt: true }),
  score: UnitScore,
  toldAt: Instant,
})

export const assessmentLetters = {
  'assessment.appealed': { version: 1, body: AppealMade },
  'assessment.answered': { version: 1, body: AppealAnswered },
  'assessment.standings': { version: 1, body: StandingsTold },
  'bulletin.issued': { version: 1, body: BulletinIssued },
  'bulletin.read': { version: 1, body: BulletinRead },
} as const satisfies Record<string, { version: number; body: z.ZodType }>
