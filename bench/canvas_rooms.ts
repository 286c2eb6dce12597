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
 * How many canvases with ten people, two of whom draw ten times a second, one process serves until a
 * change takes longer than 100 ms to one in twenty people; and how many an unmodified Hocuspocus
 * server serves, which neither checks access nor stores anything. Each number of canvases is tried
 * with one right after the other, and once more with who failed. The people share the cores of this
 * machine with the servers.
 */
export const canvasRooms: Benchmark = {
  name: 'canvas-rooms',
  doc: 'canvases with ten people that one process serves, beside an unmodified Hocuspocus server',
  async run() {
    const [ours, peer] = [await Tried.start('ours'), await Tried.start('peer')]
    for (let rooms = FIRST; rooms <= MOST; rooms = Math.round(rooms * STEP)) {
      for (const tried of [ours, peer]) if (tried.serves) await tried.serve(rooms)
    }
    for (const { arm } of [ours, peer]) await arm.end()
    if (peer.found.rooms === 0) throw new Error('This machine is too busy to compare anything on')
    const roomsRatio = ratioOf(ours.found.rooms, peer.found.rooms)
    return {
      figures: ours.found,
      peer: peer.found,
      ratio: { roomsRatio, shortOfRatio: Math.max(0, LEAST_RATIO - roomsRatio) },
      budget: { shortOfRatio: 0 },
    }
  },
}

/** A server, and the most rooms that it has served well. */
class Tried {
  serves = true
  readonly found = { rooms: 0, p95Ms: 0, roomMiB: 0 }

  private constructor(
    readonly kind: 'ours' | 'peer',
    readonly arm: CanvasArm,
    readonly rssMiB: number
  ) {}

  static async start(kind: 'ours' | 'peer'): Promise<Tried> {
    const arm = await CanvasArm.start(kind)
    return new Tried(kind, arm, (await arm.usage()).rssMiB)
  }

  async serve(rooms: number): Promise<void> {
    const people = await People.connect(this.arm.url, await this.arm.rooms(rooms, PEOPLE))
    this.serves = false
    for (let time = 0; time < TIMES && !this.serves; time++) {
      const { samples, lost } = await people.act(DOING, MEASURE_S)
      const p95Ms = percentile(samples, 0.95)
      console.log(`${this.kind}: ${rooms} rooms, p95 ${p95Ms} ms, ${lost} lost`)
      this.serves = p95Ms <= LONGEST_P95 && lost === 0
      if (!this.serves) continue
      const heldMiB = (await this.arm.usage()).rssMiB - this.rssMiB
      Object.assign(this.found, {
        rooms,
        p95Ms,
        roomMiB: Math.round((heldMiB / rooms) * 100) / 100,
      })
    }
    await people.end()
  }
}
