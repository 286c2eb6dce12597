import { randomUUID } from 'node:crypto'
import { MessageType } from '@hocuspocus/server'
import { test } from '@japa/runner'
import { writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { placeCard } from '#canvas/document'
import { LARGEST_MESSAGE } from '#canvas/document_size'
import {
  change,
  cursors,
  message,
  question,
  signingIn,
  stepTwo,
} from '#tests/support/canvas_messages'
import { CanvasSocket, type Said } from '#tests/support/canvas_socket'
import { CanvasStage as Stage, type Where } from '#tests/support/canvas_stage'

/**
 * What becomes of a message. `lands`: everybody sees it, it is stored, and its author is told so.
 * `appears`: everybody sees a cursor with the true person at it. `silence`: nobody, its author
 * included, notices anything. A number is the code that the connection is ended with.
 */
type Outcome =
  | 'lands'
  | 'is declined'
  | 'is shown the document'
  | 'appears'
  | 'is denied'
  | 'leaves'
  | 'silence'
  | number

/** What each message is, in a canvas where somebody else is too. */
interface Scene {
  canvas: string
  /** Another canvas, which is open as well. */
  elsewhere: string
  /** The Yjs client of another person's cursor. */
  bystander: number
  /** Draws something that nobody has yet, in a document of one's own. */
  drawing: Doc
  /** The number of the Yjs client of the one who sends. */
  client: number
}

const FORGED = { id: 'forged', name: 'Somebody else', colour: 'forged' }
const update = ({ drawing }: Scene) => encodeStateAsUpdate(drawing)
const cut = (bytes: Uint8Array, from: number) => bytes.subarray(0, bytes.length - from)

/**
 * Each message, and what becomes of it when an editor, a viewer or anybody else sends it. A screen
 * is a viewer whose cursor nobody sees.
 */
const MESSAGES: Record<
  string,
  [make: (scene: Scene) => Uint8Array, editor: Outcome, viewer: Outcome, denied: Outcome]
> = {
  'sync step 1': [
    ({ canvas }) => question(canvas),
    'is shown the document',
    'is shown the document',
    'silence',
  ],
  'sync step 2': [
    ({ canvas, drawing }) => stepTwo(canvas, drawing),
    'lands',
    'is declined',
    'silence',
  ],
  'sync step 2 as a reply': [
    ({ canvas, drawing }) => stepTwo(canvas, drawing, MessageType.SyncReply),
    'lands',
    'is declined',
    'silence',
  ],
  'an update': [(scene) => change(scene.canvas, update(scene)), 'lands', 'is declined', 'silence'],
  'an update with a subdocument': [
    ({ canvas }) => {
      const doc = new Doc()
      doc.getMap('elements').set('subdocument', new Doc({ guid: randomUUID() }))
      return change(canvas, encodeStateAsUpdate(doc))
    },
    'lands',
    'is declined',
    'silence',
  ],
  'an update for another document': [
    (scene) => change(scene.elsewhere, update(scene)),
    'silence',
    'silence',
    'silence',
  ],
  'a question for another document': [
    ({ elsewhere }) => question(elsewhere),
    'silence',
    'silence',
    'silence',
  ],
  'a cursor': [
    ({ canvas, client }) => cursors(canvas, [[client, 1, { cursor: { x: 1, y: 2 } }]]),
    'appears',
    'appears',
    'silence',
  ],
  'a cursor under another name, id and colour': [
    ({ canvas, client }) => cursors(canvas, [[client, 1, { person: FORGED }]]),
    'appears',
    'appears',
    'silence',
  ],
  'another person’s cursor, moved': [
    ({ canvas, bystander }) => cursors(canvas, [[bystander, 1_000, { person: FORGED }]]),
    'silence',
    'silence',
    'silence',
  ],
  'another person’s cursor, removed': [
    ({ canvas, bystander }) => cursors(canvas, [[bystander, 1_000, null]]),
    'silence',
    'silence',
    'silence',
  ],
  'a cursor that is no state': [
    ({ canvas, client }) => cursors(canvas, [[client, 1, 'forged']]),
    'silence',
    'silence',
    'silence',
  ],
  'a cursor of 100 kB': [
    ({ canvas, client }) => cursors(canvas, [[client, 1, { cursor: 'x'.repeat(100_000) }]]),
    1008,
    1008,
    1008,
  ],
  'a cursor that is cut off': [
    ({ canvas }) =>
      message(canvas, MessageType.Awareness, (into) =>
        writeVarUint8Array(into, Uint8Array.of(1, 7, 1, 9, 123))
      ),
    1008,
    1008,
    1008,
  ],
  'a question for all cursors': [
    ({ canvas }) => message(canvas, MessageType.QueryAwareness),
    'silence',
    'silence',
    'silence',
  ],
  'words past the document': [
    ({ canvas }) => message(canvas, MessageType.Stateless, (into) => writeVarString(into, 'hello')),
    1008,
    1008,
    1008,
  ],
  'words for everybody past the document': [
    ({ canvas }) =>
      message(canvas, MessageType.BroadcastStateless, (into) => writeVarString(into, 'hello')),
    1008,
    1008,
    1008,
  ],
  'signing in again': [({ canvas }) => signingIn(canvas), 'silence', 'silence', 'is denied'],
  'signing in to another document': [
    ({ elsewhere }) => signingIn(elsewhere),
    'is denied',
    'is denied',
    'is denied',
  ],
  'signing in twice under one more name': [
    ({ canvas }) => signingIn(`${canvas}\0more`),
    1008,
    1008,
    1008,
  ],
  'that a change has arrived, which is the server’s to say': [
    ({ canvas }) => message(canvas, MessageType.SyncStatus, (into) => writeVarUint(into, 1)),
    1008,
    1008,
    1008,
  ],
  'a goodbye': [({ canvas }) => message(canvas, MessageType.CLOSE), 'leaves', 'leaves', 'silence'],
  'a message of an unknown type': [({ canvas }) => message(canvas, 42), 1008, 1008, 1008],
  'a sync message of an unknown type': [
    ({ canvas }) =>
      message(canvas, MessageType.Sync, (into) => {
        writeVarUint(into, 7)
        writeVarUint8Array(into, Uint8Array.of(0, 0))
      }),
    1008,
    1008,
    1008,
  ],
  'nothing at all': [() => new Uint8Array(), 1008, 1008, 1008],
  noise: [() => new Uint8Array(200).fill(255), 1008, 1008, 1008],
  'an update whose message is cut off': [
    (scene) => cut(change(scene.canvas, update(scene)), 5),
    1008,
    1008,
    1008,
  ],
  'an update that is cut off': [
    (scene) => change(scene.canvas, cut(update(scene), 5)),
    'leaves',
    'leaves',
    'silence',
  ],
  'a sync step 2 that is cut off': [
    (scene) =>
      message(scene.canvas, MessageType.Sync, (into) => {
        writeVarUint(into, 1)
        writeVarUint8Array(into, cut(update(scene), 5))
      }),
    'leaves',
    'leaves',
    'silence',
  ],
  'an update of more than one MiB': [
    ({ canvas, drawing }) => {
      drawing.getText('text').insert(0, 'x'.repeat(LARGEST_MESSAGE))
      return change(canvas, encodeStateAsUpdate(drawing))
    },
    1009,
    1009,
    1009,
  ],
}

type Standing = 'an editor' | 'a viewer' | 'not let in' | 'a screen'
const STANDINGS: readonly Standing[] = ['an editor', 'a viewer', 'not let in']
const ANOTHER = 'another person’s cursor'
const SIGNING_IN = 'signing in'

/** Everybody who may try, on which canvas, and what they are there. */
const ROLES: Record<string, [where: Where, standing: Standing]> = {
  'its facilitator': ['open', 'an editor'],
  'an owner of the organisation': ['open', 'an editor'],
  'an admin of the organisation': ['open', 'an editor'],
  'a participant': ['open', 'an editor'],
  'a guest': ['open', 'an editor'],
  'a former participant': ['open', 'not let in'],
  'another facilitator': ['open', 'not let in'],
  'somebody of the organisation who has not joined': ['open', 'not let in'],
  'an owner of another organisation': ['open', 'not let in'],
  'a participant of an ended session': ['ended', 'a viewer'],
  'the facilitator of an ended session': ['ended', 'a viewer'],
  'who owns a private canvas': ['private', 'an editor'],
  'the facilitator of who owns a private canvas': ['private', 'not let in'],
  'an owner of their organisation': ['private', 'not let in'],
  'an admin of their organisation': ['private', 'not let in'],
  'who owns a shared canvas': ['own', 'an editor'],
  'whom it is shared with to draw': ['own', 'an editor'],
  'whom it is shared with to comment': ['own', 'a viewer'],
  'whom it is shared with to look on': ['own', 'a viewer'],
  'a screen that it is shared with': ['own', 'a screen'],
  'a participant of the ended session that it is shared with': ['own', 'a viewer'],
  'a guest of that session': ['own', 'not let in'],
  'an owner of the organisation whom it is not shared with': ['own', 'not let in'],
  'an admin of the organisation whom it is not shared with': ['own', 'not let in'],
}

/** What becomes of a message, from its list. */
function expected(outcomes: readonly Outcome[], standing: Standing): Outcome | undefined {
  if (standing !== 'a screen') return outcomes[STANDINGS.indexOf(standing)]
  return outcomes[1] === 'appears' ? 'silence' : outcomes[1]
}

test.group('Whoever is not signed in', () => {
  test('does not get as far as a message', async ({ assert }) => {
    await assert.rejects(() => CanvasSocket.open(null, randomUUID()), /401/)
    await assert.rejects(() => CanvasSocket.open('made-up', randomUUID()), /401/)
  })
})

for (const [role, [where, standing]] of Object.entries(ROLES)) {
  test.group(`On a canvas where ${role} is ${standing}`, (group) => {
    let stage: Stage
    group.setup(async () => {
      stage = await Stage.set()
      return () => stage.close()
    })

    for (const [name, [make, ...outcomes]] of Object.entries(MESSAGES)) {
      const outcome = expected(outcomes, standing)
      // On a private canvas nobody else has a cursor.
      if (where === 'private' && standing === 'an editor' && name.startsWith(ANOTHER)) continue
      test(`${name}: ${outcome}`, async ({ assert, cleanup }) => {
        const place = stage.places[where]
        const subject = stage.person(role)
        const drawing = new Doc()
        placeCard(drawing, { card: randomUUID(), at: [0, 0, 0, 1], author: subject.id })
        const socket = await CanvasSocket.open(subject.token, place.canvas)
        cleanup(() => socket.close())
        const isDenied = standing === 'not let in'
        assert.equal(await socket.signIn(), isDenied ? 'denied' : 'let in')

        const heardBefore = socket.heard.length
        const before = await place.look()
        const { canvas, elsewhere, bystander } = place
        const client = drawing.clientID
        socket.send(make({ canvas, elsewhere, bystander, drawing, client }))
        await socket.workedOn(!isDenied)
        const after = await place.look()
        const heard = socket.heard.slice(heardBefore).map(({ said }) => said)
        assert.notInclude(heard, 'let in')
        assert.deepEqual(after.bystander, before.bystander)
        // Who was not let in and asked nothing heard this once, because of the waiting.
        const isAnswered = name.startsWith(SIGNING_IN) || !isDenied
        if (!isAnswered) heard.splice(heard.lastIndexOf('denied'), 1)

        const hasLanded = after.elements.stored > before.elements.stored
        assert.lengthOf(new Set(Object.values(after.elements)), 1, JSON.stringify(after.elements))
        const cursor = place.personAt(drawing.clientID)
        if (cursor) assert.deepEqual(cursor, { id: subject.id, name: subject.name })
        assert.equal(became({ hasLanded, hasCursor: cursor !== undefined, heard, socket }), outcome)
      })
    }
  })
}

interface Seen {
  hasLanded: boolean
  hasCursor: boolean
  heard: Said[]
  socket: CanvasSocket
}

/** What became of a message, from what everybody saw and what its author heard. */
function became({ hasLanded, hasCursor, heard, socket }: Seen): Outcome | 'is lost' {
  if (hasLanded) return heard.includes('confirmed') ? 'lands' : 'is lost'
  if (hasCursor) return 'appears'
  if (socket.endedWith !== undefined) return socket.endedWith
  if (heard.includes('leave')) return 'leaves'
  if (heard.includes('declined')) return 'is declined'
  if (heard.includes('document')) return 'is shown the document'
  return heard.includes('denied') ? 'is denied' : 'silence'
}
