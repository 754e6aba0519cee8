import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playClamd } from '../../test/clamd.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { runCommand } from './command.ts'
import { openFile, recordFile, storeUpload } from './files.ts'
import { scanLate, scannerState } from './late-scan.ts'
import { systemActor } from './system-actor.ts'
import { useScanner } from './virus-scan.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

test('what came unscanned is scanned when clamd is there: the clean can be read, the infected is sealed off and told', async () => {
  const { dataDir } = world.app
  const clerk = await world.person('reporter', '140105')
  const state = () => world.asReader(clerk, scannerState)
  const minute = () => runCommand(world.app, systemActor, scanLate)
  const upload = async (name: string, content: string) => {
    const stored = await storeUpload(dataDir, name, Readable.from([Buffer.from(content)]))
    return world.as(clerk, (cx) => recordFile(cx, name, stored))
  }
  const early = await upload('早先.txt', '没有查毒服务时收下的附件')
  expect(await state()).toEqual({ configured: false, version: null, away: null, waiting: 1, infected: 0 })

  const address = join(dataDir, 'clamd.sock')
  useScanner(dataDir, { address, away: 'accept' })
  const bad = await upload('带毒.txt', 'X5O EICAR')
  expect(bad).toMatchObject({ unscanned: true })
  await minute()
  expect(await state()).toEqual({ configured: true, version: null, away: 'accept', waiting: 2, infected: 0 })

  const clamd = await playClamd(address)
  try {
    await minute()
    expect(await state()).toMatchObject({ version: expect.stringContaining('ClamAV'), waiting: 0, infected: 1 })
    expect(await world.asReader(clerk, (cx) => openFile(cx, early.id))).toMatchObject({ name: '早先.txt' })
    await expect(world.asReader(clerk, (cx) => openFile(cx, bad.id))).rejects.toMatchObject({
      code: 'file.quarantined',
      data: { name: '带毒.txt', signature: 'Eicar-Test-Signature' },
    })
    expect(await world.events(bad.id)).toMatchObject([{ kind: 'file.quarantined', data: { name: '带毒.txt' } }])
  } finally {
    useScanner(dataDir, undefined)
    await new Promise((done) => clamd.close(done))
  }
})
