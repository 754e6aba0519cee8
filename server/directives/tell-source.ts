import { DirectiveTold } from '../../contract/directives.letters.ts'
import type { DirectiveType } from '../../contract/directives.letters.ts'
import { tellSourcesOf } from '../desk/index.ts'
import { sendLetter } from '../exchange/index.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { findPieceOf, wentTo } from '../publications/index.ts'

/** The unit whose item drew a directive is told so. The office whose issue it stood in knows where the item came from; it passes it on. */
export async function tellSource(
  cx: Cx,
  directive: { id: string; office_id: string; adoption_id: string | null; issue_office_id: string | null },
  stage: DirectiveTold['stage'],
  about: { leaderTitle: string; type: DirectiveType; text?: string },
): Promise<void> {
  if (directive.adoption_id === null || directive.issue_office_id === null) return
  const body: DirectiveTold = {
    directiveId: directive.id,
    adoptionId: directive.adoption_id,
    stage,
    officeName: (await loadUnit(cx, directive.office_id)).name,
    at: cx.now.toISOString(),
    ...about,
  }
  if (directive.issue_office_id === directive.office_id) return passOn(cx, body, undefined)
  await sendLetter(cx, {
    kind: 'directive.told',
    fromUnitId: directive.office_id,
    toUnitId: directive.issue_office_id,
    objectId: directive.id,
    body,
  })
}

/** Of a leader of another node only where the issue went to that office. */
export async function hearTold(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveTold.parse(letter.body)
  if (letter.viaNodeId !== null && !(await wentTo(cx, told.adoptionId, letter.fromUnitId))) return
  await passOn(cx, told, told.officeName)
}

/** `leaderOffice`: where the leader is of another office than the one that tells. */
async function passOn(cx: Cx, told: DirectiveTold, leaderOffice: string | undefined): Promise<void> {
  const pieceId = await findPieceOf(cx, told.adoptionId)
  if (!pieceId) return
  await tellSourcesOf(cx, pieceId, told.stage, {
    leaderOffice,
    leaderTitle: told.leaderTitle,
    directiveType: told.type,
    directiveText: told.text,
  })
}
