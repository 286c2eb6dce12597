const PREFIX = 'belvedere.unsent.'

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
