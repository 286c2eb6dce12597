/**
 * Where to go on: `next` when it is a path of this site, `otherwise` if not. Browsers
 * read `//host`, `/\host` and control characters as the address of another site.
 */
export function safePath(next: unknown, otherwise: string): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return otherwise
  const url = URL.parse(next, 'http://here.invalid')
  if (url?.host !== 'here.invalid' || url.pathname.startsWith('//')) return otherwise
  return url.pathname + url.search + url.hash
}
