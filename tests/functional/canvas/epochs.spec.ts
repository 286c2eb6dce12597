import { test } from '@japa/runner'
import { placeCard, readElements } from '#canvas/document'
import { changeShare, endShare } from '#canvas/actions/share_canvas'
import { listShares } from '#canvas/queries/list_shares'
import { destroyKeys } from '#core/keys/destroy_keys'
import { tenancy } from '#core/tenancy/tenancy'
import { removeParticipant } from '#programs'
import { CanvasClient } from '#tests/support/canvas_client'
import { makeOwnCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant } from '#tests/support/sessions'

const tenantOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })
const cardsOn = ({ doc }: CanvasClient) =>
  readElements(doc).map((element) => ('card' in element ? element.card : ''))

/** Somebody who has drawn on a canvas, told which epoch it was, and is away now. */
async function drawAndLeave(person: TestPerson, canvas: string) {
  const client = await new CanvasClient(person, canvas).synced()
  await client.until(() => client.epoch !== null)
  placeCard(client.doc, { card: 'stored', at: [0, 0, 0, 1], author: person.id })
  await client.confirmed()
  client.close()
  placeCard(client.doc, { card: 'while away', at: [0, 0, 0, 1], author: person.id })
  const back = () => new CanvasClient(person, canvas, canvas, undefined, client.doc, client.epoch)
  return { client, back }
}

test.group('A copy of a canvas that somebody has kept', () => {
  test('is merged when they come back with the right that they had', async ({
    assert,
    cleanup,
  }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const { back } = await drawAndLeave(owner, canvas)
    const again = back()
    cleanup(() => again.close())
    await again.confirmed()
    const other = await new CanvasClient(owner, canvas).synced()
    cleanup(() => other.close())
    assert.sameMembers(cardsOn(other), ['stored', 'while away'])
  })

  /** Comes back with the copy, and looks at what everybody else sees. */
  async function refused(
    { back, looker, canvas }: { back: () => CanvasClient; looker: TestPerson; canvas: string },
    cleanup: (work: () => void) => void
  ) {
    const again = back()
    cleanup(() => again.close())
    const reason = await again.refused()
    const other = await new CanvasClient(looker, canvas).synced()
    cleanup(() => other.close())
    return { reason, cards: cardsOn(other) }
  }

  test('lands never once access was taken away, though it was given back', async ({
    assert,
    cleanup,
  }) => {
    const owner = await makePerson('participant')
    const one = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner)
    await share(owner, canvas, { email: one.email }, 'edit')
    const { back } = await drawAndLeave(one, canvas)
    await endShare(tenantOf(owner), canvas)
    await share(owner, canvas, { email: one.email }, 'edit')
    const seen = await refused({ back, looker: owner, canvas }, cleanup)
    assert.deepEqual(seen, { reason: 'other-epoch', cards: ['stored'] })
  })

  test('lands never once the right to draw was away for a while', async ({ assert, cleanup }) => {
    const owner = await makePerson('participant')
    const one = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner)
    await share(owner, canvas, { email: one.email }, 'edit')
    const { back } = await drawAndLeave(one, canvas)
    const [row] = (await tenancy.run(tenantOf(owner), () => listShares(canvas, 'en'))).shares
    for (const mode of ['comment', 'edit'] as const) {
      await changeShare(tenantOf(owner), canvas, row?.id ?? '', mode)
    }
    const seen = await refused({ back, looker: owner, canvas }, cleanup)
    assert.deepEqual(seen, { reason: 'other-epoch', cards: ['stored'] })
  })

  test('lands never once its author was off the session for a while', async ({
    assert,
    cleanup,
  }) => {
    const { facilitator, one, two, session } = await makeSharedCanvas()
    const { back } = await drawAndLeave(one, session)
    await tenancy.run(tenantOf(facilitator), () => removeParticipant(session, one.id))
    await makeParticipant(session, one)
    const seen = await refused({ back, looker: two, canvas: session }, cleanup)
    assert.deepEqual(seen, { reason: 'other-epoch', cards: ['stored'] })
  })

  test('brings nothing back that was erased with a key', async ({ assert, cleanup }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const { back } = await drawAndLeave(owner, canvas)
    await destroyKeys(tenantOf(owner))
    const seen = await refused({ back, looker: owner, canvas }, cleanup)
    assert.deepEqual(seen, { reason: 'other-epoch', cards: [] })

    const { one, two, session } = await makeSharedCanvas()
    const shared = await drawAndLeave(one, session)
    await destroyKeys({ organisation: one.organisation })
    const after = await refused({ back: shared.back, looker: two, canvas: session }, cleanup)
    assert.deepEqual(after, { reason: 'other-epoch', cards: [] })
  })
})
