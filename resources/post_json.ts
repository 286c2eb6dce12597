/** An answer of the server, or why there is none. */
export type Answer =
  { ok: true; body: unknown } | { ok: false; status: number; message: string | null; body: unknown }

/**
 * Sends a form's worth of data and takes the answer as JSON, for what happens without leaving the
 * page. `status` 0 means that the server could not be reached. Messages are translated already.
 */
export function postJson(address: string, data: Record<string, unknown>): Promise<Answer> {
  return sendJson('POST', address, data)
}

/** The same by another verb. */
export async function sendJson(
  method: 'POST' | 'PUT' | 'DELETE',
  address: string,
  data: Record<string, unknown>
): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-xsrf-token': xsrfToken(),
      },
      body: JSON.stringify(data),
    })
    return answerOf(response.status, await response.json().catch(() => null))
  } catch {
    return NO_ANSWER
  }
}

/** What comes of a request that the server could not be reached with. */
export const NO_ANSWER: Answer = { ok: false, status: 0, message: null, body: null }

/** What an answer with this status and body says. */
export function answerOf(status: number, body: unknown): Answer {
  if (status >= 200 && status < 300) return { ok: true, body }
  return { ok: false, status, message: firstMessage(body), body }
}

/** The token with which a page shows that a request comes from it. */
export function xsrfToken(): string {
  const name = 'XSRF-TOKEN='
  const pair = document.cookie.split('; ').find((each) => each.startsWith(name))
  return pair ? decodeURIComponent(pair.slice(name.length)) : ''
}

/** What a refused answer says, in the reader's language; null when it says nothing. */
export function firstMessage(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('errors' in body)) return null
  const first: unknown = Array.isArray(body.errors) ? body.errors[0] : null
  if (typeof first !== 'object' || first === null || !('message' in first)) return null
  return typeof first.message === 'string' ? first.message : null
}
