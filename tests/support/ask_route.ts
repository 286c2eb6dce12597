import { BODIES } from './other_organisation.js'
import type { RouteUnderTest } from './routes.js'
import { Visitor } from './visitor.js'

/** Every role that a person can have. */
export const ROLES = ['owner', 'admin', 'facilitator', 'participant'] as const

/** What a route answered. */
export interface RouteAnswer {
  status: number
  body: string
}

/** Asks as a person would: an API route with the token, a page with the cookie. */
export async function askRoute(
  { method, isApi, name }: RouteUnderTest,
  path: string,
  person?: { token: string }
): Promise<RouteAnswer> {
  const body = BODIES[name] ?? {}
  let response: Response
  if (isApi) {
    response = await fetch(`http://127.0.0.1:${process.env.PORT}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(person ? { authorization: `Bearer ${person.token}` } : {}),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
  } else {
    const visitor = await Visitor.as(person)
    const headers = { accept: 'application/json' }
    response =
      method === 'GET'
        ? await visitor.get(path, headers)
        : await visitor.submit(method, path, body, headers)
  }
  return { status: response.status, body: await response.text() }
}
