import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../postgres.ts'
import { randomMoments } from '../faults/random.ts'
import { runFaults } from './fault-run.ts'
import { sendLargeFile } from './large-file.ts'
import { twoNodes } from './two-lines.ts'
import type { TwoNodes } from './two-lines.ts'

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await twoNodes(freshDatabase)
}, 120_000)
afterAll(() => nodes?.end(), 60_000)

test('3,000 letters both ways under 25 faults: none lost, none twice, each object in order, every receipt good', async () => {
  const report = await runFaults(nodes, { messages: 3000, faults: 26 }, randomMoments('faults on a line'))
  console.info(JSON.stringify(report))
  expect(report).toMatchObject({ lost: 0, doubled: 0, reordered: 0, unverifiable: 0, bad_receipts: 0 })
  expect(report.messages).toBeGreaterThanOrEqual(3000)
  expect(report.faults).toBeGreaterThanOrEqual(25)
}, 600_000)

test('a file of 30 MB over a line that breaks five times goes on where it stopped, and arrives whole', async () => {
  const { ratio, cuts } = await sendLargeFile(nodes, 30, 5, 180_000)
  console.info(`30 MB, ${cuts} cuts: ${ratio.toFixed(3)} × its bytes`)
  expect(cuts).toBeGreaterThan(0)
  expect(ratio).toBeLessThan(1.3)
}, 240_000)
