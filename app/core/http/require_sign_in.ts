import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'

/** What somebody may do in an organisation, from most to least. */
export type Role = 'owner' | 'admin' | 'facilitator' | 'participant'

/** Who is asking: found from a cookie or a bearer token, never from the request's own claims. */
export interface SignIn {
  /** Id of the sign-in session. */
  id: string
  kind: 'browser' | 'api'
  organisation: { id: string; name: string }
  person: {
    id: string
    name: string
    email: string | null
    locale: string
    theme: 'light' | 'dark' | null
    /** Runs the appliance: may read its mailbox and its failed events. */
    operator: boolean
  }
  role: Role
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who is asking, or null for a visitor. */
    signIn: SignIn | null
  }
}

/**
 * The first line of a controller that is not for visitors.
 *
 * @throws core.signInRequired (401; a page goes to the sign-in page instead)
 */
export function requireSignIn(ctx: HttpContext): SignIn {
  if (!ctx.signIn) throw coreErrors.signInRequired()
  return ctx.signIn
}

/**
 * Refuses what a policy does not allow: `authorise(canInvite(signIn))`.
 *
 * @throws core.forbidden (403)
 */
export function authorise(allowed: boolean): asserts allowed {
  if (!allowed) throw coreErrors.forbidden()
}

/** The tenant scope of who is asking. */
export function tenantOf(signIn: SignIn): { organisation: string; person: string } {
  return { organisation: signIn.organisation.id, person: signIn.person.id }
}
