import logger from '@adonisjs/core/services/logger'
import { Hocuspocus, type Document } from '@hocuspocus/server'
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { validate as isId } from 'uuid'
import { messageYjsSyncStep1 } from 'y-protocols/sync'
import { applyUpdate, encodeStateAsUpdate } from 'yjs'
import type { SignIn } from '#core/http/require_sign_in'
import { tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findCanvasAccess, type CanvasAccess } from '../queries/find_canvas_access.js'
import { loadDocument, storeDocument } from './canvas_store.js'

/** What is known of one connection. */
export interface CanvasContext {
  signIn: SignIn
  /** The canvas that the address names; the connection may open no other. */
  canvasId: string
  /** Set once access has been decided. */
  access?: CanvasAccess
}

/** Messages that clients may send: everything but the two kinds that would speak to all others. */
const STATELESS = new Set([5, 6])

/** The longest that a change may wait before it is stored, in milliseconds. */
const LONGEST_UNSTORED = 1000
const RETRY = 2000

/** Largest document, stored or in memory. Bytes. */
export const LARGEST_DOCUMENT = 4 * 1024 * 1024
/** Largest heap of changes that miss what they follow. Bytes. */
const LARGEST_PENDING = 64 * 1024

/** About how large each document has become. */
const sizes = new WeakMap<Document, number>()

/** Which person brought which cursor: nobody may move or remove another's. */
const cursorOwners = new WeakMap<Document, Map<number, string>>()

/** An answer that the client understands: `permission-denied` ends, `unavailable` tries again. */
function refusal(reason: 'permission-denied' | 'unavailable'): Error {
  // Without a message the server does not print it.
  return Object.assign(new Error(), { reason })
}

/** Whether an update brings anything new; if not, it is empty or deletes. */
function adds(update: Uint8Array): boolean {
  // An update begins with the number of clients whose structs follow.
  return readVarUint(createDecoder(update)) > 0
}

/** The documents of this node that somebody has open. */
export const documents = new Hocuspocus<CanvasContext>({
  quiet: true,
  debounce: 200,
  maxDebounce: LONGEST_UNSTORED,
  flushDelay: 16,

  async onAuthenticate({ context, documentName, connectionConfig }) {
    if (documentName !== context.canvasId || !isId(documentName)) {
      throw refusal('permission-denied')
    }
    let access: CanvasAccess | null
    try {
      access = await tenancy.run(tenantOf(context.signIn), () => findCanvasAccess(documentName))
    } catch {
      throw refusal('unavailable')
    }
    if (!access) throw refusal('permission-denied')
    connectionConfig.readOnly = access.mode === 'view'
    context.access = access
  },

  async onLoadDocument({ document, documentName, context }) {
    const stored = await loadDocument(tenantOf(context.signIn), documentName)
    if (stored) applyUpdate(document, stored)
    sizes.set(document, stored?.length ?? 0)
  },

  async beforeHandleMessage({ update }) {
    // Others have their turn between the messages of one client.
    await new Promise((resolve) => setImmediate(resolve))
    const decoder = createDecoder(update)
    readVarString(decoder)
    if (STATELESS.has(readVarUint(decoder))) throw refusal('permission-denied')
  },

  /** A full document can be read and cleared, but takes nothing more, however little it is. */
  async beforeSync({ type, payload, document }) {
    const size = (sizes.get(document) ?? 0) + payload.length
    if (type !== messageYjsSyncStep1 && size > LARGEST_DOCUMENT && adds(payload)) {
      throw refusal('unavailable')
    }
  },

  async onChange({ document, update }) {
    sizes.set(document, (sizes.get(document) ?? 0) + update.length)
  },

  /** Changes that follow something nobody has sent are kept by Yjs and looked at each time. */
  async afterHandleMessage({ document, connection }) {
    const { store } = document
    if (!store.pendingStructs || store.pendingStructs.update.length <= LARGEST_PENDING) return
    store.pendingStructs = null
    connection.close({ code: 1000, reason: 'unavailable' })
  },

  /** Cursors carry the name of who is signed in, whatever the client claims. */
  async beforeHandleAwareness({ states, document, context, awareness }) {
    if (!context) return
    const { id, name } = context.signIn.person
    const owners = cursorOwners.get(document) ?? new Map<number, string>()
    cursorOwners.set(document, owners)
    for (const [client, state] of states) {
      const owner = owners.get(client)
      if (owner !== undefined && owner !== id && awareness.getStates().has(client)) {
        states.delete(client)
        continue
      }
      owners.set(client, id)
      state.person = { id, name }
    }
  },

  async onStoreDocument({ document, lastContext }) {
    const { access, signIn } = lastContext
    if (!access) return
    try {
      const state = encodeStateAsUpdate(document)
      sizes.set(document, state.length)
      await storeDocument(tenantOf(signIn), access, state)
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error
      logger.error({ canvas: access.id, name }, 'canvas not stored; it is kept and tried again')
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

/** Stores what has not been stored yet and closes every connection. */
export async function closeDocuments(): Promise<void> {
  documents.flushPendingStores()
  await Promise.all(
    [...documents.documents.values()].map((document) => document.saveMutex.waitForUnlock())
  )
}
