import { setTimeout as sleep } from 'node:timers/promises'
import { run } from 'graphile-worker'
import type { Runner } from 'graphile-worker'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { runCommand } from './command.ts'
import type { App, Cx } from './command.ts'
import { guardRail } from './runtime-role.ts'
import { systemActor } from './system-actor.ts'

/** What runs in the background: each job is one transaction, may run twice and must not mind. */
export type Job = (cx: Cx, payload: Record<string, unknown>) => Promise<void>

/** `every` jobs run on that beat in every process; they take their own lock where only one may. */
export interface Jobs {
  named: Record<string, Job>
  everyMinute: Record<string, Job>
}

/** As the owner of the tables: the worker itself runs as who owns nothing. */
export async function prepareJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url })
  await guardRail(url)
}

/**
 * Starts the worker on the process's own pool. `stop()` waits for running jobs. A worker gives up when the database goes away in the
 * middle of a job: another takes its place, so that background work goes on when the database is back.
 */
export async function startJobs(app: App, pool: pg.Pool, jobs: Jobs): Promise<{ stop(): Promise<void> }> {
  const state = { stopped: false, runner: await begin(app, pool, jobs) }
  const replace = async () => {
    while (!state.stopped) {
      await state.runner.promise.catch((error: unknown) => app.log.error({ err: error }, 'the worker gave up'))
      await sleep(2000, undefined, { ref: false })
      if (state.stopped) return
      try {
        state.runner = await begin(app, pool, jobs)
        if (state.stopped) await state.runner.stop()
      } catch (error) {
        app.log.error({ err: error }, 'the worker cannot start yet')
      }
    }
  }
  void replace()
  return {
    async stop() {
      state.stopped = true
      await state.runner.stop().catch(() => {}) // it has given up already
    },
  }
}

function begin(app: App, pool: pg.Pool, jobs: Jobs): Promise<Runner> {
  const tasks = { ...jobs.named, ...jobs.everyMinute }
  return run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, job]) => [
        name,
        (payload: unknown) => runCommand(app, systemActor, (cx) => job(cx, (payload ?? {}) as Record<string, unknown>)),
      ]),
    ),
    crontab: Object.keys(jobs.everyMinute)
      .map((name) => `* * * * * ${name} ?max=3`)
      .join('\n'),
    logger: quietLogger(app) as never,
  })
}

function quietLogger(app: App) {
  return {
    scope: () => quietLogger(app),
    error: (message: string) => app.log.error({ job: true }, message),
    warn: (message: string) => app.log.warn({ job: true }, message),
    info: () => {},
    debug: () => {},
    log: () => {},
  }
}
