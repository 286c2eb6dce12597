import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApplicationService } from '@adonisjs/core/types'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { findSignIn, tokenOfUpgrade } from '#accounts'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { isSameOrigin } from '#core/http/same_origin'
import { oneAtATime } from '#core/one_at_a_time'
import { tenancy } from '#core/tenancy/tenancy'
import { onFarewell, onUpgrade, pathOf, refuseUpgrade } from '#core/http/websocket_upgrades'
import { currentTrace } from '#core/observability/tracing'
import { metrics } from '#core/observability/metrics'
import { live } from '#live'
import './measure_rooms.js'
import { Allowance } from './allowance.js'
import {
  closeDocuments,
  confirm,
  documents,
  leaveLostRooms,
  tellCursors,
} from './canvas_documents.js'
import { isConfirmation } from './confirmations.js'
import { LARGEST_DOCUMENT, LARGEST_MESSAGE } from '../document_size.js'
import { modeOn } from '../policies/canvas_modes.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'
import { readFrame, type Frame } from './read_frame.js'
import { isMeant, visits, type Visit } from './visits.js'

/**
 * A connection that is read more slowly than it asks is ended when this much waits: the whole
 * document that it got at first, and twice as much again. Bytes.
 */
const MOST_WAITING = 3 * LARGEST_DOCUMENT
/** How often it is asked whether who is connected is still signed in. Milliseconds. */
const HEARTBEAT = 25_000
/** How often it is asked whether another node has taken a canvas unheard. Milliseconds. */
const LOOK_AT_ROOMS = 5_000
/** The code for clients that send more than their allowance; they come back by themselves. */
const TOO_MUCH = 4429
/** The code for clients that send what no client of ours does. */
const NOT_ALLOWED = 1008

/** Tells a client to come back and ask anew whether it may. */
const RESET = { code: 4205, reason: 'Reset Connection' }

/** Most canvases that one person has open at once, in all windows. */
const MOST_OPEN = 12

/** What each person who has a canvas open may still send, over all their connections. */
const allowances = new Map<string, Allowance>()

const server = new WebSocketServer({
  noServer: true,
  maxPayload: LARGEST_MESSAGE,
  perMessageDeflate: false,
})

/** Serves canvas documents to browsers at `/canvas/:id`, in the Yjs protocol of Hocuspocus. */
export default class CanvasProvider {
  #heartbeat: NodeJS.Timeout | undefined
  #lookAtRooms: NodeJS.Timeout | undefined

  constructor(protected app: ApplicationService) {}

  boot() {
    onUpgrade('/canvas/', accept)
    onFarewell(closeDocuments)
    live.onClosing((closing) => {
      for (const visit of visits) if (isMeant(visit, closing)) visit.leave()
    })
    live.onMissed(() => void lookAgain())
    live.onMissed(() => void leaveLostRooms().catch(() => undefined))
  }

  ready() {
    this.#heartbeat = setInterval(() => void heartbeat(), HEARTBEAT).unref()
    this.#lookAtRooms = setInterval(() => {
      // While the database is away nobody can take anything.
      leaveLostRooms().catch(() => undefined)
    }, LOOK_AT_ROOMS).unref()
  }

  async shutdown() {
    clearInterval(this.#heartbeat)
    clearInterval(this.#lookAtRooms)
    await closeDocuments()
  }
}

/** Ends what was left open by a sign-in that has run out without a word. */
async function heartbeat(): Promise<void> {
  for (const { token, leave } of [...visits]) {
    // While the database is away nobody is sent away for it.
    const signIn = await findSignIn(token).catch(() => undefined)
    if (signIn === null) leave()
  }
}

/** Has those come back and ask anew whose access has changed without word of it coming here. */
const lookAgain = oneAtATime(async () => {
  for (const visit of [...visits]) {
    if (!(await isStillSo(visit).catch(() => false))) visit.leave()
  }
})

async function isStillSo({ token, canvasId, access: before, isScreen }: Visit): Promise<boolean> {
  const signIn = await findSignIn(token)
  if (!signIn) return false
  const access = await tenancy.run(tenantOf(signIn), () => findCanvasAccess(canvasId))
  // Who is still being let in has asked just now.
  if (!access || !before) return access !== null
  return modeOn(access, isScreen) === before.mode && access.grant === before.grant
}

async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  if (request.headers.origin && !isSameOrigin(request)) return refuseUpgrade(socket, 403)
  let token: string | null
  let signIn: SignIn | null
  try {
    token = tokenOfUpgrade(request)
    signIn = token ? await findSignIn(token) : null
  } catch {
    return refuseUpgrade(socket, 503)
  }
  if (!signIn || !token) return refuseUpgrade(socket, 401)
  if (visitsOf(signIn).length >= MOST_OPEN) return refuseUpgrade(socket, 429)
  const canvasId = pathOf(request).slice('/canvas/'.length)
  const [known, bearer] = [signIn, token]
  server.handleUpgrade(request, socket, head, (accepted) =>
    serve(accepted, known, bearer, canvasId)
  )
}

const visitsOf = ({ person }: SignIn) =>
  [...visits].filter(({ signIn }) => signIn.person.id === person.id)

function serve(socket: WebSocket, signIn: SignIn, token: string, canvasId: string): void {
  const visit: Visit = {
    signIn,
    token,
    canvasId,
    mayRead: () => socket.readyState !== socket.OPEN || socket.bufferedAmount <= MOST_WAITING,
    isIn: false,
    told: [],
    isOver: false,
    trace: currentTrace() ?? null,
    leave: () => {
      // The document is left at once, whether or not the client answers the farewell.
      visit.isOver = true
      connection.handleClose(RESET)
      socket.close(RESET.code, RESET.reason)
    },
  }
  const connection = documents.handleConnection(
    {
      get readyState() {
        return socket.readyState
      },
      send: (bytes: Uint8Array) => {
        if (isConfirmation(bytes)) confirm(canvasId, () => socket.send(bytes))
        else socket.send(bytes)
      },
      close: (code?: number, reason?: string) => socket.close(code, reason),
    },
    new Request('http://localhost'),
    { signIn, canvasId, visit }
  )
  visits.add(visit)
  const allowance = allowances.get(signIn.person.id) ?? new Allowance(performance.now())
  allowances.set(signIn.person.id, allowance)
  // A socket speaks outside of any trace; what it says belongs to the one that it was opened in.
  const inItsTrace = AsyncLocalStorage.snapshot()
  socket.on('message', (data) => {
    const bytes = bytesOf(data)
    const frame = readFrame(bytes)
    if (!frame || !isAllowed(frame)) return socket.close(NOT_ALLOWED, 'Not allowed')
    const isLittle = allowance.takes(bytes.length, frame.kind === 'asks', performance.now())
    if (!isLittle) {
      metrics.limitRefusals.inc({ code: 'canvas.tooMuch' })
      return socket.close(TOO_MUCH, 'Too much')
    }
    if (!visit.mayRead()) return socket.terminate()
    // A connection is for one document. Who signs in for another is told so, and not heard on it.
    if (frame.document !== canvasId && frame.kind !== 'signsIn') return
    // Hocuspocus does not see cursors, and would take who only has one for gone.
    connection.lastMessageReceivedAt = Date.now()
    if (frame.kind === 'cursors') tellCursors(visit, frame.cursors)
    else {
      inItsTrace(() => connection.handleMessage(bytes))
    }
  })
  socket.on('close', (code, reason) => {
    visits.delete(visit)
    if (visitsOf(signIn).length === 0) allowances.delete(signIn.person.id)
    connection.handleClose({ code, reason: reason.toString() })
  })
  socket.on('error', () => socket.terminate())
}

/** A plain name means the document once: with more in it, Hocuspocus would open it again and again. */
function isAllowed({ document, kind }: Frame): boolean {
  return /^[\w-]{1,64}$/.test(document) && kind !== 'notAllowed'
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return new Uint8Array(data)
}
