const PREFIX = 'belvedere.unsent.'
const ELEMENTS = 'belvedere.unsentElements.'

/**
 * Notes that this device has changes of a canvas that no server has confirmed. The note lies beside
 * the copy and not in it: when a browser has thrown the copy away, the note tells what is missing.
 */
export function noteUnsent(person: string, canvas: string, isUnsent: boolean): void {
  try {
    const key = `${PREFIX}${person}.${canvas}`
    if (isUnsent) localStorage.setItem(key, '1')
    else localStorage.removeItem(key)
  } catch {
    // A device that refuses to keep anything has nothing to note.
  }
}

/** Whether changes of a canvas are noted that no server has confirmed. */
export function isUnsent(person: string, canvas: string): boolean {
  try {
    return localStorage.getItem(`${PREFIX}${person}.${canvas}`) !== null
  } catch {
    return false
  }
}

/** Whether changes of any canvas are noted that no server has confirmed. */
export function hasUnsent(person: string): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`${PREFIX}${person}.`))
  } catch {
    return false
  }
}

/** Notes which elements of a canvas somebody has changed here that no server has confirmed. */
export function noteUnsentElements(person: string, canvas: string, ids: readonly string[]): void {
  try {
    const key = `${ELEMENTS}${person}.${canvas}`
    if (ids.length > 0) localStorage.setItem(key, ids.join(' '))
    else localStorage.removeItem(key)
  } catch {
    // A device that refuses to keep anything has nothing to note.
  }
}

/** The elements of a canvas that are noted so. */
export function unsentElements(person: string, canvas: string): string[] {
  try {
    return localStorage.getItem(`${ELEMENTS}${person}.${canvas}`)?.split(' ') ?? []
  } catch {
    return []
  }
}
