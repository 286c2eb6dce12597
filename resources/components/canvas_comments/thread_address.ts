const HASH = /^#comment=([0-9a-f-]{36})$/i

/** The address of this page that leads to a thread. */
export function addressOf(thread: string): string {
  const address = new URL(location.href)
  address.hash = `comment=${thread}`
  return address.href
}

/** The thread that an address leads to; null when it leads to none. */
export function threadIn(hash: string): string | null {
  return HASH.exec(hash)?.[1] ?? null
}
