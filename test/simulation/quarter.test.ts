import { afterAll, beforeAll, test } from 'vitest'
import { newWorld } from '../world.ts'
import type { World } from '../world.ts'
import { playCommissions } from './commissions-quarter.ts'
import { playDirectives } from './directives-quarter.ts'
import { foundUnits } from './quarter-units.ts'
import type { AskedUnit } from './quarter-units.ts'

// A quarter of 200 units in one world: 60 directives, then 40 commissions, each against a reckoning of the test's own.
let world: World
let units: AskedUnit[]
beforeAll(async () => {
  world = await newWorld()
  units = await foundUnits(world, 200)
})
afterAll(() => world.close())

test(
  'directives: every reminder, light and overdue list of a quarter is what an independent reckoning says',
  () => playDirectives(world, units),
  240_000,
)

test(
  'commissions: every reminder and every overdue list of a quarter is as an independent calculation has it',
  () => playCommissions(world, units),
  240_000,
)
