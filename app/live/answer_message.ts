import { findSignIn } from '#accounts'
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
  const signIn = await findSignIn(token)
  if (!signIn) return connection.close(LIVE_CLOSE.signInRequired, 'core.signInRequired')
  connection.signIn = signIn
  connection.token = token
  connection.send({ v: 1, type: 'welcome', person: signIn.person.id, now: Date.now() })
}

async function subscribe(connection: Connection, channel: string, after?: number): Promise<void> {
  const { signIn, subscriptions } = connection
  const refuse = (code: string) => connection.send({ v: 1, type: 'refused', channel, code })
  if (!signIn) return refuse('core.signInRequired')
  if (subscriptions.size >= LIVE_LIMITS.channels && !subscriptions.has(channel)) {
    return refuse('live.tooManyChannels')
  }
  const found = resolveChannel(channel)
  // Held from before the look, so that a revocation meanwhile takes the subscription away again.
  const subscription: Subscription = { admission: { name: '' }, presence: false, held: [] }
  subscriptions.set(channel, subscription)
  const stillWanted = () => subscriptions.get(channel) === subscription
  try {
    const admission = found ? await found.kind.authorise(signIn, found.id) : null
    if (!found || !admission) {
      subscriptions.delete(channel)
      return refuse('core.notFound')
    }
    const { sequence, state } = await found.kind.snapshot(signIn, found.id, after)
    if (!stillWanted()) return
    subscription.admission = admission
    connection.send({ v: 1, type: 'subscribed', channel, sequence, state, now: Date.now() })
    for (const message of subscription.held ?? []) connection.send(message)
    subscription.held = null
    if (!found.kind.presence) return
    subscription.presence = true
    connection.send({ v: 1, type: 'presence', channel, people: hub.people(channel) })
    hub.announce(channel)
  } catch (error) {
    if (stillWanted()) subscriptions.delete(channel)
    refuse('core.unavailable')
    throw error
  }
}
