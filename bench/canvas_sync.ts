import type { Benchmark } from './benchmark.js'
import { CanvasArm } from './support/canvas_arm.js'
import { People } from './support/canvas_people.js'
import { percentile, ratioOf } from './support/statistics.js'

const PEOPLE = 100
const DOING = { writers: 10, writesPerSecond: 30, cursorsPerSecond: 20 }
const ROUNDS = 4
const ROUND_S = 5
const WARM_UP_S = 3

/**
 * How long it takes from a change to each of a hundred people who have the same canvas open and move
 * their cursors, with access checked and what is drawn stored; and the same with an unmodified
 * Hocuspocus server that does neither, in turns. The people share the cores of this machine with
 * both, so the figures hold their own work too.
 */
export const canvasSync: Benchmark = {
  name: 'canvas-sync',
  doc: 'a change to each of 100 people on one canvas, beside an unmodified Hocuspocus server',
  async run() {
    const arms = await Promise.all([armOf('ours'), armOf('peer')])
    for (let round = 0; round < ROUNDS; round++) {
      for (const each of arms) {
        const before = await each.arm.usage()
        const { samples, lost } = await each.people.act(DOING, ROUND_S)
        for (const sample of samples) each.samples.push(sample)
        each.lost += lost
        each.processorMs += (await each.arm.usage()).processorMs - before.processorMs
      }
    }
    for (const { arm, people } of arms) {
      await people.end()
      await arm.end()
    }
    const [ours, peer] = arms.map(figuresOf)
    if (!ours || !peer) throw new Error('Nothing was measured')
    return {
      figures: ours,
      peer,
      ratio: {
        p95Ratio: ratioOf(ours.p95Ms, peer.p95Ms),
        processorRatio: ratioOf(ours.processorShare, peer.processorShare),
      },
      budget: { p95Ms: 50, p99Ms: 100, p95Ratio: 1, lost: 0 },
    }
  },
}

interface Arm {
  arm: CanvasArm
  people: People
  samples: number[]
  lost: number
  processorMs: number
}

async function armOf(kind: 'ours' | 'peer'): Promise<Arm> {
  const arm = await CanvasArm.start(kind)
  const people = await People.connect(arm.url, await arm.rooms(1, PEOPLE))
  await people.act(DOING, WARM_UP_S)
  return { arm, people, samples: [], lost: 0, processorMs: 0 }
}

function figuresOf({ samples, lost, processorMs }: Arm) {
  return {
    changes: samples.length / PEOPLE,
    p50Ms: percentile(samples, 0.5),
    p95Ms: percentile(samples, 0.95),
    p99Ms: percentile(samples, 0.99),
    lost,
    processorShare: Math.round((processorMs / (ROUNDS * ROUND_S * 1000)) * 100) / 100,
  }
}
