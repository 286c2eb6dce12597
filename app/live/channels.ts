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
}

const kinds = new Map<string, ChannelKind>()

/** Makes channels `<kind>:<id>` available. */
export function registerChannel(kind: string, definition: ChannelKind): void {
  kinds.set(kind, definition)
}

/** The kind and id that a channel's name consists of; null when no module owns such channels. */
export function resolveChannel(name: string): { kind: ChannelKind; id: string } | null {
  const at = name.indexOf(':')
  const kind = kinds.get(name.slice(0, at))
  return at > 0 && kind ? { kind, id: name.slice(at + 1) } : null
}
