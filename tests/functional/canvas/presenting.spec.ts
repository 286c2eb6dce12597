import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { test } from '@japa/runner'
import { Doc } from 'yjs'
import { placeCard } from '#canvas/document'
import type { Exercise } from '#canvas/exercise/exercise'
import { asScreen } from '#canvas/screen_claim'
import { CanvasClient } from '#tests/support/canvas_client'
import { stepTwo } from '#tests/support/canvas_messages'
import { CanvasSocket } from '#tests/support/canvas_socket'
import { makeOwnCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

type Cleanup = (work: () => void) => void

const SIGHT = { x: 10, y: 20, width: 300, height: 200 }
const CLAIMS = ['cookie', 'owner', 'edit', 'screen owner', 'view']

async function socketOf(cleanup: Cleanup, person: TestPerson, canvas: string) {
  const socket = await CanvasSocket.open(person.token, canvas)
  cleanup(() => socket.close())
  return socket
}

async function clientOf(cleanup: Cleanup, person: TestPerson, canvas: string) {
  const client = new CanvasClient(person, canvas)
  cleanup(() => client.close())
  return client.synced()
}

function drawing(author: string): Doc {
  const doc = new Doc()
  placeCard(doc, { card: 'first', at: [0, 0, 0, 1], author })
  return doc
}

test.group('A connection that shows a canvas on a screen', () => {
  test('is let in by no claim where its person may not look', async ({ assert, cleanup }) => {
    const { facilitator, one } = await makeSharedCanvas()
    const own = await makeOwnCanvas(one)
    for (const claim of CLAIMS) {
      const socket = await socketOf(cleanup, facilitator, own)
      assert.equal(await socket.signIn(asScreen(claim)), 'denied')
    }
  })

  test('may not draw, whoever signs in', async ({ assert, cleanup }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const witness = await clientOf(cleanup, one, session)
    for (const claim of CLAIMS) {
      const socket = await socketOf(cleanup, facilitator, session)
      assert.equal(await socket.signIn(asScreen(claim)), 'let in')
      socket.send(stepTwo(session, drawing(facilitator.id)))
      await socket.until((heard) => heard.some(({ said }) => said === 'declined'))
    }
    assert.equal(witness.doc.getMap('elements').size, 0)
  })

  test('is not given more than its person has by anything that it claims', async ({
    assert,
    cleanup,
  }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const viewer = await makePerson('participant', owner.organisation)
    await share(owner, canvas, viewer, 'view')
    const witness = await clientOf(cleanup, owner, canvas)
    for (const claim of [...CLAIMS, ...CLAIMS.map(asScreen)]) {
      const socket = await socketOf(cleanup, viewer, canvas)
      assert.equal(await socket.signIn(claim), 'let in')
      socket.send(stepTwo(canvas, drawing(viewer.id)))
      await socket.until((heard) => heard.some(({ said }) => said === 'declined'))
    }
    assert.equal(witness.doc.getMap('elements').size, 0)
  })

  test('hears where who leads looks, and nothing else of anybody', async ({ assert, cleanup }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const early = await socketOf(cleanup, facilitator, session)
    await early.signIn(asScreen('cookie'))
    const lead = await clientOf(cleanup, facilitator, session)
    const taking = await clientOf(cleanup, one, session)
    const secret = { cursor: { x: 1, y: 2 }, words: 'between us', sight: { ...SIGHT, x: 99 } }
    taking.provider.awareness?.setLocalState(secret)
    lead.provider.awareness?.setLocalState({ ...secret, sight: SIGHT })
    await taking.until(() => taking.provider.awareness?.getStates().has(lead.doc.clientID) ?? false)
    await lead.until(() => lead.provider.awareness?.getStates().has(taking.doc.clientID) ?? false)
    await early.until(() => early.cursors.has(lead.doc.clientID))
    const late = await socketOf(cleanup, facilitator, session)
    await late.signIn(asScreen('cookie'))
    await late.until(() => late.cursors.has(lead.doc.clientID))
    for (const screen of [early, late]) {
      assert.deepEqual([...screen.cursors], [[lead.doc.clientID, { sight: SIGHT }]])
      const all = Buffer.concat(screen.frames).toString()
      for (const word of [one.name, facilitator.name, one.id, 'between us', 'cursor']) {
        assert.notInclude(all, word)
      }
    }
    lead.provider.awareness?.setLocalState(null)
    await early.until(() => early.cursors.get(lead.doc.clientID) === null)
    assert.equal(early.cursors.get(lead.doc.clientID), null)
  })

  test('sees the light with which who leads points, while they do, and nobody else’s', async ({
    assert,
    cleanup,
  }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const screen = await socketOf(cleanup, facilitator, session)
    await screen.signIn(asScreen('cookie'))
    const lead = await clientOf(cleanup, facilitator, session)
    const taking = await clientOf(cleanup, one, session)
    const told = (state: object) =>
      screen.until(() => isDeepStrictEqual(screen.cursors.get(lead.doc.clientID), state))
    const light = { cursor: { x: 1, y: 2 }, laser: true }
    taking.provider.awareness?.setLocalState({ ...light, sight: SIGHT, words: 'between us' })
    await lead.until(() => lead.provider.awareness?.getStates().has(taking.doc.clientID) ?? false)
    lead.provider.awareness?.setLocalState({ ...light, sight: SIGHT, words: 'between us' })
    await told({ ...light, sight: SIGHT })
    lead.provider.awareness?.setLocalState(light)
    await told(light)
    lead.provider.awareness?.setLocalState({ cursor: light.cursor, sight: SIGHT })
    await told({ sight: SIGHT })
    assert.deepEqual([...screen.cursors.keys()], [lead.doc.clientID])
    const all = Buffer.concat(screen.frames).toString()
    for (const word of [one.name, facilitator.name, 'between us']) assert.notInclude(all, word)
  })

  test('of who leads hears of their own view alone, another of all who lead', async ({
    assert,
    cleanup,
  }) => {
    const { facilitator, session } = await makeSharedCanvas()
    const admin = await makePerson('admin', facilitator.organisation)
    const [mine, theirs] = [
      await clientOf(cleanup, facilitator, session),
      await clientOf(cleanup, admin, session),
    ]
    theirs.provider.awareness?.setLocalState({ cursor: null, sight: { ...SIGHT, x: 5 } })
    mine.provider.awareness?.setLocalState({ cursor: null, sight: SIGHT })
    await mine.until(() => mine.provider.awareness?.getStates().has(theirs.doc.clientID) ?? false)
    await theirs.until(() => theirs.provider.awareness?.getStates().has(mine.doc.clientID) ?? false)
    const screen = await socketOf(cleanup, facilitator, session)
    await screen.signIn(asScreen('cookie'))
    await screen.until(() => screen.cursors.has(mine.doc.clientID))
    assert.deepEqual([...screen.cursors.keys()], [mine.doc.clientID])
  })

  test('that a canvas is shared with shows timer and votes, and knows nothing else of the exercise', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const shown = await makePerson('participant', owner.organisation)
    await share(owner, canvas, shown, 'present')
    const visitor = await Visitor.as(shown)
    const ask = async (path: string) =>
      (await visitor.get(path, { accept: 'application/json' })).status
    assert.equal(await ask(`/canvases/${canvas}/present/exercise`), 200)
    assert.equal(await ask(`/canvases/${canvas}/exercise`), 404)
    for (const file of ['export', 'pdf']) {
      const answer = await fetch(
        `http://127.0.0.1:${process.env.PORT}/api/v1/canvases/${canvas}/${file}`,
        { headers: { authorization: `Bearer ${shown.token}` } }
      )
      assert.equal(answer.status, 404)
    }
  })

  test('that a canvas is shared with hears where its owner looks', async ({ assert, cleanup }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const shown = await makePerson('participant', owner.organisation)
    await share(owner, canvas, shown, 'present')
    const screen = await socketOf(cleanup, shown, canvas)
    await screen.signIn()
    const own = await clientOf(cleanup, owner, canvas)
    own.provider.awareness?.setLocalState({ cursor: { x: 1, y: 1 }, sight: SIGHT })
    await screen.until(() => screen.cursors.get(own.doc.clientID) !== undefined)
    assert.deepEqual(screen.cursors.get(own.doc.clientID), { sight: SIGHT })
    assert.notInclude(Buffer.concat(screen.frames).toString(), owner.name)
  })
})

test.group('The page that shows a canvas on a screen', () => {
  const addressOf = (canvas: string) => `/canvases/${canvas}/present`
  const see = async (person: TestPerson | undefined, path: string) =>
    (await Visitor.as(person)).get(path, { accept: 'text/html' })
  const exerciseOn = async (person: TestPerson, canvas: string): Promise<Exercise> => {
    const read: () => Promise<Exercise> = async () =>
      JSON.parse(await (await see(person, `${addressOf(canvas)}/exercise`)).text())
    return read()
  }

  test('is not for who may not see the canvas', async ({ assert }) => {
    const { facilitator, one } = await makeSharedCanvas()
    const own = await makeOwnCanvas(one)
    const tries: [TestPerson, string][] = [
      [facilitator, own],
      [await makePerson('owner'), own],
      [one, randomUUID()],
      [one, 'no-id'],
    ]
    for (const [person, canvas] of tries) {
      for (const path of [addressOf(canvas), `${addressOf(canvas)}/exercise`]) {
        assert.equal((await see(person, path)).status, 404, path)
      }
    }
    const visitor = await see(undefined, addressOf(own))
    assert.include(visitor.headers.get('location'), '/sign-in')
  })

  test('names nobody, not even who opens it', async ({ assert }) => {
    const { facilitator, session } = await makeSharedCanvas()
    const page = await see(facilitator, addressOf(session))
    assert.equal(page.status, 200)
    const html = await page.text()
    assert.include(html, session)
    for (const name of [facilitator.name, facilitator.email, facilitator.id, 'Test organisation'])
      assert.notInclude(html, name)
  })

  test('is all that there is for whom a canvas is shared with to show it', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const shown = await makePerson('participant', owner.organisation)
    await share(owner, canvas, shown, 'present')
    const answer = await see(shown, `/canvases/${canvas}`)
    assert.equal(answer.headers.get('location'), addressOf(canvas))
    assert.equal((await see(shown, addressOf(canvas))).status, 200)
  })

  test('has a vote’s counts only when they are shown, and never one’s own', async ({ assert }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const act = async (person: TestPerson, what: string, fields: Record<string, unknown> = {}) => {
      const visitor = await Visitor.as(person)
      const headers = { accept: 'application/json' }
      return (await visitor.submit('POST', `/canvases/${session}/${what}`, fields, headers)).status
    }
    assert.equal(await act(facilitator, 'vote', { dots: 3, secret: true }), 200)
    assert.equal(await act(facilitator, 'dots', { element: 'a', dots: 2 }), 200)
    assert.equal(await act(one, 'dots', { element: 'b', dots: 1 }), 200)
    assert.equal(await act(one, 'reactions', { element: 'b', reaction: 'heart', given: true }), 200)
    const before = await exerciseOn(facilitator, session)
    assert.deepEqual(before.vote?.elements, [])
    assert.equal(before.vote?.voters, 2)
    assert.deepEqual([before.leads, before.takesPart, before.reactions], [false, false, []])
    assert.equal(await act(facilitator, 'vote/end'), 200)
    const after = await exerciseOn(facilitator, session)
    assert.deepEqual(after.vote?.elements, [
      { element: 'a', mine: 0, all: 2 },
      { element: 'b', mine: 0, all: 1 },
    ])
  })
})
