import type { EntryContent, EntryPhase } from '#journal/entry'

/** Words of an entry that this device has and the server perhaps not. */
export type Draft = EntryContent & {
  id: string
  /** The version they were written over; null for a new entry. */
  over: number | null
  sessionId: string | null
  phase: EntryPhase | null
}

const PREFIX = 'belvedere.journal.'
const keyOf = (person: string, id: string) => `${PREFIX}${person}.${id}`

/** Keeps a draft on this device. A device that refuses to keep anything is no reason to fail. */
export function keepDraft(person: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(person, draft.id), JSON.stringify(draft))
  } catch {
    // Full, or forbidden: saving to the server goes on.
  }
}

/** Forgets a draft, once its words are saved. */
export function forgetDraft(person: string, id: string): void {
  localStorage.removeItem(keyOf(person, id))
}

/** A draft of this person that fits; the first one found. */
export function findDraft(person: string, fits: (draft: Draft) => boolean): Draft | undefined {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(keyOf(person, ''))) continue
    try {
      const draft = read(localStorage.getItem(key) ?? '')
      if (fits(draft)) return draft
    } catch {
      localStorage.removeItem(key)
    }
  }
  return undefined
}

// Only this file writes what it reads.
const read: (text: string) => Draft = JSON.parse

const unsaved = new Set<() => Promise<boolean>>()

/** Has `save` called before a sign-out; it answers whether everything is saved. Returns the end of it. */
export function saveBeforeSignOut(save: () => Promise<boolean>): () => void {
  unsaved.add(save)
  return () => unsaved.delete(save)
}

/** As long as a sign-out waits for the last words to be saved, in milliseconds. */
const PATIENCE = 4000

/** Lets no words stay behind on a device that somebody signs out of. Call it once. */
export function clearDraftsOnSignOut(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    // Whoever prevented it asks first, and sends the form when the answer is yes.
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return
    if (new URL(form.action).pathname !== '/sign-out') return
    event.preventDefault()
    void leaveBy(form)
  })
}

async function leaveBy(form: HTMLFormElement): Promise<void> {
  const saved = Promise.all([...unsaved].map((save) => save())).then(
    (each) => each.every(Boolean),
    () => false
  )
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false))
  // What could not be saved stays, and comes back to the same person.
  if (await Promise.race([saved, late])) forgetAll()
  // Not `requestSubmit`, which a form ignores while its `submit` event is still under way: with
  // nothing to save this runs within the event, and nobody would be signed out.
  form.submit()
}

function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key)
    }
  } catch {
    // A device that refuses to keep anything has nothing to forget.
  }
}
