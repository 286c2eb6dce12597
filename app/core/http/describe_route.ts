import type { VineValidator } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { Refusal } from '#core/errors/refusal'

type Validator = Pick<VineValidator<SchemaTypes, undefined>, 'toJSONSchema'>

/** What the REST description says of one route. */
export interface RouteDescription {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As the router has it: `/api/v1/sessions/:id`. */
  path: string
  /** Name by which programs know it, once in the whole description: `listSessions`. */
  id: string
  /** The part of the product it belongs to: `Sessions`. */
  tag: string
  /** One line in the imperative: "End a sign-in session". */
  summary: string
  /** What the line cannot say. */
  description?: string
  /** Who may call it: holders of a bearer token (unless said otherwise), anyone, or both. */
  access?: 'bearer' | 'anyone' | 'either'
  /** Values of path parameters that can be listed. */
  choices?: Record<string, readonly string[]>
  /** Validator of the query. */
  query?: Validator
  /** Request headers that mean something here, with what they mean. */
  headers?: Record<string, string>
  /** Validator of the body. */
  body?: Validator
  /** Media type of a body of another kind, with its schema. */
  upload?: { type: string; schema: object }
  /** Shape of the answer; absent when it has no body (204). */
  response?: Validator
  /** Media type of an answer that is a file. */
  file?: string
  /** What the answer's status can be, with what it means; 200 alone unless said otherwise. */
  statuses?: Record<number, string>
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
