import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { startNats } from '#tests/services/nats'
import { startPostgres } from '#tests/services/postgres'
import type { Benchmark } from './benchmark.js'
import { EventProcess, makeStage, migrate, stageOn } from './support/event_stage.js'
import { percentile } from './support/statistics.js'

const ORGANISATIONS = 8

interface Load {
  count: number
  /** 0 for as fast as it goes. */
  perSecond: number
  /** Told in one scope. */
  atOnce: number
}

/** Tells events at a rate, and measures from the commit of each until that of its effect. */
async function measure(
  teller: EventProcess,
  worker: EventProcess,
  organisations: string[],
  load: Load
) {
  const told = new Map(await teller.tell({ organisations, ...load }))
  const handled = new Map<string, number>()
  while (handled.size < told.size) {
    for (const [event, at] of await worker.handled()) handled.set(event, at)
    await wait(50)
  }
  const delays = [...told].map(([event, at]) => (handled.get(event) ?? Number.NaN) - at)
  const from = Math.min(...told.values())
  const until = Math.max(...handled.values())
  return {
    perSecond: Math.round(told.size / ((until - from) / 1000)),
    p50: percentile(delays, 0.5),
    p95: percentile(delays, 0.95),
  }
}

async function onTable() {
  const home = mkdtempSync(join(tmpdir(), 'belvedere-bench-'))
  const database = await EmbeddedDatabase.start(join(home, 'database'))
  const environment = { BELVEDERE_HOME: home, DATABASE_URL: database.url, LOG_LEVEL: 'silent' }
  try {
    migrate({ ...environment, DATABASE_OWNER_URL: database.url })
    const organisations = await makeStage(database.url, ORGANISATIONS)
    await database.becomeApplication()
    // As `npm start` does: one process tells and handles.
    const both = await EventProcess.start(environment, 'work')
    const load = (count: number, perSecond: number) =>
      measure(both, both, organisations, { count, perSecond, atOnce: 10 })
    await load(200, 0)
    const burst = await load(1_000, 0)
    const steady = await load(1_000, Math.round(burst.perSecond / 2))
    await both.kill()
    return { perSecond: burst.perSecond, p95: steady.p95 }
  } finally {
    await database.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** How the reference configuration writes out. */
function referenceSync(): string {
  const file = new URL('../../appliance/nats/nats.conf', import.meta.url)
  const found = /sync_interval: (\w+)/.exec(readFileSync(file, 'utf8'))?.[1]
  if (!found) throw new Error('The reference configuration names no sync_interval')
  return found
}

async function onJetStream(sync: string, load: Load) {
  const home = mkdtempSync(join(tmpdir(), 'belvedere-bench-'))
  const postgres = await startPostgres()
  const nats = await startNats('', { sync })
  try {
    const { environment, organisations } = await stageOn(postgres, home, [nats], ORGANISATIONS)
    const worker = await EventProcess.start(environment, 'work')
    const teller = await EventProcess.start(environment, 'tell')
    await measure(teller, worker, organisations, { ...load, count: 2_000 })
    const found = await measure(teller, worker, organisations, load)
    await worker.kill()
    await teller.kill()
    return found
  } finally {
    await nats.remove()
    await postgres.remove()
    rmSync(home, { recursive: true, force: true })
  }
}

/** From the commit of an event to the commit of its effect, one row in a table. */
export const outbox: Benchmark = {
  name: 'outbox',
  doc: 'events from commit to effect: embedded, and on JetStream with PostgreSQL',
  async run() {
    const table = await onTable()
    const stream = await onJetStream(referenceSync(), {
      count: 40_000,
      perSecond: 2_200,
      atOnce: 10,
    })
    const always = await onJetStream('always', { count: 1_500, perSecond: 150, atOnce: 10 })
    return {
      figures: {
        jetstreamPerSecond: stream.perSecond,
        jetstreamUsPerEvent: Math.round(1_000_000 / stream.perSecond),
        jetstreamP50Ms: stream.p50,
        jetstreamP95Ms: stream.p95,
      },
      peer: {
        embeddedPerSecond: table.perSecond,
        embeddedP95Ms: table.p95,
        jetstreamAlwaysSyncedPerSecond: always.perSecond,
        jetstreamAlwaysSyncedP95Ms: always.p95,
      },
      // 500 µs for each event are 2,000 in a second.
      budget: { jetstreamUsPerEvent: 500, jetstreamP95Ms: 100 },
    }
  },
}
