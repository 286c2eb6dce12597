import { mkdtempSync, rmSync } from 'node:fs'
import { randomInt } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { startNats } from '#tests/services/nats'
import { startPostgres } from '#tests/services/postgres'
import { startValkey } from '#tests/services/valkey'
import { numbersOf } from '#tests/support/random'
import type { Benchmark } from './benchmark.js'
import { EventProcess, stageOn } from './support/event_stage.js'

const KILLS = 1_000
const ORGANISATIONS = 4
const WORKERS = 2
const TOLD_PER_SECOND = 100
const LONGEST_LIFE_MS = 300
/** After the last kill, messages of killed workers come again within seconds. */
const DRAINED_MS = 180_000

/** Something that is killed, and started again. */
interface Target {
  kind: string
  kill: () => Promise<void>
  restart: () => Promise<void>
  /** Settled when it works again. */
  isUp: Promise<void>
}

/** Counts what the database says: an effect too few is lost, one too many is doubled. */
const COUNT = `
  select count(*)::int as told,
    count(*) filter (where effects = 0)::int as lost,
    coalesce(sum(greatest(effects - 1, 0)), 0)::int as doubled,
    count(*) filter (where is_dead)::int as dead
  from (
    select (select count(*) from bench_effects e where e.event_id = o.id) as effects,
      exists (select from dead_letters d where d.event_id = o.id) as is_dead
    from outbox o where o.name = 'bench.told'
  ) counted`

/**
 * Kills worker processes (each a relay and a consumer), NATS and Valkey at random, again and again,
 * while events are told. `npm run bench -- faults [kills] [seed]`.
 */
export const faults: Benchmark = {
  name: 'faults',
  doc: 'kill -9 of workers, NATS and Valkey under load: nothing lost, nothing doubled [kills] [seed]',
  async run() {
    const kills = Number(process.argv[3] ?? KILLS)
    const seed = Number(process.argv[4] ?? randomInt(2 ** 31))
    console.log(`seed ${seed}, ${kills} kills`)
    const random = numbersOf(seed)
    const home = mkdtempSync(join(tmpdir(), 'belvedere-faults-'))
    const postgres = await startPostgres()
    const nats = await startNats()
    const valkey = await startValkey()
    const { environment, organisations } = await stageOn(
      postgres,
      home,
      [nats, valkey],
      ORGANISATIONS
    )
    const client = new Client(postgres.superuserUrl)
    await client.connect()
    const counted = async () => {
      const { rows } =
        await client.query<Record<'told' | 'lost' | 'doubled' | 'dead', number>>(COUNT)
      const [row] = rows
      if (!row) throw new Error('Nothing was counted')
      return row
    }

    const workers: EventProcess[] = []
    const targets: Target[] = [nats, valkey].map((service, index) => ({
      kind: index === 0 ? 'nats' : 'valkey',
      kill: () => service.kill(),
      restart: () => service.restart(),
      isUp: Promise.resolve(),
    }))
    for (let number = 0; number < WORKERS; number++) {
      const start = async () => {
        workers[number] = await startWhenPossible(environment)
      }
      await start()
      targets.push({
        kind: 'worker',
        kill: async () => workers[number]?.kill(),
        restart: start,
        isUp: Promise.resolve(),
      })
    }

    const teller = await EventProcess.start(environment, 'tell')
    const over = new AbortController()
    const telling = (async () => {
      while (!over.signal.aborted) {
        const load = { count: TOLD_PER_SECOND, perSecond: TOLD_PER_SECOND, atOnce: 2 }
        await teller.tell({ organisations, ...load })
      }
    })()

    const from = performance.now()
    const counts: Record<string, number> = {}
    for (let killed = 0; killed < kills; killed++) {
      const target = targets[Math.floor(random() * targets.length)]
      if (!target) continue
      await target.isUp
      await wait(random() * LONGEST_LIFE_MS)
      await target.kill()
      target.isUp = target.restart()
      counts[target.kind] = (counts[target.kind] ?? 0) + 1
      if ((killed + 1) % 100 === 0)
        console.log(`${killed + 1} kills, ${(await counted()).told} told`)
    }
    const killingS = (performance.now() - from) / 1000
    await Promise.all(targets.map(({ isUp }) => isUp))
    over.abort()
    await telling
    const until = performance.now() + DRAINED_MS
    let found = await counted()
    while (found.lost > 0 && performance.now() < until) {
      await wait(250)
      found = await counted()
    }
    await client.end()
    await Promise.all([teller, ...workers].map((each) => each.kill()))
    await Promise.all([nats, valkey, postgres].map((each) => each.remove()))
    rmSync(home, { recursive: true, force: true })
    return {
      figures: {
        seed,
        kills,
        workerKills: counts.worker ?? 0,
        natsKills: counts.nats ?? 0,
        valkeyKills: counts.valkey ?? 0,
        killingS: Math.round(killingS),
        drainingS: Math.round((DRAINED_MS - (until - performance.now())) / 1000),
        told: found.told,
        lost: found.lost,
        doubled: found.doubled,
        buried: found.dead,
      },
      budget: { lost: 0, doubled: 0, buried: 0 },
    }
  },
}

/** A worker refuses to start while NATS is away, and whoever runs it starts it again. */
async function startWhenPossible(environment: NodeJS.ProcessEnv): Promise<EventProcess> {
  for (let left = 50; ; left--) {
    try {
      return await EventProcess.start(environment, 'work')
    } catch (error) {
      if (left === 0) throw error
    }
  }
}
