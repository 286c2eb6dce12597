/** Where a picture of an organisation is kept; the hash is that of its largest size. */
export function pictureKey(organisation: string, hash: string, size: number): string {
  return `${organisation}/pictures/${hash.slice(0, 2)}/${hash}-${size}.webp`
}
