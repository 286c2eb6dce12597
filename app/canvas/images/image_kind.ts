/** The kinds of images that can be used, as the decoder calls them. */
export type ImageKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'heif'

/** What of a file has to be looked at to tell its kind. Bytes. */
export const HEAD_LENGTH = 4096

const AVIF_BRANDS = ['avif', 'avis']
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/**
 * What a file is by its first bytes, whatever its name and its sender say: a kind that can be used,
 * one that people bring and that cannot, or null.
 */
export function kindOf(head: Buffer): ImageKind | 'svg' | 'heic' | null {
  const text = head.toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp'
  if (text.slice(4, 8) === 'ftyp') return isobmffKind(head)
  const isSvg = /<svg[\s>:]/i.test(text) || /<!doctype\s+svg/i.test(text)
  return isSvg ? 'svg' : null
}

/** AVIF and HEIC have the same outside; their brands tell them apart. */
function isobmffKind(head: Buffer): 'heif' | 'heic' | null {
  const end = Math.min(head.length, head.readUInt32BE(0))
  const brands: string[] = []
  for (let at = 8; at + 4 <= end; at += 4) {
    if (at !== 12) brands.push(head.toString('latin1', at, at + 4))
  }
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'heif'
  return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : null
}
