import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { organisationPolicy, secure } from '#database/policies'
import type { Postgres } from '#tests/services/postgres'
import type { Service } from '#tests/services/service'
import type { EventAnswer, EventRequest, Times } from './event_process.js'

const PROCESS = fileURLToPath(new URL('./event_process.js', import.meta.url))
const CONSOLE = fileURLToPath(new URL('../../bin/console.js', import.meta.url))

/** Brings a database to this release. */
export function migrate(environment: NodeJS.ProcessEnv): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CONSOLE, 'migrate'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The database could not be migrated:\n${stdout}${stderr}`)
}

/** Makes organisations and the table of effects, which nothing keeps a second row out of. */
export async function makeStage(ownerUrl: string, organisations: number): Promise<string[]> {
  const client = new Client(ownerUrl)
  await client.connect()
  const ids = Array.from({ length: organisations }, () => randomUUID())
  for (const id of ids) {
    await client.query(`insert into organisations (id, name) values ($1, 'Bench')`, [id])
  }
  await client.query(`
    create table bench_effects (event_id uuid, organisation_id uuid);
    create index on bench_effects (event_id);
    ${secure('bench_effects', ['insert'])}
    ${organisationPolicy('bench_effects')}`)
  await client.end()
  return ids
}

/**
 * Brings a PostgreSQL to this release and makes a stage on it.
 *
 * @param home folder that the processes share
 * @param others what they use beside the database
 */
export async function stageOn(
  { settings, superuserUrl }: Postgres,
  home: string,
  others: Service[],
  count: number
) {
  const { DATABASE_OWNER_URL, ...own } = settings
  const theirs = Object.assign({}, ...others.map((each) => each.settings))
  const environment = { BELVEDERE_HOME: home, LOG_LEVEL: 'silent', ...own, ...theirs }
  migrate({ ...environment, DATABASE_OWNER_URL })
  return { environment, organisations: await makeStage(superuserUrl, count) }
}

/** One of the processes that tell and handle events. */
export class EventProcess {
  private constructor(readonly child: ChildProcess) {}

  /** Starts it and waits until it works. */
  static async start(environment: NodeJS.ProcessEnv, role: 'tell' | 'work'): Promise<EventProcess> {
    const child = fork(PROCESS, [role], {
      env: { ...process.env, ...environment },
      // One that cannot start says so by ending.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const started = new EventProcess(child)
    await started.#answer((answer) => ('ready' in answer ? true : undefined))
    return started
  }

  /** Tells events; resolves with when the scope of each was committed. */
  tell(request: Extract<EventRequest, { tell: unknown }>['tell']): Promise<Times> {
    this.child.send({ tell: request } satisfies EventRequest)
    return this.#answer((answer) => ('told' in answer ? answer.told : undefined))
  }

  /** When the effect of each event was committed, of those that were handled since the last call. */
  handled(): Promise<Times> {
    this.child.send({ report: true } satisfies EventRequest)
    return this.#answer((answer) => ('handled' in answer ? answer.handled : undefined))
  }

  /** Ends it at once, as `kill -9` does. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGKILL')
    await gone
  }

  #answer<Answer>(find: (answer: EventAnswer) => Answer | undefined): Promise<Answer> {
    const { child } = this
    return new Promise((resolve, reject) => {
      const settle = () => {
        child.off('message', listen)
        child.off('exit', onExit)
      }
      const listen = (message: EventAnswer) => {
        const answer = find(message)
        if (answer === undefined) return
        settle()
        resolve(answer)
      }
      const onExit = () => {
        settle()
        reject(new Error('The process has ended'))
      }
      child.on('message', listen)
      child.once('exit', onExit)
    })
  }
}
