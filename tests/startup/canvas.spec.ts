import { test } from '@japa/runner'
import { elementsOf, placeCard } from '#canvas/document'
import { Api } from '#tests/support/api'
import { Appliance } from '#tests/support/appliance'
import { CanvasClient } from '#tests/support/canvas_client'
import { demoPeople, demoPerson } from '#tests/support/demo'

/** How much is confirmed when the server is killed, and what each person draws between waiting. */
const CONFIRMED = 150
const AT_ONCE = 10

/** Somebody who goes on drawing, and knows what has been confirmed. */
class Drawer {
  readonly drawn: string[] = []
  confirmed = 0

  constructor(readonly client: CanvasClient) {}

  async drawUntil(isOver: () => boolean, confirmed: () => void): Promise<void> {
    while (!isOver()) {
      for (let number = 0; number < AT_ONCE; number++) this.#draw()
      const { length } = this.drawn
      await this.client.until(() => isOver() || this.client.isConfirmed)
      if (isOver()) return
      this.confirmed = length
      confirmed()
    }
  }

  #draw(): void {
    const card = { card: 'card', at: [0, 0, 0, 1], author: 'somebody' } as const
    const id = placeCard(this.client.doc, card)
    if (id !== null) this.drawn.push(id)
  }
}

test.group('A canvas whose server is killed while people draw', () => {
  test('has everything that was confirmed, and gets the rest from those who drew it', async ({
    assert,
    cleanup,
  }) => {
    const killed = await Appliance.start()
    let url = killed.url
    const facilitator = await Api.signIn(url, demoPerson(killed.home, 'facilitator'))
    const { id, joinCode } = await facilitator.post<{ id: string; joinCode: string }>('/sessions', {
      journey: 'arriving',
      admission: 'open',
    })
    const tokens: string[] = []
    for (const person of demoPeople(killed.home).filter(({ role }) => role === 'participant')) {
      const participant = await Api.signIn(url, person)
      await participant.post('/sessions/join', { code: joinCode })
      tokens.push(participant.token ?? '')
    }
    const open = (token: string) => {
      const client = new CanvasClient({ token }, id, id, () => url)
      cleanup(() => client.close())
      return client
    }
    const drawers = tokens.map((token) => new Drawer(open(token)))
    assert.isAtLeast(drawers.length, 3)
    await Promise.all(drawers.map(({ client }) => client.synced()))

    let isOver = false
    await new Promise<void>((resolve) => {
      const look = () => {
        const all = drawers.reduce((sum, { confirmed }) => sum + confirmed, 0)
        if (all >= CONFIRMED) resolve()
      }
      for (const drawer of drawers) void drawer.drawUntil(() => isOver, look)
    })
    const ended = killed.end('SIGKILL')
    isOver = true
    const confirmed = drawers.flatMap((drawer) => drawer.drawn.slice(0, drawer.confirmed))
    const all = drawers.flatMap(({ drawn }) => drawn)
    assert.isAbove(all.length, confirmed.length)
    await ended
    const next = await Appliance.start({ home: killed.home })
    cleanup(() => next.dispose())

    // Nobody else has come back yet: this is what the killed server had stored.
    const reader = new CanvasClient({ token: tokens[0] ?? '' }, id, id, () => next.url)
    cleanup(() => reader.close())
    await reader.synced()
    const stored = new Set(elementsOf(reader.doc).keys())
    assert.deepEqual(
      confirmed.filter((element) => !stored.has(element)),
      []
    )
    url = next.url
    await Promise.all(drawers.map(({ client }) => client.confirmed()))
    await reader.until(() => elementsOf(reader.doc).size === all.length)
    assert.sameMembers([...elementsOf(reader.doc).keys()], all)
  }).timeout(180_000)
})
