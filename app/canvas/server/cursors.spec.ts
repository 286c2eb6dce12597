import { test } from '@japa/runner'
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { Cursors, readCursors } from './cursors.js'

const ANNA = { id: 'anna', name: 'Anna' }
const BEN = { id: 'ben', name: 'Ben' }
const [HERE, THERE] = [{}, {}]

/** What somebody who takes the server's messages sees, by the number of a Yjs client. */
function watcher(cursors: Cursors) {
  const awareness = new Awareness(new Doc())
  awareness.setLocalState(null)
  return () => {
    const message = cursors.changes('canvas')?.people
    if (message) {
      const decoder = createDecoder(message)
      readVarString(decoder)
      readVarUint(decoder)
      applyAwarenessUpdate(awareness, readVarUint8Array(decoder), 'server')
    }
    return Object.fromEntries(awareness.getStates())
  }
}

const stateAt = (x: number) => ({ cursor: { x, y: 0 } })
const at = (client: number, clock: number, x: number) => [{ client, clock, state: stateAt(x) }]

test.group('Cursors', () => {
  test('carry the name of who is signed in, whatever they claim', ({ assert }) => {
    const cursors = new Cursors()
    const seen = watcher(cursors)
    const state = { ...stateAt(1), person: { ...BEN, colour: 'red' }, more: 'of it' }
    cursors.take([{ client: 1, clock: 1, state }], ANNA, HERE)
    assert.deepEqual(seen(), { 1: { ...stateAt(1), person: ANNA } })
  })

  test('call everybody only for who leads', ({ assert }) => {
    const cursors = new Cursors()
    const seen = watcher(cursors)
    const state = { ...stateAt(1), calls: 1 }
    cursors.take([{ client: 1, clock: 1, state }], ANNA, HERE)
    cursors.take([{ client: 2, clock: 1, state }], { ...BEN, leads: true }, THERE)
    assert.deepEqual(seen(), { 1: { ...stateAt(1), person: ANNA }, 2: { ...state, person: BEN } })
  })

  test('are not moved or taken away by anybody else while they are there', ({ assert }) => {
    const cursors = new Cursors()
    const seen = watcher(cursors)
    cursors.take(at(1, 1, 1), ANNA, HERE)
    cursors.take(at(1, 9, 2), BEN, THERE)
    cursors.take([{ client: 1, clock: 9, state: null }], BEN, THERE)
    cursors.leave(THERE)
    assert.deepEqual(seen(), { 1: { ...stateAt(1), person: ANNA } })
  })

  test('go with the connection that brought them, and come back with the next', ({ assert }) => {
    const cursors = new Cursors()
    const seen = watcher(cursors)
    cursors.take(at(1, 5, 1), ANNA, HERE)
    seen()
    cursors.leave(HERE)
    assert.deepEqual(seen(), {})
    cursors.take(at(1, 5, 1), ANNA, THERE)
    assert.deepEqual(seen(), { 1: { ...stateAt(1), person: ANNA } })
  })

  test('stay with a new connection when the old one is found to have ended', ({ assert }) => {
    const cursors = new Cursors()
    const seen = watcher(cursors)
    cursors.take(at(1, 1, 1), ANNA, HERE)
    cursors.take(at(1, 2, 2), ANNA, THERE)
    cursors.leave(HERE)
    assert.deepEqual(seen(), { 1: { ...stateAt(2), person: ANNA } })
  })

  test('are told once each, as they are last', ({ assert }) => {
    const cursors = new Cursors()
    for (let x = 1; x <= 3; x++) cursors.take(at(1, x, x), ANNA, HERE)
    assert.isTrue(cursors.hasChanged)
    assert.deepEqual(watcher(cursors)(), { 1: { ...stateAt(3), person: ANNA } })
    assert.isFalse(cursors.hasChanged)
    assert.isNull(cursors.changes('canvas'))
  })

  test('are as many as one person has windows, not more', ({ assert }) => {
    const cursors = new Cursors()
    for (let client = 0; client < 20; client++) cursors.take(at(client, 1, 1), ANNA, HERE)
    assert.lengthOf(Object.keys(watcher(cursors)()), 8)
  })

  test('are read as clients write them, and nothing else', ({ assert }) => {
    const awareness = new Awareness(new Doc())
    awareness.setLocalState(stateAt(1))
    const told = encodeAwarenessUpdate(awareness, [awareness.clientID])
    assert.deepEqual(readCursors(told), at(awareness.clientID, 1, 1))
    assert.throws(() => readCursors(told.subarray(0, -2)))
    awareness.setLocalState({ x: 'x'.repeat(5_000) })
    assert.isNull(readCursors(encodeAwarenessUpdate(awareness, [awareness.clientID])))
  })
})
