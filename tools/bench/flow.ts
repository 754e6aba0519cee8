import { parseArgs } from 'node:util'
import pg from 'pg'
import { bodyFromText } from '../../contract/body.ts'
import { newId } from '../../server/platform/ids.ts'
import { adoptPiece, draft, signAndSend } from '../../test/flow/road.ts'
import type { Step } from '../../test/flow/road.ts'
import { listBenches } from './lib/lists.ts'
import { signIn, startBenchNode } from './lib/node.ts'
import { percentile, reporter, round, timesOf } from './lib/report.ts'
import { seed } from './lib/seed.ts'

/**
 * npm run bench -- flow [--rows 100000] [--quick] [--only acts|lists]: acts and whole lives of items, then the lists over so many rows,
 * over real HTTP against a node in a process of its own.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string' }, quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const rows = Number(values.rows ?? (values.quick ? 5000 : 100_000))
const [alone, together, reads] = values.quick ? [10, 16, 15] : [60, 120, 60]
const goal = 30
const { print, load, verdict } = reporter('flow')

const paragraph =
  '为掌握今年以来重点工作推进情况，近期组织力量深入乡镇、社区和企业开展走访，共召开座谈会十二场，收集意见建议八十六条。'.repeat(
    4,
  )
const textOf = (index: number) => ({
  title: `关于第${index}批重点工作推进情况的报告`,
  body: bodyFromText(Array.from({ length: 5 }, () => paragraph).join('\n')),
})

const node = await startBenchNode('source')
const db = new pg.Client({ connectionString: node.databaseUrl })
try {
  await db.connect()
  load()
  if (values.only !== 'lists') await benchActs()
  if (values.only !== 'acts') await benchLists()
  load()
} finally {
  await db.end()
  await node.stop()
}
verdict()

async function benchLists() {
  await seed(db, rows)
  for (const list of await listBenches(node.url, db, reads)) {
    print({ metric: `${list.name}.p50_ms`, value: list.p50 })
    print({ metric: `${list.name}.p95_ms`, value: list.p95, goal, reference: list.reference })
  }
}

/** Every act by itself first, then four people at a time. */
async function benchActs() {
  const crew = await engage()
  const plain = await plainInserts(alone)
  const health = percentile(
    await timesOf(alone, () => fetch(`${node.url}/healthz`).then((answer) => answer.text())),
    0.95,
  )
  const taken = new Map<string, number[]>()
  const timed: Step = async (name, work) => {
    const started = performance.now()
    const result = await work()
    taken.set(name, [...(taken.get(name) ?? []), performance.now() - started])
    return result
  }
  for (let index = 0; index < 4; index += 1) await live(crew, index, (_name, work) => work())
  for (let index = 0; index < alone; index += 1) await live(crew, index, timed)
  for (const [name, times] of taken) {
    const reference =
      name === 'create'
        ? { name: 'plain insert of the same bytes', value: plain }
        : { name: 'GET /healthz', value: health }
    print({ metric: `${name}.p50_ms`, value: percentile(times, 0.5) })
    print({ metric: `${name}.p95_ms`, value: percentile(times, 0.95), goal, reference })
  }
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let index = next++; index < together; index = next++) await live(crew, index, (_name, work) => work())
    }),
  )
  print(
    { metric: 'lives_per_minute', value: round((together * 60_000) / (performance.now() - started)), goal: 300 },
    true,
  )
}

/** Four counties write to the city, where two editors and a chief work. */
async function engage() {
  const as = (login: string) => signIn(node.url, login)
  const writers = await Promise.all(
    ['yingze', 'xinghualing', 'jiancaoping', 'wanbolin'].map(async (unit) => {
      const [reporter, head, signer] = await Promise.all([
        as(`${unit}.xinxi`),
        as(`${unit}.kezhang`),
        as(`${unit}.zhuren`),
      ])
      return { reporter, reviewer: head, secrecy: head, signer, authorName: '撰稿人' }
    }),
  )
  const editors = await Promise.all(['taiyuan.chen', 'taiyuan.guo'].map(as))
  const chiefs = await Promise.all([as('taiyuan.liu'), as('taiyuan.liu')])
  const { publications } = await chiefs[0].publications.options({})
  const place = { publicationId: publications[0]!.id, columnId: publications[0]!.columns[0]!.id, mode: 'sole' }
  return { writers, editors, chiefs, place }
}

/** One whole life: from the draft to the adoption, every step by the one whose step it is. */
async function live(crew: Awaited<ReturnType<typeof engage>>, index: number, step: Step) {
  const writers = crew.writers[index % 4]!
  const [editor, chief] = [crew.editors[index % 2]!, crew.chiefs[index % 2]!]
  const text = textOf(index)
  const id = await draft(writers, text, step)
  await step('save', () => writers.reporter.submissions.saveText({ id, ...text, baseVersion: 1 }))
  await signAndSend(writers, id, step)
  const {
    rows: [handling],
  } = await db.query<{ id: string }>('select id from handling where submission_id = $1', [id])
  await step('receive', () => editor.desk.open({ id: handling!.id }))
  const { pieceId } = await step('startEditing', () => editor.desk.startEditing({ id: handling!.id }))
  await step('savePiece', () =>
    editor.desk.savePiece({
      id: pieceId,
      title: text.title,
      body: bodyFromText(`${paragraph}\n（编者整理）`),
      baseVersion: 1,
    }),
  )
  await adoptPiece({ editor, chief }, pieceId, crew.place, step)
}

/** What the database alone needs to keep the same bytes safely. */
async function plainInserts(times: number): Promise<number> {
  await db.query(
    'create table if not exists bench_plain (id uuid primary key, title text not null, body jsonb not null, body_text text not null)',
  )
  const { title, body } = textOf(0)
  const taken = await timesOf(times, () =>
    db.query('insert into bench_plain values ($1, $2, $3, $4)', [
      newId(),
      title,
      JSON.stringify(body),
      paragraph.repeat(5),
    ]),
  )
  return percentile(taken, 0.95)
}
