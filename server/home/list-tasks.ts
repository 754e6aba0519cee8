import type { TaskGroup } from '../../contract/home.ts'
import { assessmentTasks } from '../assessment/index.ts'
import { commissionTasks } from '../commissions/index.ts'
import { deskTasks } from '../desk/index.ts'
import { directiveTasks } from '../directives/index.ts'
import { guidanceTasks } from '../guidance/index.ts'
import type { Cx } from '../platform/command.ts'
import { publicationTasks } from '../publications/index.ts'
import { submissionTasks } from '../submissions/index.ts'

/** What waits for me in every module, each group by deadline; groups with nothing in them are left out. */
export async function listTasks(cx: Cx): Promise<{ groups: TaskGroup[] }> {
  const groups = [
    ...(await submissionTasks(cx)),
    ...(await deskTasks(cx)),
    ...(await publicationTasks(cx)),
    ...(await directiveTasks(cx)),
    ...(await commissionTasks(cx)),
    ...(await guidanceTasks(cx)),
    ...(await assessmentTasks(cx)),
  ]
  return { groups: groups.filter((group) => group.count > 0) }
}
