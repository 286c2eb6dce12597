import type { Benchmark } from './benchmark.js'
import { CanvasArm } from './support/canvas_arm.js'
import { People } from './support/canvas_people.js'
import { percentile, ratioOf } from './support/statistics.js'

const PEOPLE = 10
const DOING = { writers: 2, writesPerSecond: 10, cursorsPerSecond: 0 }
const FIRST = 10
const STEP = 1.4
const MOST = 400
const MEASURE_S = 3
/** A room is served while a change reaches the others in this time. Milliseconds. */
const LONGEST_P95 = 100
const LEAST_RATIO = 2

/**
 * How many canvases with ten people, two of whom draw ten times a second, one process serves until a
 * change takes longer than 100 ms to one in twenty people; and how many an unmodified Hocuspocus
 * server serves, which neither checks access nor stores anything. The people share the cores of this
 * machine with the server.
 */
export const canvasRooms: Benchmark = {
  name: 'canvas-rooms',
  doc: 'canvases with ten people that one process serves, beside an unmodified Hocuspocus server',
  async run() {
    const ours = await served('ours')
    const peer = await served('peer')
    if (peer.rooms === 0) throw new Error('This machine is too busy to compare anything on')
    const roomsRatio = ratioOf(ours.rooms, peer.rooms)
    return {
      figures: ours,
      peer,
      ratio: { roomsRatio, shortOfRatio: Math.max(0, LEAST_RATIO - roomsRatio) },
      budget: { shortOfRatio: 0 },
    }
  },
}

/** The most rooms that a server serves well, and what each takes. */
async function served(kind: 'ours' | 'peer') {
  const arm = await CanvasArm.start(kind)
  const { rssMiB } = await arm.usage()
  const found = { rooms: 0, p95Ms: 0, roomMiB: 0 }
  for (let rooms = FIRST; rooms <= MOST; rooms = Math.round(rooms * STEP)) {
    const people = await People.connect(arm.url, await arm.rooms(rooms, PEOPLE))
    const { samples, lost } = await people.act(DOING, MEASURE_S)
    const held = (await arm.usage()).rssMiB - rssMiB
    await people.end()
    const p95Ms = percentile(samples, 0.95)
    console.log(`${kind}: ${rooms} rooms, p95 ${p95Ms} ms, ${lost} lost`)
    if (p95Ms > LONGEST_P95 || lost > 0) break
    Object.assign(found, { rooms, p95Ms, roomMiB: Math.round((held / rooms) * 100) / 100 })
  }
  await arm.end()
  return found
}
