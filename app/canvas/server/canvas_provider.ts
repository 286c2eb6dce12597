import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApplicationService } from '@adonisjs/core/types'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { findSignIn, tokenOfUpgrade } from '#accounts'
import type { SignIn } from '#core/http/require_sign_in'
import { isSameOrigin } from '#core/http/same_origin'
import { onUpgrade, pathOf, refuseUpgrade } from '#core/http/websocket_upgrades'
import { live } from '#live'
import { closeDocuments, documents } from './canvas_documents.js'

/** Largest message: what a person draws without a network comes in one piece. Bytes. */
const LARGEST_MESSAGE = 8 * 1024 * 1024

/** Tells a client to come back and ask anew whether it may. */
const RESET = { code: 4205, reason: 'Reset Connection' }

/** Somebody who has a canvas of this node open. */
interface Visit {
  signIn: SignIn
  canvasId: string
  leave: () => void
}

const visits = new Set<Visit>()

const server = new WebSocketServer({
  noServer: true,
  maxPayload: LARGEST_MESSAGE,
  perMessageDeflate: false,
})

/** Serves canvas documents to browsers at `/canvas/:id`, in the Yjs protocol of Hocuspocus. */
export default class CanvasProvider {
  constructor(protected app: ApplicationService) {}

  boot() {
    onUpgrade('/canvas/', (request, socket, head) => void accept(request, socket, head))
    live.onClosing(({ channel, person, signInSession, organisation }) => {
      for (const { signIn, canvasId, leave } of visits) {
        const isMeant =
          (channel === undefined || channel === `canvas:${canvasId}`) &&
          (person === undefined || person === signIn.person.id) &&
          (signInSession === undefined || signInSession === signIn.id) &&
          (organisation === undefined || organisation === signIn.organisation.id)
        if (isMeant) leave()
      }
    })
  }

  async shutdown() {
    await closeDocuments()
  }
}

async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  if (request.headers.origin && !isSameOrigin(request)) return refuseUpgrade(socket, 403)
  let signIn: SignIn | null
  try {
    const token = tokenOfUpgrade(request)
    signIn = token ? await findSignIn(token) : null
  } catch {
    return refuseUpgrade(socket, 503)
  }
  if (!signIn) return refuseUpgrade(socket, 401)
  const canvasId = pathOf(request).slice('/canvas/'.length)
  const known = signIn
  server.handleUpgrade(request, socket, head, (accepted) => serve(accepted, known, canvasId))
}

function serve(socket: WebSocket, signIn: SignIn, canvasId: string): void {
  const connection = documents.handleConnection(socket, new Request('http://localhost'), {
    signIn,
    canvasId,
  })
  const visit = {
    signIn,
    canvasId,
    leave: () => {
      // The document is left at once, whether or not the client answers the farewell.
      connection.handleClose(RESET)
      socket.close(RESET.code, RESET.reason)
    },
  }
  visits.add(visit)
  socket.on('message', (data) => connection.handleMessage(bytesOf(data)))
  socket.on('close', (code, reason) => {
    visits.delete(visit)
    connection.handleClose({ code, reason: reason.toString() })
  })
  socket.on('error', () => socket.terminate())
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return new Uint8Array(data)
}
