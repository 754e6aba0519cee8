import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DataList } from './DataList.tsx'
import type { ListAsk, ListPage } from './types.ts'

interface Item {
  id: string
  title: string
}
const all: Item[] = Array.from({ length: 100_000 }, (_, index) => ({ id: `r${index}`, title: `第${index}条` }))
const asked: { ask: ListAsk; cursor: string | undefined }[] = []

const source = {
  key: [['test', 'list'], {}] as const,
  load: async (
    ask: ListAsk,
    { cursor, limit }: { cursor: string | undefined; limit: number },
  ): Promise<ListPage<Item>> => {
    asked.push({ ask, cursor })
    const hits = ask.text ? all.filter((item) => item.title.includes(ask.text)) : all
    const from = Number(cursor ?? 0)
    return {
      items: hits.slice(from, from + limit),
      nextCursor: from + limit < hits.length ? String(from + limit) : null,
      total: cursor ? null : Math.min(hits.length, 1000),
      totalCapped: hits.length > 1000,
    }
  },
}

let root: Root
let router: ReturnType<typeof start>['router']
const find = <T extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<T>(selector)!
const settle = () => act(() => new Promise((done) => setTimeout(done, 30)))

function start(path: string) {
  const base = createRootRoute()
  const list = createRoute({
    getParentRoute: () => base,
    path: '/list',
    component: () => (
      <DataList
        label="来稿"
        source={source}
        rowKey={(row) => row.id}
        href={(row) => `/item/${row.id}`}
        empty="还没有来稿。"
        defaultSort="-at"
        columns={[{ key: 'title', title: '标题', width: '1fr', render: (row) => row.title, sort: 'title' }]}
        batch={(rows) => <span id="batch">{rows.map((row) => row.id).join()}</span>}
      />
    ),
  })
  const item = createRoute({ getParentRoute: () => base, path: '/item/$id', component: () => <p>稿件</p> })
  const made = createRouter({
    routeTree: base.addChildren([list, item]),
    history: createMemoryHistory({ initialEntries: [path] }),
  })
  const box = document.createElement('div')
  document.body.append(box)
  return { router: made, root: createRoot(box) }
}

async function open(path = '/list') {
  const started = start(path)
  router = started.router
  root = started.root
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>,
    ),
  )
  await settle()
}

async function press(key: string, init: KeyboardEventInit = {}) {
  const target = document.activeElement ?? document.body
  await act(
    async () =>
      void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })),
  )
  await settle()
}

const active = () => find('.zx-grid').getAttribute('aria-activedescendant')

beforeEach(() => {
  ;(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true
  // happy-dom lays nothing out: the list is 600 pixels high
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  vi.stubGlobal('ResizeObserver', undefined)
  asked.length = 0
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('draws what is in sight of 100,000 rows, and tells how many there are', async () => {
  await open()
  const drawn = document.querySelectorAll('.zx-grid-row').length
  expect(drawn).toBeGreaterThan(14)
  expect(drawn).toBeLessThan(60)
  expect(find('.zx-list-foot').textContent).toContain('超过 1,000 条')
  expect(find('[role=grid]').getAttribute('aria-rowcount')).toBe('-1')
  expect(asked[0]).toMatchObject({ cursor: undefined, ask: { sort: '-at' } })
})

test('j, k and the arrows move, from anywhere on the page', async () => {
  await open()
  await press('j')
  expect(active()).toBe('row-r0')
  await press('j')
  await press('ArrowDown')
  expect(active()).toBe('row-r2')
  await press('k')
  expect(active()).toBe('row-r1')
  await press('Home')
  expect(active()).toBe('row-r0')
})

test('Space chooses, Shift+Space chooses up to here, Escape lets go', async () => {
  await open()
  await press('j')
  await press(' ')
  for (const key of ['j', 'j']) await press(key)
  await press(' ', { shiftKey: true })
  expect(find('#batch').textContent).toBe('r0,r1,r2')
  await press('Escape')
  expect(document.querySelector('#batch')).toBeNull()
})

test('Enter opens the row, and coming back one stands where one left', async () => {
  await open()
  for (const key of ['j', 'j', 'j', 'Enter']) await press(key)
  expect(router.state.location.pathname).toBe('/item/r2')
  await act(async () => router.history.back())
  await settle()
  expect(router.state.location.search).toMatchObject({ at: 'r2' })
  expect(active()).toBe('row-r2')
})

test('/ goes to the search box; typing there moves nothing, the address keeps the words', async () => {
  await open()
  await press('/')
  const box = find<HTMLInputElement>('input[type=search]')
  expect(document.activeElement).toBe(box)
  await press('j')
  expect(active()).toBeNull()
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(box, '第4242条')
    box.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((done) => setTimeout(done, 320))
  })
  await settle()
  expect(router.state.location.search).toMatchObject({ q: '第4242条' })
  expect([...document.querySelectorAll('.zx-grid-row')].map((row) => row.textContent)).toEqual(['第4242条'])
  expect(find('.zx-list-foot').textContent).toContain('共 1 条')
})

test('what is in the address is asked for; nothing found says so and how to get out', async () => {
  await open('/list?q=%22没有的%22&sort=title')
  expect(asked[0]!.ask).toMatchObject({ text: '没有的', sort: 'title' })
  expect(find('.zx-list-note').textContent).toContain('没有符合条件的')
  expect(find('[role=columnheader][aria-sort]').getAttribute('aria-sort')).toBe('ascending')
})
