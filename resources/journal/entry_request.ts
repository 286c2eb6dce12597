import type { Entry } from '#journal/entry'

/** What the server answers to a save or a deletion. */
export interface EntryAnswer {
  status: number
  /** Why it was refused; null when it was not. */
  code: string | null
  entry: Entry | null
  copy: Entry | null
}

type Answered = Partial<Pick<EntryAnswer, 'entry' | 'copy'>> & { errors?: { code: string }[] }

function xsrfToken(): string {
  const cookie = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='))
  return decodeURIComponent(cookie?.slice('XSRF-TOKEN='.length) ?? '')
}

/** Browsers send no more than this after a page is left. */
const MOST_AFTER_LEAVING = 60_000

/**
 * Saves (with a body) or deletes (without) an entry over a version.
 *
 * @throws TypeError without a connection
 */
export async function sendEntry(
  id: string,
  over: number | null,
  body?: Record<string, unknown>
): Promise<EntryAnswer> {
  const text = body ? JSON.stringify(body) : undefined
  const response = await fetch(`/journal/entries/${id}`, {
    method: text ? 'PUT' : 'DELETE',
    headers: {
      accept: 'application/json',
      'x-xsrf-token': xsrfToken(),
      ...(text ? { 'content-type': 'application/json' } : {}),
      ...(over === null ? {} : { 'if-match': `"${over}"` }),
    },
    keepalive: (text?.length ?? 0) * 3 < MOST_AFTER_LEAVING,
    ...(text ? { body: text } : {}),
  })
  const isJson = response.headers.get('content-type')?.includes('json')
  const read: () => Promise<Answered> = () => response.json()
  const { entry = null, copy = null, errors = [] } = isJson ? await read() : {}
  return { status: response.status, code: errors[0]?.code ?? null, entry, copy }
}
