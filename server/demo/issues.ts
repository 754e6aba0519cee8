import { newId } from '../platform/ids.ts'
import { demoPeople } from './people.ts'
import type { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'

const hour = 3_600_000
const day = 24 * hour

/** When each office closes an issue, in days before the end; the last one of the province stays with its signer. */
const closings: { office: string; daysBefore: number[]; signLast: boolean }[] = [
  { office: '140100', daysBefore: [22, 17, 10, 4], signLast: true },
  { office: '140000', daysBefore: [21, 18, 14, 11, 5, 2], signLast: false },
]

/** 组稿、签发、发布、阅读: on each closing day everything adopted goes into one issue of its publication. */
export function composeIssues(stage: Stage, schedule: Schedule, end: number): void {
  for (const { office, daysBefore, signLast } of closings) {
    for (const [index, days] of daysBefore.entries()) {
      const last = index === daysBefore.length - 1
      const closing = { office, sign: !last || signLast, read: index < 2 }
      schedule.add(end - days * day, () => composeAll(stage, schedule, closing))
    }
  }
}

const loginOf = (office: string, role: (typeof demoPeople)[number]['roles'][number]) =>
  demoPeople.find((person) => person.unit === office && person.roles.includes(role))!.login

/** `read` false: the leaders have not come to it yet. */
interface Closing {
  office: string
  sign: boolean
  read: boolean
}

async function composeAll(stage: Stage, schedule: Schedule, closing: Closing) {
  const { office } = closing
  const editor = await stage.as(loginOf(office, 'editor'))
  const { items: waiting } = await editor.publications.pool({ placed: false, limit: 200 })
  for (const publicationId of new Set(waiting.map((adoption) => adoption.publicationId))) {
    const id = newId()
    const issue = await editor.publications.createIssue({ id, publicationId, series: 'main' })
    const placed = waiting.filter((adoption) => adoption.publicationId === publicationId)
    await editor.publications.arrange({
      id,
      version: issue.version,
      columns: issue.columns.map((column) => ({
        columnId: column.id,
        adoptionIds: placed.filter((adoption) => adoption.columnId === column.id).map((adoption) => adoption.id),
      })),
    })
    await editor.publications.preRelease({ id })
    if (closing.sign)
      schedule.add(stage.app.clock().getTime() + 2 * hour, () => signAndRelease(stage, schedule, closing, id))
  }
}

async function signAndRelease(stage: Stage, schedule: Schedule, { office, read }: Closing, id: string) {
  const signer = await stage.as(loginOf(office, 'issueSigner'))
  const { version } = await signer.publications.issue({ id })
  await signer.publications.sign({ id, version })
  await (await stage.as(loginOf(office, 'chiefEditor'))).publications.release({ id })
  if (!read) return
  for (const [index, leader] of demoPeople
    .filter((person) => person.unit === office && person.roles.includes('leader'))
    .entries()) {
    schedule.add(
      stage.app.clock().getTime() + (3 + index * 20) * hour,
      async () => void (await (await stage.as(leader.login)).publications.openIssue({ id })),
    )
  }
}
