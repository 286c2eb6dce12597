import { oneLine } from '#core/plain_words'

/** So many UTF-16 units are at most 240 bytes; file systems take 255 with the ending. */
const LONGEST = 80
/** What some file system cannot have in a name. */
const REFUSED = /[\\/:*?"<>|]+/g

/** What a file of a canvas is called: as the canvas is, as far as every file system allows it. */
export function fileName(title: string, ending: 'json' | 'pdf' | 'png'): string {
  const line = oneLine(title.replace(REFUSED, ' '), LONGEST)
  return `${line.replace(/^[. ]+|[. ]+$/g, '') || 'canvas'}.${ending}`
}
