import type { World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { newsroom } from '../publications/situation.test-help.ts'

/** A city with a released text, its leader, its supervisor, and two counties that carry out what he directs. For tests. */
export async function directing(world: World) {
  const room = await newsroom(world)
  const cast = {
    ...room.cast,
    supervisor: await world.person('supervisor', '140100'),
    handler: await world.person('reporter', '140105'),
    head: await world.person('deputySigner', '140105'),
    otherHandler: await world.person('reporter', '140106'),
    otherHead: await world.person('deputySigner', '140106'),
  }
  const { as } = room
  const released = async (title = '供暖初期的突出问题') => {
    const issue = await room.release(await room.piece(title))
    return { issueId: issue.id, adoptionId: issue.columns[0]!.entries[0]!.adoptionId }
  }
  const words = {
    way: 'typed' as const,
    type: 'act' as const,
    text: '请市直有关部门认真研究，限期解决。',
    passage: '',
    directedOn: '2026-03-02',
    classificationCode: 'internal',
    tellsText: false,
    fileIds: [] as string[],
  }
  const paper = { kind: 'paper' as const, title: '市长热线周报', reference: '并政热线〔2026〕8号' }
  /** Recorded by the leader himself, on a paper: the quickest way to one. */
  const directive = async () => {
    const { id } = await as(cast.leader).directives.record({ ...words, id: newId(), leaderId: null, source: paper })
    return as(cast.supervisor).directives.get({ id })
  }
  const lead = (requirement = '查清情况，提出解决办法') => ({
    unitId: world.unit('140105').id,
    role: 'lead' as const,
    requirement,
  })
  const other = () => ({ unitId: world.unit('140106').id, role: 'other' as const, requirement: '配合办理' })
  const transferred = async (parts = [lead()]) => {
    const { id, version } = await directive()
    return as(cast.supervisor).directives.transfer({ id, version, parts, contact: '督办科 0351-3046000' })
  }
  const feedback = async (
    taskId: string,
    kind: 'stage' | 'final',
    who = { drafts: cast.handler, signs: cast.head },
  ) => {
    const draft = {
      id: taskId,
      feedbackId: newId(),
      kind,
      situation: '已对管网逐段排查。',
      problems: '老旧管网改造资金不足。',
      nextSteps: '月底前完成换热站检修。',
      contactName: '李晓雯',
      contactPhone: '0351-7000000',
      fileIds: [],
      handIn: true,
    }
    await as(who.drafts).directives.draftFeedback(draft)
    return as(who.signs).directives.signFeedback({ id: taskId })
  }
  return { ...room, cast, released, words, paper, directive, lead, other, transferred, feedback }
}
