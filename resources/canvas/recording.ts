import type { Consent, ListedOperation } from '#canvas/operations/operation'
import { xsrfToken } from '~/post_json'

/** What somebody has answered in a session, and what was recorded of them. */
export interface ShownRecording {
  consent: Consent
  operations: ListedOperation[]
  /** Whether they lead the session, and may see what others allow to be recorded. */
  leads: boolean
}

/** What was recorded of who asks; null when it could not be had. */
export async function fetchRecording(session: string): Promise<ShownRecording | null> {
  try {
    const response = await fetch(`/sessions/${session}/recording`, {
      headers: { accept: 'application/json' },
    })
    if (!response.ok) return null
    const read: () => Promise<ShownRecording> = () => response.json()
    return await read()
  } catch {
    return null
  }
}

/** What people who allow it did, for who leads the session; nothing when it could not be had. */
export async function fetchOperations(session: string): Promise<ListedOperation[]> {
  try {
    const response = await fetch(`/sessions/${session}/operations`, {
      headers: { accept: 'application/json' },
    })
    const read: () => Promise<{ operations: ListedOperation[] }> = () => response.json()
    return response.ok ? (await read()).operations : []
  } catch {
    return []
  }
}

/** Deletes what was recorded of who asks; false when that did not work. */
export async function deleteRecording(session: string): Promise<boolean> {
  try {
    const response = await fetch(`/sessions/${session}/recording`, {
      method: 'DELETE',
      headers: { accept: 'application/json', 'x-xsrf-token': xsrfToken() },
    })
    return response.ok
  } catch {
    return false
  }
}
