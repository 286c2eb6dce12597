import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { Doc } from 'yjs'
import { placeCard, readElements } from '#canvas/document'
import { Api } from '#tests/support/api'
import { CanvasClient } from '#tests/support/canvas_client'
import { Cluster, whyNoCluster } from '#tests/support/cluster'
import { demoPerson } from '#tests/support/demo'
import { Visitor } from '#tests/support/visitor'

const missing = whyNoCluster()

const cardsOf = (doc: Doc) =>
  readElements(doc)
    .map((element) => ('card' in element ? element.card : ''))
    .sort()

test.group('A canvas with people on two nodes', (group) => {
  let cluster: Cluster
  let api: Api
  let me: { person: { id: string }; organisation: { id: string } }

  group.tap((each) => each.skip(missing !== null, missing ?? ''))
  group.setup(async () => {
    if (missing) return () => undefined
    cluster = await Cluster.start()
    api = await Api.signIn(cluster.url, demoPerson(cluster.home, 'participant'))
    me = await api.get('/me')
    return () => cluster.dispose()
  })

  /** The private canvas of the one who draws; a new one each time. */
  async function newCanvas(): Promise<string> {
    const id = randomUUID()
    await cluster.ask('insert into canvases (id, organisation_id, owner_id) values ($1, $2, $3)', [
      id,
      me.organisation.id,
      me.person.id,
    ])
    return id
  }

  const place = (client: CanvasClient, card: string) =>
    placeCard(client.doc, { card, at: [0, 0, 0, 1], author: me.person.id })

  /** What somebody sees who opens a canvas anew. */
  async function stored(canvas: string): Promise<string[]> {
    const client = new CanvasClient({ token: api.token ?? '' }, canvas, canvas, () => cluster.url)
    try {
      await client.synced()
      return cardsOf(client.doc)
    } finally {
      client.close()
    }
  }

  /** A window on a canvas, on the node that `at` names whenever it connects. */
  function open(canvas: string, at: () => string, cleanup: (work: () => void) => void) {
    const token = api.token ?? ''
    const client = new CanvasClient({ token }, canvas, canvas, at)
    cleanup(() => client.close())
    return client
  }

  // First, while the gateway has not had to pass over anybody yet.
  test('is on one node alone when everybody comes through the gateway', async ({
    assert,
    cleanup,
  }) => {
    const leaseOf = async (canvas: string) => {
      const [row] = await cluster.ask<{ lease: string }>(
        'select lease from canvas_rooms where canvas_id = $1',
        [canvas]
      )
      return row?.lease
    }
    for (let number = 0; number < 6; number++) {
      const canvas = await newCanvas()
      const first = open(canvas, () => cluster.url, cleanup)
      await first.synced()
      const lease = await leaseOf(canvas)
      assert.exists(lease)
      const others = Array.from({ length: 4 }, () => open(canvas, () => cluster.url, cleanup))
      await Promise.all(others.map((each) => each.synced()))
      place(first, 'seen')
      await Promise.all(others.map((each) => each.until(() => cardsOf(each.doc).length === 1)))
      assert.equal(await leaseOf(canvas), lease)
      for (const client of [first, ...others]) client.close()
    }
  }).timeout(120_000)

  test('keeps everything that is drawn on either, and shows it on both', async ({
    assert,
    cleanup,
  }) => {
    const canvas = await newCanvas()
    const [here, there] = cluster.webs.map(({ url }) => open(canvas, () => url, cleanup))
    assert.exists(here)
    assert.exists(there)
    if (!here || !there) return
    const drawn: string[] = []
    const draw = async (client: CanvasClient, name: string) => {
      for (let number = 0; number < 6; number++) {
        const card = `${name}-${number}`
        drawn.push(card)
        await client.synced()
        place(client, card)
        await client.confirmed()
      }
    }
    await Promise.all([draw(here, 'here'), draw(there, 'there')])
    drawn.sort()
    assert.deepEqual(await stored(canvas), drawn)
    for (const client of [here, there]) {
      await client.until(() => cardsOf(client.doc).length === drawn.length)
      assert.deepEqual(cardsOf(client.doc), drawn)
    }
  }).timeout(120_000)

  test('is closed on one node for who loses it by way of the other', async ({
    assert,
    cleanup,
  }) => {
    const [here, there] = cluster.webs
    const owner = await new Visitor(here.url).signIn(demoPerson(cluster.home, 'participant'))
    const begun = await owner.submit('POST', '/canvases', { name: 'For a while' })
    const path = new URL(begun.headers.get('location') ?? '', here.url).pathname
    const canvas = path.split('/').at(-1) ?? ''
    const other = demoPerson(cluster.home, 'admin')
    await owner.submit('POST', `${path}/shares`, { email: other.email, mode: 'edit' })
    const [share] = await cluster.ask<{ id: string }>(
      'select id from canvas_shares where canvas_id = $1',
      [canvas]
    )
    const { token } = await Api.signIn(there.url, other)
    const client = new CanvasClient({ token: token ?? '' }, canvas, canvas, () => there.url)
    cleanup(() => client.close())
    await client.synced()
    place(client, 'before')
    await client.confirmed()

    await owner.submit('DELETE', `${path}/shares/${share?.id}`)
    assert.equal(await client.refused(), 'permission-denied')
    place(client, 'after')
    const mine = open(canvas, () => here.url, cleanup)
    await mine.synced()
    place(mine, 'unseen')
    await mine.confirmed()
    assert.deepEqual(cardsOf(mine.doc), ['before', 'unseen'])
    assert.deepEqual(cardsOf(client.doc), ['after', 'before'])
  }).timeout(120_000)

  test('keeps what was confirmed and what is still held when a node is killed', async ({
    assert,
    cleanup,
  }) => {
    const canvas = await newCanvas()
    const [first, second] = cluster.webs
    let node = first
    const client = open(canvas, () => node.url, cleanup)
    await client.synced()
    for (const card of ['a', 'b', 'c']) place(client, card)
    await client.confirmed()
    for (const card of ['d', 'e']) place(client, card)
    await first.process.end('SIGKILL')
    cleanup(() => first.process.start())
    assert.includeMembers(await stored(canvas), ['a', 'b', 'c'])

    const other = open(canvas, () => second.url, cleanup)
    await other.synced()
    assert.includeMembers(cardsOf(other.doc), ['a', 'b', 'c'])
    node = second
    await other.until(() => cardsOf(other.doc).length === 5)
    await client.confirmed()
    assert.deepEqual(await stored(canvas), ['a', 'b', 'c', 'd', 'e'])
  }).timeout(120_000)

  test('is not overwritten by a node that was thought dead', async ({ assert, cleanup }) => {
    const canvas = await newCanvas()
    const [first, second] = cluster.webs
    const frozen = open(canvas, () => first.url, cleanup)
    await frozen.synced()
    place(frozen, 'before')
    await frozen.confirmed()
    place(frozen, 'unconfirmed')
    const { pid } = first.process
    assert.exists(pid)
    process.kill(pid ?? 0, 'SIGSTOP')
    let client: CanvasClient
    try {
      client = open(canvas, () => second.url, cleanup)
      await client.synced()
      place(client, 'elsewhere')
      await client.confirmed()
    } finally {
      process.kill(pid ?? 0, 'SIGCONT')
    }
    await frozen.until(() => cardsOf(frozen.doc).includes('elsewhere'))
    await frozen.confirmed()
    await client.until(() => cardsOf(client.doc).length === 3)
    assert.deepEqual(await stored(canvas), ['before', 'elsewhere', 'unconfirmed'])
  }).timeout(120_000)
})
