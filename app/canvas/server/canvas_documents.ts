import logger from '@adonisjs/core/services/logger'
import { Hocuspocus, type Document } from '@hocuspocus/server'
import { isId } from '#core/is_id'
import { messageYjsSyncStep1 } from 'y-protocols/sync'
import { applyUpdate, encodeStateAsUpdate } from 'yjs'
import { tenantOf } from '#core/http/require_sign_in'
import { kindOf } from '#core/errors/describe_error'
import { openTrace, span, within } from '#core/observability/tracing'
import { tenancy } from '#core/tenancy/tenancy'
import { noteGrowth, noteSize } from '../document_size.js'
import { isOfAnother } from '../epoch_claim.js'
import { hasCursor, mayDraw, modeOn } from '../policies/canvas_modes.js'
import { findCanvasAccess, type CanvasAccess } from '../queries/find_canvas_access.js'
import { Recorder } from '../operations/recorder.js'
import { leadsCanvas } from '../queries/leads_canvas.js'
import { readScreenClaim } from '../screen_claim.js'
import { keepInTime } from '../versions/keep_in_time.js'
import { onRoomToStore } from '../versions/store_room.js'
import { ACTIVE_MINUTES } from '../versions/version.js'
import { authorOf } from './author_of.js'
import { findHeldRooms, freeRoom, onRoomWanted, RoomTakenError, takeRoom } from './canvas_rooms.js'
import { loadDocument, RoomLostError, scopeOf, storeDocument } from './canvas_store.js'
import type { ToldCursor } from './cursors.js'
import { dropPending, isTooMuch } from './document_limits.js'
import { epochOf } from './epoch.js'
import { gathering } from './gathering.js'
import { reportUnexpected } from './report_unexpected.js'
import { makeRoom, type Room } from './room.js'
import { cursorsFor, sendCursors } from './send_cursors.js'
import { isReadable, turnAway } from './turn_away.js'
import { visits, type CanvasContext, type Visit } from './visits.js'

/** The longest that a change may wait before it is stored, in milliseconds. */
const LONGEST_UNSTORED = 1000
const RETRY = 2000
/** How long movements of cursors are gathered that are told to everybody at once. Milliseconds. */
const GATHER_CURSORS = 16

const rooms = new Map<Document, Room>()
/** Rooms that are being given back. */
const freeing = new Set<Promise<void>>()

/**
 * An answer that the client understands: `permission-denied` ends, `unavailable` tries again,
 * `other-epoch` begins anew with what the server has.
 */
function refusal(reason: 'permission-denied' | 'unavailable' | 'other-epoch'): Error {
  // Without a message the server does not print it.
  return Object.assign(new Error(), { reason })
}

/** The documents of this node that somebody has open. */
export const documents = new Hocuspocus<CanvasContext>({
  quiet: true,
  debounce: 200,
  maxDebounce: LONGEST_UNSTORED,

  async onAuthenticate({ context, documentName, connectionConfig, token }) {
    if (documentName !== context.canvasId || !isId(documentName)) {
      throw refusal('permission-denied')
    }
    const tenant = tenantOf(context.signIn)
    let found: { access: CanvasAccess; epoch: string } | null
    try {
      found = await tenancy.run(tenant, async () => {
        const access = await findCanvasAccess(documentName)
        if (!access) return null
        context.visit.leads = await leadsCanvas(access)
        return { access, epoch: await epochOf(tenant, access) }
      })
    } catch {
      throw refusal('unavailable')
    }
    if (!found) throw refusal('permission-denied')
    if (roomOf(documentName)?.isLeaving) throw refusal('unavailable')
    const { isScreen, rest } = readScreenClaim(token)
    const { epoch } = found
    const access = { ...found.access, mode: modeOn(found.access, isScreen) }
    context.visit.isScreen = isScreen
    if (isOfAnother(rest, epoch)) throw refusal('other-epoch')
    connectionConfig.readOnly = !mayDraw(access.mode)
    context.access = access
    context.epoch = epoch
    context.visit.access = access
  },

  async onLoadDocument({ document, documentName, context }) {
    if (!context.access) throw refusal('permission-denied')
    const scope = scopeOf(tenantOf(context.signIn), context.access)
    try {
      const lease = await span('canvas take', {}, () => takeRoom(scope, documentName))
      const room = makeRoom(scope, lease)
      rooms.set(document, room)
      const loaded = await span('canvas load', {}, () => loadDocument(scope, documentName))
      room.keyVersion = loaded.keyVersion
      room.sealedFor = loaded.sealedFor
      if (loaded.document) applyUpdate(document, loaded.document)
      dropPending(document)
      noteSize(document, loaded.document?.length ?? 0)
      document.on('update', () => room.confirmations.changed())
      if (context.access.owner === null) {
        room.recorder = new Recorder(scope.organisation, documentName, document, authorOf)
      }
      document.once('destroy', () => forget(document))
    } catch (error) {
      logger.error({ canvas: documentName, kind: kindOf(error) }, 'canvas not opened')
      if (!(error instanceof RoomTakenError)) reportUnexpected(error)
      forget(document)
      throw refusal('unavailable')
    }
  },

  async beforeHandleMessage({ context, connection }) {
    // Others have their turn between the messages of one client.
    await new Promise((resolve) => setImmediate(resolve))
    const { visit } = context
    if (visit.isOver) turnAway(connection, 'permission-denied')
    else if (!visit.mayRead()) turnAway(connection, 'unavailable')
  },

  /** A full document can be read and cleared, but takes nothing more, however little it is. */
  async beforeSync({ type, payload, document, connection }) {
    if (type === messageYjsSyncStep1) return
    if (!isReadable(payload)) turnAway(connection, 'permission-denied')
    else if (!connection.readOnly && isTooMuch(document, payload)) {
      turnAway(connection, 'full')
    }
  },

  async onChange({ document, update, context }) {
    document.flushDelay = gathering()
    noteGrowth(document, update)
    rooms.get(document)?.drawers.add(context.signIn.person.id)
  },

  /** Changes that follow something nobody has sent are kept by Yjs and looked at each time. */
  async afterHandleMessage({ document, connection }) {
    if (dropPending(document)) connection.close({ code: 1000, reason: 'unavailable' })
  },

  /** Who comes is shown everybody's cursors, and what they have told of their own is heard now. */
  async connected({ documentName, connection, context: { visit, epoch } }) {
    if (epoch !== undefined) connection.sendStateless(epoch)
    const room = roomOf(documentName)
    if (!room) return
    const all = cursorsFor(visit, room.cursors.all(documentName))
    if (all) connection.send(all)
    visit.isIn = true
    tellCursors(visit, visit.told)
  },

  async onDisconnect({ documentName, context: { visit } }) {
    visit.isIn = false
    const room = roomOf(documentName)
    room?.cursors.leave(visit)
    room?.recorder?.leave(visit.signIn.person.id)
    tellChangedCursors(documentName)
  },

  /** What could not be stored yet stays here, although nobody is left on the canvas. */
  async beforeUnloadDocument({ document }) {
    const room = rooms.get(document)
    if (room?.confirmations.isUnstored && !room.isLost) throw refusal('unavailable')
  },

  async onStoreDocument({ document, lastContext }) {
    const { access, visit } = lastContext
    const room = rooms.get(document)
    if (!access || !room) return
    const drawers = [...room.drawers]
    room.drawers.clear()
    try {
      const stored = room.confirmations.storing()
      const state = encodeStateAsUpdate(document)
      noteSize(document, state.length)
      // A canvas is drawn on for hours: each time that it is stored is a trace of its own.
      const minutes = await within(openTrace('canvas store', {}, null, visit.trace), () =>
        storeDocument(room.scope, access, room, state, drawers)
      )
      stored()
      if (minutes >= ACTIVE_MINUTES) await keepInTime(room.scope, access.id)
    } catch (error) {
      for (const person of drawers) room.drawers.add(person)
      if (error instanceof RoomLostError) {
        room.isLost = true
        return sendAway(document)
      }
      logger.error(
        { canvas: access.id, kind: kindOf(error) },
        'canvas not stored; it is kept and tried again'
      )
      reportUnexpected(error)
      setTimeout(() => storeAgain(document, lastContext), RETRY).unref()
      throw refusal('unavailable')
    }
  },
})

function storeAgain(document: Document, lastContext: CanvasContext): void {
  if (documents.documents.get(document.name) !== document) return
  void documents.storeDocumentHooks(document, {
    instance: documents,
    clientsCount: document.getConnectionsCount(),
    document,
    documentName: document.name,
    lastContext,
    lastTransactionOrigin: { source: 'local' },
  })
}

function roomOf(canvas: string): Room | undefined {
  const document = documents.documents.get(canvas)
  return document && rooms.get(document)
}

/**
 * Tells a client that its changes have arrived, once they have been stored.
 *
 * @param send sends what the client is told
 */
export function confirm(canvas: string, send: () => void): void {
  const room = roomOf(canvas)
  if (room) room.confirmations.confirm(send)
  else send()
}

/** Everybody on the canvas of a visit gets to see what it tells of its cursors. */
export function tellCursors(visit: Visit, told: ToldCursor[]): void {
  if (visit.isOver) return
  visit.told = visit.isIn ? [] : told
  if (!visit.isIn || !visit.access || !hasCursor(visit.access.mode)) return
  const teller = { ...visit.signIn.person, leads: visit.leads }
  roomOf(visit.canvasId)?.cursors.take(told, teller, visit)
  tellChangedCursors(visit.canvasId)
}

const telling = new Set<string>()

/** What changes in a moment is told at once. */
function tellChangedCursors(canvas: string): void {
  if (telling.has(canvas)) return
  telling.add(canvas)
  setTimeout(() => {
    telling.delete(canvas)
    const document = documents.documents.get(canvas)
    const told = document && rooms.get(document)?.cursors.changes(canvas)
    if (told) sendCursors(document, told)
  }, GATHER_CURSORS)
}

/** Gives the room back. */
function forget(document: Document): void {
  const room = rooms.get(document)
  rooms.delete(document)
  if (!room) return
  // Without this the next node waits a moment, and then takes it by itself.
  const ended = room.recorder?.end() ?? Promise.resolve()
  const freed = ended.then(() => freeRoom(room.scope, room.lease)).catch(() => undefined)
  freeing.add(freed)
  void freed.finally(() => freeing.delete(freed))
}

/** Lets everybody come back, to whichever node has the canvas then; what they drew is stored first. */
function sendAway(document: Document): void {
  const room = rooms.get(document)
  if (room) room.isLeaving = true
  for (const { canvasId, leave } of visits) if (canvasId === document.name) leave()
}

onRoomWanted((lease) => {
  for (const [document, room] of rooms) if (room.lease === lease) sendAway(document)
})

onRoomToStore((lease, stored) => {
  for (const [document, room] of rooms) {
    if (room.lease !== lease) continue
    room.confirmations.confirm(stored)
    documents.debouncer.executeNow(`onStoreDocument-${document.name}`)
  }
})

/** Leaves the rooms that other nodes have taken without this one having heard of it. */
export async function leaveLostRooms(): Promise<void> {
  if (rooms.size === 0) return
  const asked = [...rooms]
  const held = await findHeldRooms(asked.map(([, { lease }]) => lease))
  for (const [document, room] of asked) {
    if (held.has(room.lease)) continue
    room.isLost = true
    sendAway(document)
  }
}

/** Stores what has not been stored yet, closes every connection and gives every room back. */
export async function closeDocuments(): Promise<void> {
  for (const document of documents.documents.values()) sendAway(document)
  documents.flushPendingStores()
  await Promise.all(
    [...documents.documents.values()].map((document) => document.saveMutex.waitForUnlock())
  )
  await Promise.all(freeing)
}
