import { applyUpdate, Doc } from 'yjs'
import { addElement, elementsOf, placeCard, remove } from '#canvas/document'
import type { Placement } from '#canvas/element'
import { restoreElements } from '#canvas/versions/restore_elements'
import { CanvasClient } from '#tests/support/canvas_client'
import { numbersOf } from '#tests/support/random'
import { Visitor } from '#tests/support/visitor'
import type { Benchmark } from './benchmark.js'
import { CanvasArm } from './support/canvas_arm.js'
import { percentile, timed } from './support/statistics.js'

const PEOPLE = 10
const ELEMENTS = 800
const ROUNDS = 20
const POINTS = 60

/**
 * How long it takes from asking for an earlier state until ten people who have the canvas open see
 * all of it again. They share the cores of this machine with the server.
 */
export const canvasRestore: Benchmark = {
  name: 'canvas-restore',
  doc: `an earlier state of ${ELEMENTS} elements, brought back for ${PEOPLE} people`,
  async run() {
    const arm = await CanvasArm.start('ours')
    const [room] = await arm.rooms(1, PEOPLE)
    if (!room) throw new Error('There is no canvas')
    const { canvas, tokens, signIns } = room
    const people = await Promise.all(
      tokens.map((token) => new CanvasClient({ token }, canvas, canvas, () => arm.url).synced())
    )
    const [restorer, signIn] = [people[0], signIns[0]]
    if (!restorer || !signIn) throw new Error('Nobody is there')
    const visitor = await new Visitor(arm.url).signIn(signIn)
    const everybodyHas = (count: number) =>
      Promise.all(people.map((each) => each.until(() => elementsOf(each.doc).size === count)))
    const versions = `/canvases/${canvas}/versions`

    draw(restorer.doc)
    await everybodyHas(ELEMENTS)
    const kept = await visitor.submit('POST', versions, { name: 'All of it' })
    const { id }: { id: string } = JSON.parse(await kept.text())
    // Who restores a version has looked at it before.
    const past = new Doc()
    const state = await (await visitor.get(`${versions}/${id}`)).arrayBuffer()
    applyUpdate(past, new Uint8Array(state))
    const samples: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      remove(restorer.doc, [...elementsOf(restorer.doc).keys()])
      await everybodyHas(0)
      await restorer.confirmed()
      const took = await timed(async () => {
        const answer = await visitor.submit('POST', `${versions}/${id}/restore`)
        if (!answer.ok) throw new Error(`It was refused: ${answer.status}`)
        restoreElements(restorer.doc, past)
        await everybodyHas(ELEMENTS)
      })
      samples.push(took)
    }
    for (const each of people) each.close()
    await arm.end()
    return {
      figures: {
        p50Ms: percentile(samples, 0.5),
        p95Ms: percentile(samples, 0.95),
        worstMs: percentile(samples, 1),
      },
      budget: { p95Ms: 300 },
    }
  },
}

/** Notes, cards and strokes in equal parts. */
function draw(doc: Doc): void {
  const random = numbersOf(1)
  for (let number = 0; number < ELEMENTS; number++) {
    const at: Placement = [random() * 4000, random() * 4000, 0, 1]
    const author = 'somebody'
    if (number % 3 === 0) placeCard(doc, { card: 'a card of a deck', at, author })
    else if (number % 3 === 1) {
      addElement(doc, { kind: 'note', text: 'What keeps me awake', colour: 'red', at, author })
    } else {
      const points = Float32Array.from({ length: POINTS * 3 }, (_, i) =>
        i % 3 === 2 ? 0.3 + random() * 0.1 : i + random() * 9
      )
      const stroke = { kind: 'stroke', colour: 'ink', width: 4, highlights: false } as const
      addElement(doc, { ...stroke, points, at, author })
    }
  }
}
