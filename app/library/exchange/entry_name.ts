/** What an archive's entry is in a deck. */
export type EntryKind = 'manifest' | 'card' | 'picture' | 'unknown'

/** What systems put into archives unasked, and what belongs to a deck without being read. */
const IGNORED =
  /(^|\/)(__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$|LICEN[CS]E(\.txt|\.md)?$|README(\.txt|\.md)?$)/i

/** Whether a name leads nowhere but below the folder into which an archive is unpacked. */
export function isSafeName(name: string): boolean {
  if (name === '' || name.length > 300 || /[\\\p{Cc}\p{Cf}]/u.test(name)) return false
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name) || !name.isWellFormed()) return false
  return name
    .replace(/\/$/, '')
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..')
}

/** Names that are the same file on some system: by case, by the form of their letters. */
export function sameFileKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC')
}

/** Whether an entry may be passed over in silence. */
export function isIgnored(name: string): boolean {
  return name.endsWith('/') || IGNORED.test(name)
}

/** What the file of this name is, seen from the deck's folder. */
export function kindOf(name: string): EntryKind {
  if (name === 'deck.json') return 'manifest'
  if (/^cards\/[a-z0-9]+(-[a-z0-9]+)*\.json$/.test(name)) return 'card'
  return /^pictures\/[^/]+$/.test(name) ? 'picture' : 'unknown'
}
