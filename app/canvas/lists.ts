/** Words and where the caret stands in them, in UTF-16 units. */
export interface Written {
  text: string
  caret: number
}

/** How the items of a list are marked. */
export type ListKind = 'bullets' | 'numbers'

const BULLET = '•'
/** What begins an item: a point or a number, and a space. */
const MARKER = /^(?:•|\d{1,3}\.) /u
/** What people type who mean a point. */
const TYPED = /^[-*] $/u

/** What a paragraph is as an item of a list; null when it is none. */
export function listItem(paragraph: string): { marker: string; words: string } | null {
  const marker = MARKER.exec(paragraph)?.[0]
  return marker === undefined ? null : { marker, words: paragraph.slice(marker.length) }
}

/**
 * What Enter does in a list: the next item begins, and an item without words ends the list.
 * @returns null where it does what it always does
 */
export function nextItem({ text, caret }: Written): Written | null {
  const start = lineStart(text, caret)
  const item = listItem(text.slice(start, caret))
  if (!item) return null
  const isEmpty = item.words.trim() === '' && (text[caret] ?? '\n') === '\n'
  if (isEmpty) return { text: text.slice(0, start) + text.slice(caret), caret: start }
  const marker = item.marker.startsWith(BULLET) ? item.marker : `${parseInt(item.marker) + 1}. `
  const next = `${text.slice(0, caret)}\n${marker}${text.slice(caret)}`
  return { text: renumbered(next), caret: caret + 1 + marker.length }
}

/** Makes a point of a dash or star that was typed at the start of a line; null where it is none. */
export function typedBullet({ text, caret }: Written): Written | null {
  const start = lineStart(text, caret)
  if (!TYPED.test(text.slice(start, caret))) return null
  return { text: `${text.slice(0, start)}${BULLET} ${text.slice(caret)}`, caret }
}

/** Makes a list of the lines from one place to another, or of such a list plain lines again. */
export function toggledList(text: string, from: number, to: number, kind: ListKind): string {
  const start = lineStart(text, from)
  const foot = text.indexOf('\n', to)
  const end = foot === -1 ? text.length : foot
  const lines = text.slice(start, end).split('\n')
  const isSuch = lines.every((line) => kindOf(line) === kind)
  const next = lines.map((line, index) => {
    const words = listItem(line)?.words ?? line
    if (isSuch) return words
    return kind === 'bullets' ? `${BULLET} ${words}` : `${index + 1}. ${words}`
  })
  return renumbered(text.slice(0, start) + next.join('\n') + text.slice(end))
}

function kindOf(line: string): ListKind | null {
  const item = listItem(line)
  return item && (item.marker.startsWith(BULLET) ? 'bullets' : 'numbers')
}

function lineStart(text: string, caret: number): number {
  return text.lastIndexOf('\n', caret - 1) + 1
}

/** Counts each run of numbered items from where it begins. */
function renumbered(text: string): string {
  let number: number | null = null
  const lines = text.split('\n').map((line) => {
    const item = kindOf(line) === 'numbers' ? listItem(line) : null
    number = item ? (number === null ? parseInt(item.marker) : number + 1) : null
    return item && number !== null ? `${number}. ${item.words}` : line
  })
  return lines.join('\n')
}
