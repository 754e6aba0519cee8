import { setTimeout as sleep } from 'node:timers/promises'
import { run } from 'graphile-worker'
import type { Runner } from 'graphile-worker'
import { runMigrations } from 'graphile-worker'
import { runCommand } from './command.ts'
import type { App, Cx } from './command.ts'
import { guardRail, runtimeRole } from './runtime-role.ts'
import { systemActor } from './system-actor.ts'
import { WorkerPool } from './worker-pool.ts'

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
 * Starts the worker. `stop()` waits for running jobs. A worker gives up when the database stays away: another takes its place, so
 * that background work goes on when the database is back.
 */
export async function startJobs(app: App, url: string, jobs: Jobs): Promise<{ stop(): Promise<void> }> {
  const pool = new WorkerPool({ connectionString: url, options: `-c role=${runtimeRole}`, max: 5 })
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
      const stopped = state.runner.stop().catch(() => {}) // it has given up already
      await Promise.race([stopped, sleep(8000, undefined, { ref: false })]) // or waits for a database that stays away
      void pool.end()
    },
  }
}

function begin(app: App, pool: WorkerPool, jobs: Jobs): Promise<Runner> {
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
