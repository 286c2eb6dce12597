import type { VineValidator } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { Refusal } from '#core/errors/refusal'

type Validator = Pick<VineValidator<SchemaTypes, undefined>, 'toJSONSchema'>

/** What the REST description says of one route. */
export interface RouteDescription {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As the router has it: `/api/v1/sessions/:id`. */
  path: string
  /** One line in the imperative: "End a sign-in session". */
  summary: string
  /** Whether it answers without a bearer token. */
  isPublic?: boolean
  /** Validator of the body. */
  body?: Validator
  /** Shape of the answer; absent when it has no body (204). */
  response?: Validator
  /** The refusals that a caller should expect beside sign-in and validation. */
  errors?: (() => Refusal)[]
}

const described: RouteDescription[] = []

/** Adds a route to the REST description; each module calls it beside its `/api/v1` routes. */
export function describeRoute(description: RouteDescription): void {
  described.push(description)
}

/** Every described route, in the order of their modules. */
export function describedRoutes(): readonly RouteDescription[] {
  return described
}
