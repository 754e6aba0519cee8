import type { z } from 'zod'
import type { LineTest } from '../../contract/exchange.ts'
import { runQuery } from '../platform/command.ts'
import type { App } from '../platform/command.ts'
import type { Actor } from '../platform/access.ts'
import { Caller } from './carrier/caller.ts'
import { noteContact } from './line-notes.ts'
import { loadLineRow } from './lines.ts'
import { loadOwn } from './own-keys.ts'
import { tlsFingerprintsOf } from './peer-keys.ts'

/** 测试线路: upward a call is made now; a node below opens its own connections, so what counts is whether one stands. */
export async function testLine(app: App, actor: Actor, input: { id: string }): Promise<z.infer<typeof LineTest>> {
  const line = await runQuery(app, actor, (cx) => loadLineRow(cx, input.id))
  if (line.role === 'lower') {
    const silence = line.last_contact_at ? app.clock().getTime() - line.last_contact_at.getTime() : Infinity
    const ok = silence < 60_000
    return {
      ok,
      roundTripMs: null,
      clockOffsetMs: line.clock_offset_ms,
      problem: ok ? null : '下级节点目前没有连上来。线路由下级发起，请与对方核对网络和服务是否正常。',
    }
  }
  const own = (await loadOwn(app, app.db))!
  const caller = new Caller(line.url!, own.tls, await tlsFingerprintsOf(app.db, line.id))
  try {
    const answer = await caller.get('GET', '/x/v1/ping', { timeoutMs: 8000 })
    await noteContact(app, line.id, answer)
    return { ok: true, roundTripMs: answer.roundTripMs, clockOffsetMs: answer.clockOffsetMs, problem: null }
  } catch (error) {
    return { ok: false, roundTripMs: null, clockOffsetMs: null, problem: (error as Error).message }
  } finally {
    caller.close()
  }
}
