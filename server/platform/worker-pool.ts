import pg from 'pg'

/**
 * Connections of the background worker alone, so that busy pages cannot starve it. The worker ends a job without waiting for the
 * answer: a connection lost at that moment would be nobody's error and end the process. Lost connections therefore carry the code
 * on which the worker tries again (3 s, then longer), and after `end()` it asks in vain instead of failing.
 */
export class WorkerPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super({ ...config, Client: PatientClient })
    this.on('error', () => {}) // a broken idle connection is replaced at the next query
    this.on('connect', (client) => void client.on('error', () => {}))
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    if (callback) return super.connect(callback)
    if (this.ending) return new Promise(() => {})
    return super.connect().catch(tryAgain)
  }
}

class PatientClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-explicit-any -- the driver declares eleven ways to ask
  override query(...question: any[]): any {
    const answer: unknown = super.query(...(question as Parameters<pg.Client['query']>))
    return answer instanceof Promise ? answer.catch(tryAgain) : answer
  }
}

/** Whatever PostgreSQL itself did not say: refused, cut, timed out; and that it starts, stops or has no place left. */
function tryAgain(error: Error & { code?: string }): never {
  const said = error instanceof pg.DatabaseError && !/^(08|53|57P)/.test(error.code ?? '')
  throw said ? error : Object.assign(error, { code: 'ETIMEDOUT' })
}
