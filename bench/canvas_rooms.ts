import type { Benchmark } from './benchmark.js'
import { CanvasArm } from './support/canvas_arm.js'
import { People } from './support/canvas_people.js'
import { percentile, ratioOf } from './support/statistics.js'

const PEOPLE = 10
const DOING = { writers: 2, writesPerSecond: 10, cursorsPerSecond: 0 }
const FIRST = 50
const STEP = 1.25
const MOST = 1000
const MEASURE_S = 3
/** A room is served while a change reaches the others in this time. Milliseconds. */
const LONGEST_P95 = 100
const LEAST_RATIO = 2
const TIMES = 2

/**
 * How many canvases with ten people, two of whom draw ten times a second, are served until a change
 * takes longer than 100 ms to one in twenty people: by one process of ours, by two as the appliance
 * is installed (each canvas is led to one of them), and by an unmodified Hocuspocus server, which
 * neither checks access nor stores anything, and which is one process. Each number of canvases is
 * tried with one right after the other, and once more with who failed. The people share the cores of
 * this machine with the servers.
 */
export const canvasRooms: Benchmark = {
  name: 'canvas-rooms',
  doc: 'canvases with ten people that are served, beside an unmodified Hocuspocus server',
  async run() {
    const all = [
      await Tried.start('ours', 1),
      await Tried.start('ours', 2),
      await Tried.start('peer', 1),
    ]
    for (let rooms = FIRST; rooms <= MOST; rooms = Math.round(rooms * STEP)) {
      for (const tried of all) if (tried.serves) await tried.serve(rooms)
    }
    for (const tried of all) await tried.end()
    const [one, two, peer] = all.map(({ found }) => found)
    if (!one || !two || !peer || peer.rooms === 0) {
      throw new Error('This machine is too busy to compare anything on')
    }
    const onTwoRatio = ratioOf(two.rooms, peer.rooms)
    return {
      figures: { ...one, roomsOnTwo: two.rooms, p95OnTwoMs: two.p95Ms, roomOnTwoMiB: two.roomMiB },
      peer,
      ratio: {
        roomsRatio: ratioOf(one.rooms, peer.rooms),
        onTwoRatio,
        shortOfRatio: Math.max(0, LEAST_RATIO - onTwoRatio),
      },
      budget: { shortOfRatio: 0 },
    }
  },
}

/** Processes that serve canvases together, and the most canvases that they have served well. */
class Tried {
  serves = true
  readonly found = { rooms: 0, p95Ms: 0, roomMiB: 0 }

  private constructor(
    readonly name: string,
    readonly arms: readonly CanvasArm[],
    readonly rssMiB: number
  ) {}

  static async start(kind: 'ours' | 'peer', processes: number): Promise<Tried> {
    const arms = [await CanvasArm.start(kind)]
    while (arms.length < processes) arms.push(await CanvasArm.start(kind, arms[0]))
    return new Tried(`${kind} on ${processes}`, arms, await rssOf(arms))
  }

  async serve(rooms: number): Promise<void> {
    const people: People[] = []
    for (const [place, arm] of this.arms.entries()) {
      const share = Math.floor((rooms + place) / this.arms.length)
      people.push(await People.connect(arm.url, await arm.rooms(share, PEOPLE)))
    }
    this.serves = false
    for (let time = 0; time < TIMES && !this.serves; time++) {
      const acts = await Promise.all(people.map((each) => each.act(DOING, MEASURE_S)))
      const samples = acts.flatMap((act) => act.samples)
      const lost = acts.reduce((sum, act) => sum + act.lost, 0)
      const p95Ms = percentile(samples, 0.95)
      console.log(`${this.name}: ${rooms} rooms, p95 ${p95Ms} ms, ${lost} lost`)
      this.serves = p95Ms <= LONGEST_P95 && lost === 0
      if (!this.serves) continue
      const heldMiB = (await rssOf(this.arms)) - this.rssMiB
      Object.assign(this.found, {
        rooms,
        p95Ms,
        roomMiB: Math.round((heldMiB / rooms) * 100) / 100,
      })
    }
    for (const each of people) await each.end()
  }

  async end(): Promise<void> {
    // The first keeps the database of the others.
    for (const arm of this.arms.toReversed()) await arm.end()
  }
}

async function rssOf(arms: readonly CanvasArm[]): Promise<number> {
  let sum = 0
  for (const arm of arms) sum += (await arm.usage()).rssMiB
  return sum
}
