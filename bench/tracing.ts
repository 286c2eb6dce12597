import { readFileSync } from 'node:fs'
import { Appliance } from '#tests/support/appliance'
import { Receiver } from '#tests/support/receiver'
import { readSpans } from '#tests/support/spans'
import type { Benchmark } from './benchmark.js'
import { load, openPeoplePages, type PeoplePages } from './support/people_pages.js'
import { percentile, ratioOf } from './support/statistics.js'

const ROUNDS = 20
const ROUND = { clients: 4, requests: 150, warmUp: 0 }
const WARM_UP = { clients: 4, requests: 400, warmUp: 0 }
/** How long a processor counts as one tick, in milliseconds: the same on every Linux. */
const TICK_MS = 10

/** Milliseconds of a processor that a process has used. */
function processorMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

interface Arm {
  appliance: Appliance
  pages: PeoplePages
  samples: number[]
  usedMs: number
}

async function armOf(environment: NodeJS.ProcessEnv): Promise<Arm> {
  const appliance = await Appliance.start({ environment: { LOG_LEVEL: 'error', ...environment } })
  const pages = await openPeoplePages(appliance)
  await load(pages.session, pages.cookie, WARM_UP)
  return { appliance, pages, samples: [], usedMs: 0 }
}

async function runRound(arm: Arm): Promise<void> {
  const { appliance, pages, samples } = arm
  const before = processorMs(appliance.process.pid)
  samples.push(...(await load(pages.session, pages.cookie, ROUND)))
  arm.usedMs += processorMs(appliance.process.pid) - before
}

/** What traces cost: the session page of an appliance that sends its traces, and of one that does not. */
export const tracing: Benchmark = {
  name: 'tracing',
  doc: 'cost of traces: the session page with and without them, by turns',
  async run() {
    const receiver = await Receiver.start()
    const off = await armOf({})
    const on = await armOf({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })
    try {
      receiver.received.length = 0
      for (let round = 0; round < ROUNDS; round++) {
        // Each comes first equally often, so that what else the machine does meets both.
        for (const arm of round % 2 === 0 ? [off, on] : [on, off]) await runRound(arm)
      }
      const requests = ROUNDS * ROUND.requests
      const spans = readSpans(receiver.received).length
      if (spans < requests) throw new Error('The traces did not arrive')
      const figuresOf = ({ samples, usedMs }: Arm) => ({
        p50Ms: percentile(samples, 0.5),
        p95Ms: percentile(samples, 0.95),
        processorMs: usedMs / requests,
      })
      return {
        figures: { ...figuresOf(on), spansPerRequest: spans / requests, requests },
        peer: figuresOf(off),
        ratio: {
          p50: ratioOf(percentile(on.samples, 0.5), percentile(off.samples, 0.5)),
          processor: ratioOf(on.usedMs, off.usedMs),
        },
        budget: { processor: 1.05 },
      }
    } finally {
      await Promise.all([off.appliance.dispose(), on.appliance.dispose()])
      await receiver.stop()
    }
  },
}
