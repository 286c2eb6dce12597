import { lookForSession } from './find_session.js'

/** The title of a session that the scope's person sees; null when there is none. Call it inside a scope. */
export async function sessionTitleOf(id: string): Promise<string | null> {
  return (await lookForSession(id))?.session.title ?? null
}
