import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { prepareJobs, startJobs } from './jobs.ts'
import { WorkerPool } from './worker-pool.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

test('a database that goes away just when a job has run ends neither the process nor the work after it', async () => {
  await prepareJobs(world.databaseUrl)
  const ran: unknown[] = []
  const line = { cut: false, refused: 0 }
  const { connect } = pg.Pool.prototype
  const road = vi.spyOn(pg.Pool.prototype, 'connect').mockImplementation(function (this: pg.Pool, ...how: []) {
    if (!line.cut || !(this instanceof WorkerPool)) return connect.apply(this, how as never) as never
    line.refused += 1
    return Promise.reject(new Error('timeout exceeded when trying to connect')) as never
  })
  const worker = await startJobs(world.app, world.databaseUrl, {
    named: {
      async count(_cx, { n }) {
        ran.push(n)
        line.cut = n === 1
      },
    },
    everyMinute: {},
  })
  const clerk = await world.person('reporter', '140105')
  try {
    await world.as(clerk, (cx) => cx.queue('count', { n: 1 }))
    await vi.waitFor(() => expect(line.refused).toBeGreaterThan(0), { timeout: 20_000 })
    line.cut = false
    await world.as(clerk, (cx) => cx.queue('count', { n: 2 }))
    await vi.waitFor(() => expect(ran).toContain(2), { timeout: 30_000 })
    expect(ran.filter((n) => n === 1)).toHaveLength(1)
  } finally {
    await worker.stop()
    road.mockRestore()
  }
}, 60_000)
