import { test } from '@japa/runner'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import type { TestPerson } from '#tests/support/people'

test.group('Bringing everybody to where one looks', () => {
  type Cleanup = (work: () => void) => void
  const open = async (cleanup: Cleanup, person: TestPerson, canvas: string) => {
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    return client.synced()
  }
  /** What a client hears of another, once what was told last has come. */
  const heard = async (listener: CanvasClient, teller: CanvasClient, state: object) => {
    teller.provider.awareness?.setLocalState(state)
    const seen = () => listener.provider.awareness?.getStates().get(teller.doc.clientID)
    await listener.until(() => seen() !== undefined)
    return seen()
  }

  test('is not for who takes part, nor does anything else pass that is not known', async ({
    assert,
    cleanup,
  }) => {
    const { one, two, session } = await makeSharedCanvas()
    const [teller, listener] = [
      await open(cleanup, one, session),
      await open(cleanup, two, session),
    ]
    const state = { cursor: null, calls: 1, words: 'a\u202Eb\nc', elements: { all: 'of it' } }
    assert.deepEqual(await heard(listener, teller, state), {
      cursor: null,
      words: 'ab c',
      person: { id: one.id, name: one.name },
    })
  })

  test('is for who leads the session, and for the owner of a private canvas', async ({
    assert,
    cleanup,
  }) => {
    const { one, facilitator, session } = await makeSharedCanvas()
    const listener = await open(cleanup, one, session)
    const lead = await open(cleanup, facilitator, session)
    const told = await heard(listener, lead, { cursor: null, calls: 5 })
    assert.equal(told?.['calls'], 5)

    const own = await makePrivateCanvas(one)
    const here = await open(cleanup, one, own)
    const there = await open(cleanup, one, own)
    const toldThere = await heard(there, here, { cursor: null, calls: 6 })
    assert.equal(toldThere?.['calls'], 6)
  })
})
