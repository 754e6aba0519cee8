import type { Body } from '../../contract/body.ts'
import { bodyFromText } from '../../contract/body.ts'
import type { Series } from '../../contract/publications.ts'
import type { World } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import type { InsideClient } from '../inside-client.ts'
import type { Actor } from '../platform/access.ts'
import { runCommand } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/system-actor.ts'
import { seedPublications } from './seed.ts'

/** Words to build a situation at the city's publications: adopted items, issues on their way, who reads them. For tests. */
export async function newsroom(world: World) {
  const cast = {
    editor: await world.person('editor', '140100'),
    chief: await world.person('chiefEditor', '140100'),
    signer: await world.person('issueSigner', '140100'),
    leader: await world.person('leader', '140100'),
    stranger: await world.person('leader', '140200'),
  }
  const office = world.unit('140100')
  await runCommand(world.app, systemActor, (cx) => seedPublications(cx, office.id, office.name))
  const as = (actor: Actor): InsideClient => insideClient(world.app, actor)
  const desk = () => as(cast.editor).desk

  /** An item that came by phone, edited and handed to the second review. */
  const piece = async (title: string, body: Body = bodyFromText(`${title}的正文。`)): Promise<string> => {
    const handling = await desk().backEntry({
      officeId: office.id,
      channel: 'phone',
      sourceUnitId: world.unit('140105').id,
      title,
      body,
      categoryCode: 'newSituation',
      urgencyCode: 'normal',
      classificationCode: 'internal',
      authorName: '值班员',
    })
    const { pieceId } = await desk().startEditing({ id: handling.id })
    const { text } = await desk().piece({ id: pieceId })
    await desk().submitForSecondReview({ id: pieceId, baseVersion: text.version, publicationId: null, columnId: null })
    return pieceId
  }
  const main = async () => (await as(cast.chief).publications.list({})).items.find((one) => one.kind === 'main')!
  const adopt = async (pieceId: string) => {
    const publication = await main()
    const { adoptionId } = await as(cast.chief).publications.adopt({
      pieceId,
      publicationId: publication.id,
      columnId: publication.columns[0]!.id,
      mode: 'sole',
    })
    return adoptionId
  }
  /** A draft issue of the main publication with this item in it. */
  const draft = async (pieceId: string, series: Series = 'main') => {
    const [publication, adoptionId, id] = [await main(), await adopt(pieceId), newId()]
    const { version } = await as(cast.editor).publications.createIssue({ id, publicationId: publication.id, series })
    return as(cast.editor).publications.arrange({
      id,
      version,
      columns: [{ columnId: publication.columns[0]!.id, adoptionIds: [adoptionId] }],
    })
  }
  const sign = async (pieceId: string, series: Series = 'main') => {
    const { id } = await draft(pieceId, series)
    const { version } = await as(cast.editor).publications.preRelease({ id })
    return as(cast.signer).publications.sign({ id, version })
  }
  const release = async (pieceId: string) => {
    const { id } = await sign(pieceId)
    return as(cast.chief).publications.release({ id })
  }
  return { cast, as, piece, main, adopt, draft, sign, release }
}
