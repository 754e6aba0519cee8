import type pg from 'pg'
import { signIn } from './node.ts'
import type { Client } from './node.ts'
import { percentile, timesOf } from './report.ts'
import { searched } from './seed.ts'

interface Measured {
  name: string
  p50: number
  p95: number
  reference: { name: string; value: number }
}
interface Page {
  items: { id: string }[]
  nextCursor?: string | null
}
type Ask = () => Promise<Page>

/** Every list as the pages ask for it, each beside the database's own time for the same rows by primary key. */
export async function listBenches(url: string, db: pg.Client, times: number): Promise<Measured[]> {
  const as = (login: string) => signIn(url, login)
  const [reporter, reviewer, secrecy, signer] = (await Promise.all(
    ['xiaodian.li', 'xiaodian.zhang', 'xiaodian.sun', 'xiaodian.wang'].map(as),
  )) as [Client, Client, Client, Client]
  const [editor, second, chief] = (await Promise.all(['sheng.zhou', 'sheng.wu', 'sheng.han'].map(as))) as [
    Client,
    Client,
    Client,
  ]
  const { submissions } = reporter
  const lists: [name: string, table: string, ask: Ask][] = [
    ['submissions.mine', 'submission', () => submissions.list({ scope: 'mine' })],
    ['submissions.unit', 'submission', () => submissions.list({ scope: 'unit' })],
    ['submissions.search_common', 'submission', () => submissions.list({ scope: 'unit', search: searched.common })],
    ['submissions.search_rare', 'submission', () => submissions.list({ scope: 'unit', search: searched.rare })],
    ['submissions.search_nothing', 'submission', () => submissions.list({ scope: 'unit', search: '此题不存在' })],
    ['submissions.status', 'submission', () => submissions.list({ scope: 'unit', status: ['rejected'] })],
    [
      'submissions.category',
      'submission',
      () => submissions.list({ scope: 'unit', category: ['experience'], sort: 'due' }),
    ],
    [
      'submissions.deep_page',
      'submission',
      await deep((cursor) => submissions.list({ scope: 'unit', limit: 200, cursor })),
    ],
    ...(['toReview', 'toReviewSecrecy', 'toSign'] as const).map((scope, index): [string, string, Ask] => [
      `submissions.${scope}`,
      'submission',
      () => [reviewer, secrecy, signer][index]!.submissions.list({ scope }),
    ]),
    ...(
      [
        'toReceive',
        'toHandle',
        'shortlisted',
        'editing',
        'heldBack',
        'adopted',
        'rejected',
        'declined',
        'archived',
        'all',
      ] as const
    ).map((group, index): [string, string, Ask] => [
      `desk.inbox.${group}`,
      'handling',
      () => [editor, second][index % 2]!.desk.inbox({ group }),
    ]),
    ['desk.inbox.search_common', 'handling', () => editor.desk.inbox({ group: 'all', search: searched.common })],
    ['desk.inbox.search_rare', 'handling', () => second.desk.inbox({ group: 'all', search: searched.rare })],
    ['desk.inbox.sort_due', 'handling', () => editor.desk.inbox({ group: 'all', sort: 'due' })],
    ['desk.inbox.sort_urgency', 'handling', () => second.desk.inbox({ group: 'toHandle', sort: 'urgency' })],
    ['desk.inbox.unread', 'handling', () => editor.desk.inbox({ group: 'all', unread: true })],
    [
      'desk.inbox.deep_page',
      'handling',
      await deep((cursor) => second.desk.inbox({ group: 'all', limit: 200, cursor })),
    ],
    ['desk.pieces', 'piece', () => editor.desk.pieces({})],
    ['desk.pieces.search', 'piece', () => second.desk.pieces({ search: searched.common })],
    ['publications.pool', 'adoption', () => chief.publications.pool({ placed: false })],
    ['publications.pool.search', 'adoption', () => chief.publications.pool({ search: searched.common })],
  ]
  const measured: Measured[] = []
  for (const [name, table, ask] of lists) {
    const page = await ask()
    measured.push({
      name,
      ...middleAndTail(await timesOf(times, ask)),
      reference: {
        name: `the same ${page.items.length} rows by primary key`,
        value: await byKey(db, table, page, times),
      },
    })
  }
  for (const [name, person] of [
    ['reporter', reporter],
    ['reviewer', reviewer],
    ['secrecyReviewer', secrecy],
    ['signer', signer],
    ['editor', second],
    ['chiefEditor', chief],
  ] as const) {
    const { groups } = await person.home.tasks()
    const items = groups.filter(({ kind }) => kind.startsWith('submission.')).flatMap((group) => group.items)
    measured.push({
      name: `home.tasks.${name}`,
      ...middleAndTail(await timesOf(times, () => person.home.tasks())),
      reference: {
        name: `the same ${items.length} items by primary key`,
        value: await byKey(db, 'submission', { items }, times),
      },
    })
  }
  measured.push({
    name: 'desk.counts',
    ...middleAndTail(await timesOf(times, () => editor.desk.counts({}))),
    reference: {
      name: 'one row by primary key',
      value: await byKey(db, 'handling', await editor.desk.inbox({ limit: 1 }), times),
    },
  })
  return measured
}

const middleAndTail = (taken: number[]) => ({ p50: percentile(taken, 0.5), p95: percentile(taken, 0.95) })

/** The tenth page from the start. */
async function deep(ask: (cursor: string | undefined) => Promise<Page>): Promise<Ask> {
  let cursor: string | undefined
  for (let page = 1; page < 10; page += 1) cursor = (await ask(cursor)).nextCursor ?? cursor
  return () => ask(cursor)
}

async function byKey(db: pg.Client, table: string, page: Page, times: number): Promise<number> {
  const ids = page.items.map((row) => row.id)
  return percentile(await timesOf(times, () => db.query(`select * from ${table} where id = any($1)`, [ids])), 0.95)
}
