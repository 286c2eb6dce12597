import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApplicationService } from '@adonisjs/core/types'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { findSignIn, tokenOfUpgrade } from '#accounts'
import type { SignIn } from '#core/http/require_sign_in'
import { isSameOrigin } from '#core/http/same_origin'
import { onUpgrade, pathOf, refuseUpgrade } from '#core/http/websocket_upgrades'
import { live } from '#live'
import { closeConnections, closeDocuments, documents } from './canvas_documents.js'

/** Largest message: what a person draws without a network comes in one piece. Bytes. */
const LARGEST_MESSAGE = 8 * 1024 * 1024

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
    live.onClosing(({ channel, person, signInSession, organisation }) =>
      closeConnections(
        ({ signIn, canvasId }) =>
          (channel === undefined || channel === `canvas:${canvasId}`) &&
          (person === undefined || person === signIn.person.id) &&
          (signInSession === undefined || signInSession === signIn.id) &&
          (organisation === undefined || organisation === signIn.organisation.id)
      )
    )
  }

  async shutdown() {
    await closeDocuments()
  }
}

async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  if (request.headers.origin && !isSameOrigin(request)) return refuseUpgrade(socket, 403)
  const token = tokenOfUpgrade(request)
  let signIn: SignIn | null
  try {
    signIn = token ? await findSignIn(token) : null
  } catch {
    return refuseUpgrade(socket, 503)
  }
  if (!signIn) return refuseUpgrade(socket, 401)
  const canvasId = decodeURIComponent(pathOf(request).slice('/canvas/'.length))
  const known = signIn
  server.handleUpgrade(request, socket, head, (accepted) =>
    serve(accepted, request, known, canvasId)
  )
}

function serve(
  socket: WebSocket,
  request: IncomingMessage,
  signIn: SignIn,
  canvasId: string
): void {
  const asked = new Request(new URL(request.url ?? '/', 'http://localhost'))
  const connection = documents.handleConnection(socket, asked, { signIn, canvasId })
  socket.on('message', (data) => connection.handleMessage(bytesOf(data)))
  socket.on('close', (code, reason) => connection.handleClose({ code, reason: reason.toString() }))
  socket.on('error', () => socket.terminate())
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return new Uint8Array(data)
}
