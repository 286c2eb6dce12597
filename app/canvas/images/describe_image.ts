import * as Y from 'yjs'
import { elementsOf } from '../document.js'
import { MAX_ALT_LENGTH } from '../element.js'
import { oneLine } from '#core/plain_words'

/** Says what can be seen on an image; of anything else nothing is said. */
export function describeImage(doc: Y.Doc, id: string, alt: string, origin?: unknown): void {
  const map = elementsOf(doc).get(id)
  if (!(map instanceof Y.Map) || map.get('kind') !== 'image') return
  const next = oneLine(alt, MAX_ALT_LENGTH)
  if (map.get('alt') !== next) doc.transact(() => map.set('alt', next), origin)
}

/** What programs and cameras call files that nobody has called anything. */
const NAMELESS =
  /^(?:img|dsc[fn]?|pxl|pict?|photo|image|picture|screen ?shot|bildschirmfoto|whatsapp image|untitled|scan)\b/i

/** A first description of an image from the name of its file; empty where that says nothing. */
export function describedBy(name: string): string {
  const words = oneLine(name.replace(/\.[^.]*$/u, '').replace(/[_+-]+/gu, ' '), MAX_ALT_LENGTH)
  // What is mostly digits is a date, a number or an id.
  const letters = words.match(/\p{L}/gu)?.length ?? 0
  return NAMELESS.test(words) || letters < 3 || letters < words.length / 2 ? '' : words
}
