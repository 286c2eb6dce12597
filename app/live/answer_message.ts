import { findSignIn } from '#accounts'
import type { SignIn } from '#core/http/require_sign_in'
import { resolveChannel } from './channels.js'
import type { Connection, Subscription } from './connection.js'
import { hub } from './live.js'
import { LIVE_CLOSE, LIVE_LIMITS, type ClientMessage } from './protocol.js'

/** Does what a client asks for. */
export async function answerMessage(connection: Connection, message: ClientMessage): Promise<void> {
  switch (message.type) {
    case 'ping':
      return connection.send({ v: 1, type: 'pong', at: message.at, now: Date.now() })
    case 'authenticate':
      return authenticate(connection, message.token)
    case 'unsubscribe':
      return hub.leave(connection, message.channel)
    case 'subscribe':
      return subscribe(connection, message.channel, message.after)
  }
}

/** Finds out whose the token is and greets them; closes the connection when it is nobody's. */
export async function authenticate(connection: Connection, token: string): Promise<void> {
  if (connection.signIn) return connection.complain('live.authenticatedAlready')
  connection.hasSaidWho = true
  const signIn = await orLater(connection, findSignIn(token))
  if (!signIn) return connection.close(LIVE_CLOSE.signInRequired, 'core.signInRequired')
  connection.signIn = signIn
  connection.token = token
  connection.send({ v: 1, type: 'welcome', person: signIn.person.id, now: Date.now() })
}

/** Has the client come back later when something cannot be found out now. */
async function orLater<Result>(connection: Connection, work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    connection.close(LIVE_CLOSE.later, 'core.unavailable')
    throw error
  }
}

async function subscribe(connection: Connection, channel: string, after?: number): Promise<void> {
  const { signIn, subscriptions } = connection
  const refuse = (code: string) => connection.send({ v: 1, type: 'refused', channel, code })
  if (!signIn) return refuse('core.signInRequired')
  if (subscriptions.size >= LIVE_LIMITS.channels && !subscriptions.has(channel)) {
    return refuse('live.tooManyChannels')
  }
  try {
    if (!(await show(connection, signIn, channel, after))) refuse('core.notFound')
  } catch (error) {
    connection.close(LIVE_CLOSE.later, 'core.unavailable')
    throw error
  }
}

/**
 * Shows a channel as it is now and lets the connection follow it.
 *
 * @returns false when it is not, or no longer, for this person
 */
async function show(
  connection: Connection,
  signIn: SignIn,
  channel: string,
  after?: number
): Promise<boolean> {
  const { subscriptions } = connection
  const before = subscriptions.get(channel)
  // Held from before the look, so that a revocation meanwhile takes the subscription away again.
  const subscription: Subscription = {
    admission: before?.admission ?? { name: '' },
    presence: before?.presence ?? false,
    held: [],
  }
  subscriptions.set(channel, subscription)
  const stillWanted = () => subscriptions.get(channel) === subscription
  try {
    const found = resolveChannel(channel)
    const admission = found ? await found.kind.authorise(signIn, found.id) : null
    if (!found || !admission) {
      if (stillWanted()) hub.leave(connection, channel)
      return false
    }
    const { sequence, state } = await found.kind.snapshot(signIn, found.id, after)
    if (!stillWanted()) return true
    subscription.admission = admission
    connection.send({ v: 1, type: 'subscribed', channel, sequence, state, now: Date.now() })
    for (const frame of subscription.held ?? []) connection.sendFrame(frame)
    subscription.held = null
    if (!found.kind.presence) return true
    subscription.presence = true
    hub.announce(channel)
    connection.send({ v: 1, type: 'presence', channel, people: await hub.people(channel) })
    return true
  } catch (error) {
    if (stillWanted()) hub.leave(connection, channel)
    throw error
  }
}

/**
 * Asks anew what a connection may see, and shows it as it is now: what it was told may be old. Ends
 * what is over. A connection of which that cannot be found out now is closed, to come back.
 */
export async function lookAgain(connection: Connection): Promise<void> {
  const { signIn: before, token } = connection
  if (!before || !token) return
  try {
    const signIn = await findSignIn(token)
    if (!signIn) return connection.close(LIVE_CLOSE.signInRequired, 'core.signInRequired')
    if (signIn.role !== before.role || signIn.organisation.id !== before.organisation.id) {
      return connection.close(LIVE_CLOSE.rightsChanged, 'live.rightsChanged')
    }
    connection.signIn = signIn
    for (const channel of [...connection.subscriptions.keys()]) {
      if (await show(connection, signIn, channel)) continue
      connection.send({ v: 1, type: 'closed', channel, code: 'live.closed' })
    }
  } catch {
    connection.close(LIVE_CLOSE.tooSlow, 'live.tooSlow')
  }
}
