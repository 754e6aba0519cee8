import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { assessmentLetters, tellStandings } from '../../server/assessment/index.ts'
import { assessed, standsAt } from '../../server/assessment/situation.test-help.ts'
import { runCommand } from '../../server/platform/command.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { newWorld } from '../world.ts'
import type { World } from '../world.ts'
import { draft, signAndSend } from './road.ts'

/** 一条链不断: signed → delivered → received → adopted → issue → directive → closed → score, as the author in the county sees it. */
let world: World
let here: Awaited<ReturnType<typeof assessed>>
beforeAll(async () => {
  world = await newWorld()
  here = await assessed(world)
  await here.inForce()
})
afterAll(() => world.close())

test('the author sees every link, and at the end what the item brought and why', async () => {
  const person = async (...who: Parameters<World['person']>) => here.as(await world.person(...who))
  const author = here.as(here.people.county)
  const leader = here.as(here.people.leader)
  const people = {
    reporter: author,
    reviewer: await person('reviewer', '140105'),
    secrecy: await person('secrecyReviewer', '140105'),
    signer: await person('deputySigner', '140105'),
    authorName: '李晓雯',
  }
  const item = await draft(people, {
    title: '小店区稳岗就业成效明显',
    body: bodyFromText('一季度新增就业三千人。'),
  })
  await signAndSend(people, item)
  const points = async () => (await author.assessment.itemScores({ id: item })).items.map((office) => office.points)
  expect(await points()).toEqual([])

  const { desk } = here.as(here.people.editor)
  const { id: handling } = (await desk.inbox({})).items.find((one) => one.title.includes('稳岗'))!
  await desk.open({ id: handling })
  const { pieceId } = await desk.startEditing({ id: handling })
  const { text } = await desk.piece({ id: pieceId })
  await desk.submitForSecondReview({ id: pieceId, baseVersion: text.version, publicationId: null, columnId: null })
  const { id: issueId } = await here.release(pieceId)
  expect(await points()).toEqual([3])

  const { columns } = await leader.publications.openIssue({ id: issueId })
  const { id: directive } = await leader.directives.record({
    id: newId(),
    leaderId: null,
    way: 'typed',
    type: 'praise',
    text: '做法很好。',
    passage: '',
    directedOn: '2026-03-02',
    classificationCode: 'internal',
    tellsText: false,
    fileIds: [],
    source: { kind: 'issue', adoptionId: columns.flatMap((column) => column.entries)[0]!.adoptionId },
  })
  const supervisor = await person('supervisor', '140100')
  const untold = await supervisor.directives.get({ id: directive })
  const { leaders } = await supervisor.directives.rules({})
  const { id: leaderId } = leaders.find(({ name }) => name === untold.leaderName)!
  await supervisor.directives.edit({ ...untold, leaderId, tellsText: true, fileIds: [] })
  await supervisor.directives.close({ id: directive, note: '已转告来稿单位。' })

  const { lines } = await author.submissions.life({ id: item })
  const kinds = lines.map((line) => line.kind)
  for (const kind of ['signed', 'sent', 'received', 'adopted', 'published', 'directed', 'directiveClosed'])
    expect(kinds).toContain(kind)
  // the words came when the office let them be told, and counted no second time
  expect(lines.filter((line) => line.data['directiveText'] === '做法很好。').map((line) => line.kind)).toEqual([
    'directiveTranscribed',
  ])
  expect(await author.assessment.itemScores({ id: item })).toMatchObject({
    items: [{ points: 13, lines: expect.arrayContaining([expect.objectContaining({ rule: '领导批示', points: 10 })]) }],
  })
  await expect(here.of('neighbour').itemScores({ id: item })).rejects.toMatchObject({ code: 'not_found' })

  // The same, when the city works on a node of its own: what it told of the county's lines.
  await standsAt(world, '140100', 'lower', '140105')
  await runCommand(world.app, systemActor, tellStandings)
  const letters = await world.db.selectFrom('letter').selectAll().where('kind', '=', 'assessment.standings').execute()
  await standsAt(world, '140105', 'upper', '140100')
  expect(await points()).toEqual([])
  await runCommand(world.app, systemActor, async (cx) => {
    for (const { from_unit_id, to_unit_id, body } of letters)
      await assessmentLetters['assessment.standings']!(cx, {
        fromUnitId: from_unit_id,
        toUnitId: to_unit_id,
        body,
      } as never)
  })
  const { items } = await author.assessment.itemScores({ id: item })
  expect(items).toMatchObject([{ points: 13, toldAt: world.app.clock().toISOString() }])
  expect(items[0]!.lines.map(({ rule }) => rule).sort()).toEqual(['市级刊物采用', '领导批示'].sort())
})
