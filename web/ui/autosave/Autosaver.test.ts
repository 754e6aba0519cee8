import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Autosaver } from './Autosaver.ts'
import type { LocalCopies, LocalCopy, ServerCopy, TabLine, TabMessage } from './types.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-02T01:41:00Z') }))
afterEach(() => void vi.useRealTimers())

/** The server's rule: a save must start from the version that stands. */
class Desk {
  copy: ServerCopy<string> = { value: '第一稿', version: 1, updatedAt: '2026-03-02T01:00:00.000Z' }
  away = false
  saves: string[] = []
  save = async (value: string, base: number) => {
    if (this.away) throw new TypeError('Failed to fetch')
    if (base !== this.copy.version)
      throw new ORPCError('text.stale', { status: 409, data: { version: this.copy.version, authorName: '李红' } })
    this.saves.push(value)
    this.copy = { value, version: base + 1, updatedAt: new Date().toISOString() }
    return { version: this.copy.version, updatedAt: this.copy.updatedAt }
  }
  load = async () => {
    if (this.away) throw new TypeError('Failed to fetch')
    return this.copy
  }
}

function machine() {
  const kept = new Map<string, LocalCopy<string>>()
  const copies: LocalCopies<string> = {
    get: async (key) => kept.get(key),
    put: async (copy) => void kept.set(copy.key, copy),
    remove: async (key) => void kept.delete(key),
  }
  const ears: ((message: TabMessage) => void)[] = []
  const line = (): TabLine => {
    let mine: ((message: TabMessage) => void) | undefined
    return {
      post: (message) => {
        for (const ear of ears) if (ear !== mine) queueMicrotask(() => ear(message))
      },
      listen: (hear) => {
        mine = hear
        ears.push(hear)
      },
      close: () => {
        if (mine) ears.splice(ears.indexOf(mine), 1)
      },
    }
  }
  return { kept, copies, line }
}

async function open(desk: Desk, { copies, line }: ReturnType<typeof machine>) {
  const saver = new Autosaver<string>({
    key: 'p1:d1',
    server: desk.copy,
    save: desk.save,
    load: desk.load,
    copies,
    line: line(),
  })
  await saver.start()
  await vi.advanceTimersByTimeAsync(500)
  return saver
}

describe('while someone writes', () => {
  test('a pause of 800 ms saves once, and the local copy goes when the server has it', async () => {
    const [desk, here] = [new Desk(), machine()]
    const saver = await open(desk, here)
    saver.change('第二')
    saver.change('第二稿')
    await vi.advanceTimersByTimeAsync(0)
    expect(here.kept.get('p1:d1')).toMatchObject({ value: '第二稿', baseVersion: 1 })
    expect(desk.saves).toEqual([])
    await vi.advanceTimersByTimeAsync(800)
    expect(desk.saves).toEqual(['第二稿'])
    expect(saver.view()).toMatchObject({ status: 'saved', version: 2 })
    expect(here.kept.size).toBe(0)
  })

  test('someone who never pauses is saved every five seconds', async () => {
    const [desk, here] = [new Desk(), machine()]
    const saver = await open(desk, here)
    for (let i = 0; i < 21; i += 1) {
      saver.change(`字${i}`)
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(desk.saves.length).toBeGreaterThanOrEqual(2)
  })
})

describe('no connection', () => {
  test('the text stays on the machine and is saved when the line is back', async () => {
    const [desk, here] = [new Desk(), machine()]
    const saver = await open(desk, here)
    desk.away = true
    saver.change('断网时写的')
    await vi.advanceTimersByTimeAsync(3000)
    expect(saver.view().status).toBe('offline')
    expect(here.kept.get('p1:d1')).toMatchObject({ value: '断网时写的' })
    desk.away = false
    saver.retryNow()
    await vi.advanceTimersByTimeAsync(10)
    expect(saver.view().status).toBe('saved')
    expect(desk.copy.value).toBe('断网时写的')
  })

  test('retries by itself, ever more slowly', async () => {
    const [desk, here] = [new Desk(), machine()]
    const saver = await open(desk, here)
    desk.away = true
    saver.change('断网时写的')
    await vi.advanceTimersByTimeAsync(20_000)
    desk.away = false
    await vi.advanceTimersByTimeAsync(30_000)
    expect(saver.view().status).toBe('saved')
  })

  test('a closed page offers the text the next time', async () => {
    const [desk, here] = [new Desk(), machine()]
    const first = await open(desk, here)
    desk.away = true
    first.change('合上电脑前写的')
    await vi.advanceTimersByTimeAsync(1000)
    first.stop()
    desk.away = false

    const second = await open(desk, { ...machine(), kept: here.kept, copies: here.copies })
    expect(second.view()).toMatchObject({ value: '第一稿', offer: { value: '合上电脑前写的', stale: false } })
    second.takeOffer()
    await vi.advanceTimersByTimeAsync(10)
    expect(desk.copy.value).toBe('合上电脑前写的')
  })
})

describe('someone else saved meanwhile', () => {
  async function meet() {
    const [desk, here] = [new Desk(), machine()]
    const saver = await open(desk, here)
    desk.copy = { value: '李红改的', version: 2, updatedAt: '2026-03-02T01:41:00.000Z', authorName: '李红' }
    saver.change('我改的')
    await vi.advanceTimersByTimeAsync(900)
    return { desk, here, saver }
  }

  test('nothing is overwritten: both versions are shown, mine stays on the machine', async () => {
    const { desk, here, saver } = await meet()
    expect(saver.view()).toMatchObject({
      status: 'conflict',
      value: '我改的',
      conflict: { theirs: { value: '李红改的' } },
    })
    expect(desk.copy.value).toBe('李红改的')
    expect(here.kept.get('p1:d1')).toMatchObject({ value: '我改的' })
    saver.change('又写')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(desk.copy.value).toBe('李红改的')
  })

  test('taking theirs keeps mine aside, and it can be fetched back', async () => {
    const { desk, saver } = await meet()
    await saver.takeTheirs()
    expect(saver.view()).toMatchObject({ status: 'saved', value: '李红改的', kept: { value: '我改的' } })
    saver.restoreKept()
    await vi.advanceTimersByTimeAsync(1000)
    expect(desk.copy).toMatchObject({ value: '我改的', version: 3 })
  })

  test('taking mine saves it on top of theirs', async () => {
    const { desk, saver } = await meet()
    await saver.keepMine()
    expect(desk.copy).toMatchObject({ value: '我改的', version: 3 })
    expect(saver.view().status).toBe('saved')
  })

  test('a save whose answer got lost is not a conflict', async () => {
    const [desk, here] = [new Desk(), machine()]
    const saver = await open(desk, here)
    desk.copy = { value: '我改的', version: 2, updatedAt: '2026-03-02T01:41:00.000Z' }
    saver.change('我改的')
    await vi.advanceTimersByTimeAsync(900)
    expect(saver.view()).toMatchObject({ status: 'saved', version: 2 })
  })

  test('an untouched text follows the server', async () => {
    const [desk, here] = [new Desk(), machine()]
    const saver = await open(desk, here)
    saver.heardFromServer({ value: '李红改的', version: 2, updatedAt: '2026-03-02T01:41:00.000Z' })
    expect(saver.view()).toMatchObject({ value: '李红改的', version: 2, epoch: 1 })
  })
})

describe('two tabs', () => {
  test('the second only reads until it takes over, and then has every word of the first', async () => {
    const [desk, here] = [new Desk(), machine()]
    const first = await open(desk, here)
    const second = await open(desk, here)
    expect([first.view().elsewhere, second.view().elsewhere]).toEqual([false, true])
    second.change('不应保存')
    first.change('第一个标签页写的')
    const taken = second.continueHere()
    await vi.advanceTimersByTimeAsync(2000)
    await taken
    expect([first.view().elsewhere, second.view().elsewhere]).toEqual([true, false])
    expect(second.view().value).toBe('第一个标签页写的')
    expect(desk.saves).toEqual(['第一个标签页写的'])
  })

  test('two tabs restored in the same moment: exactly one writes', async () => {
    const [desk, here] = [new Desk(), machine()]
    const make = () =>
      new Autosaver<string>({
        key: 'p1:d1',
        server: desk.copy,
        save: desk.save,
        load: desk.load,
        copies: here.copies,
        line: here.line(),
      })
    const tabs = [make(), make()]
    await Promise.all(tabs.map((tab) => tab.start()))
    await vi.advanceTimersByTimeAsync(500)
    expect(tabs.filter((tab) => tab.view().elsewhere)).toHaveLength(1)
  })

  test('a tab that died does not hold the text', async () => {
    const [desk, here] = [new Desk(), machine()]
    const first = await open(desk, here)
    const second = await open(desk, here)
    first.stop()
    const taken = second.continueHere()
    await vi.advanceTimersByTimeAsync(2000)
    await taken
    second.change('接着写')
    await vi.advanceTimersByTimeAsync(1000)
    expect(desk.copy.value).toBe('接着写')
  })
})

test('a refusal is told, the text stays, and the next change tries again', async () => {
  const [desk, here] = [new Desk(), machine()]
  const saver = await open(desk, here)
  const save = desk.save
  let locked = true
  const stubborn = new Autosaver<string>({
    key: 'p1:d2',
    server: desk.copy,
    load: desk.load,
    copies: here.copies,
    save: (value, base) =>
      locked ? Promise.reject(new ORPCError('not_permitted', { status: 403 })) : save(value, base),
  })
  await stubborn.start()
  stubborn.change('已送审的稿件')
  await vi.advanceTimersByTimeAsync(900)
  expect(stubborn.view()).toMatchObject({ status: 'refused', value: '已送审的稿件' })
  expect(here.kept.get('p1:d2')).toMatchObject({ value: '已送审的稿件' })
  locked = false
  stubborn.change('已送审的稿件。')
  await vi.advanceTimersByTimeAsync(900)
  expect(stubborn.view().status).toBe('saved')
  saver.stop()
})
