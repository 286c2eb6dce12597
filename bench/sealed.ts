import { randomBytes, randomUUID } from 'node:crypto'
import { DataKeys } from '#core/keys/data_keys'
import { newDataKey, wrapKey } from '#core/keys/wrapping'
import type { Benchmark } from './benchmark.js'
import { percentile } from './support/statistics.js'

const ROUNDS = 20_000
const WARM_UP = 2_000
const BYTES = 4096

function timedSync<Result>(samples: number[], work: () => Result): Result {
  const from = performance.now()
  const result = work()
  samples.push(performance.now() - from)
  return result
}

/** The cost of a sealed column, once the scope has read the keys, and of unwrapping these. */
export const sealed: Benchmark = {
  name: 'sealed',
  doc: 'cost of sealing and opening a column of 4 KB',
  async run() {
    const appliance = { name: 'appliance', key: newDataKey() }
    const holder = { organisation: randomUUID() }
    const wrapped = wrapKey(appliance, holder, { version: 1, key: newDataKey() })
    const row = { organisation_id: holder.organisation, person_id: null, version: 1 }
    const keysOf = () =>
      new DataKeys(holder, [{ ...row, wrapped, wrapped_by: 'appliance' }], () => appliance)
    const samples: Record<'seal' | 'open' | 'unwrap', number[]> = { seal: [], open: [], unwrap: [] }
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      if (round === 0) for (const each of Object.values(samples)) each.length = 0
      const value = randomBytes(BYTES)
      const place = { table: 'journal_entries', column: 'text', row: randomUUID() }
      const keys = keysOf()
      timedSync(samples.unwrap, () => keys.newest)
      const bytes = timedSync(samples.seal, () => keys.seal(place, value))
      const opened = timedSync(samples.open, () => keys.open(place, bytes))
      if (!opened?.equals(value)) throw new Error('It opened to something else')
    }
    const { seal, open, unwrap } = samples
    return {
      figures: {
        sealP50Ms: percentile(seal, 0.5),
        sealP95Ms: percentile(seal, 0.95),
        openP50Ms: percentile(open, 0.5),
        openP95Ms: percentile(open, 0.95),
        unwrapP95Ms: percentile(unwrap, 0.95),
        rounds: ROUNDS,
      },
      budget: { sealP95Ms: 0.1, openP95Ms: 0.1 },
    }
  },
}
