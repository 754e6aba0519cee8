import { run } from 'graphile-worker'
import type { Runner } from 'graphile-worker'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { runCommand } from './command.ts'
import type { App, Cx } from './command.ts'
import { systemActor } from './system-actor.ts'

/** What runs in the background: each job is one transaction, may run twice and must not mind. */
export type Job = (cx: Cx, payload: Record<string, unknown>) => Promise<void>

/** `every` jobs run on that beat in every process; they take their own lock where only one may. */
export interface Jobs { named: Record<string, Job>; everyMinute: Record<string, Job> }

export const prepareJobs = (url: string) => runMigrations({ connectionString: url })

/** Starts the worker on the process's own pool. `stop()` waits for running jobs. */
export async function startJobs(app: App, pool: pg.Pool, jobs: Jobs): Promise<Runner> {
  const tasks = { ...jobs.named, ...jobs.everyMinute }
  return run({
    pgPool: pool, concurrency: 2, noHandleSignals: true, pollInterval: 2000,
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, job]) => [name, (payload: unknown) => runCommand(app, systemActor, (cx) => job(cx, (payload ?? {}) as Record<string, unknown>))])),
    crontab: Object.keys(jobs.everyMinute).map((name) => `* * * * * ${name} ?max=3`).join('\n'),
    logger: quietLogger(app) as never,
  })
}

function quietLogger(app: App) {
  return { scope: () => quietLogger(app), error: (message: string) => app.log.error({ job: true }, message), warn: (message: string) => app.log.warn({ job: true }, message), info: () => {}, debug: () => {}, log: () => {} }
}
