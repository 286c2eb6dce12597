import type { SignIn } from '#core/http/require_sign_in'

/** Somebody who may listen, and the name under which the others see them. */
export interface Admission {
  name: string
}

/** What a channel shows to those who subscribe. */
export interface Snapshot {
  /** Number of the last change of the channel; clients pass over messages older than it. */
  sequence: number
  /** JSON. */
  state: unknown
}

/** A kind of channel, such as `session` in `session:<id>`. The module that owns it registers it. */
export interface ChannelKind {
  /** Whether this person may listen; null answers exactly as if there were no such channel. */
  authorise(signIn: SignIn, id: string): Promise<Admission | null>
  /** The state to start from. `after` is the last sequence the client has seen, if any. */
  snapshot(signIn: SignIn, id: string, after?: number): Promise<Snapshot>
  /** Whether those who listen see who else does. */
  presence?: boolean
  /** Another kind, whose closing of an id closes the channel of that id too. */
  closesWith?: string
}

const kinds = new Map<string, ChannelKind>()

/** Makes channels `<kind>:<id>` available. */
export function registerChannel(kind: string, definition: ChannelKind): void {
  kinds.set(kind, definition)
}

/**
 * Whether closing one channel ends the subscription to another: of itself, of what it is a part of
 * (`canvas:1:2` of `canvas:1`), and of what closes with it.
 */
export function endsWith(subscribed: string, closed: string): boolean {
  const at = subscribed.indexOf(':')
  const kind = kinds.get(subscribed.slice(0, at))?.closesWith
  const names = kind === undefined ? [subscribed] : [subscribed, kind + subscribed.slice(at)]
  return names.some((name) => closed === name || closed.startsWith(`${name}:`))
}

/** The kind and id that a channel's name consists of; null when no module owns such channels. */
export function resolveChannel(name: string): { kind: ChannelKind; id: string } | null {
  const at = name.indexOf(':')
  const kind = kinds.get(name.slice(0, at))
  return at > 0 && kind ? { kind, id: name.slice(at + 1) } : null
}
