import logger from '@adonisjs/core/services/logger'
import { Hocuspocus, type Document } from '@hocuspocus/server'
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { validate as isId } from 'uuid'
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

/** Which person brought which cursor: nobody may move or remove another's. */
const cursorOwners = new WeakMap<Document, Map<number, string>>()

/** An answer that the client understands: `permission-denied` ends, `unavailable` tries again. */
function refusal(reason: 'permission-denied' | 'unavailable'): Error {
  // Without a message the server does not print it.
  return Object.assign(new Error(), { reason })
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
  },

  async beforeHandleMessage({ update }) {
    const decoder = createDecoder(update)
    readVarString(decoder)
    if (STATELESS.has(readVarUint(decoder))) throw refusal('permission-denied')
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
      await storeDocument(tenantOf(signIn), access, encodeStateAsUpdate(document))
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
