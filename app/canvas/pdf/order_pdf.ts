import { buffer } from 'node:stream/consumers'
import type { Locale } from '#config/locales'
import { findPrintedFaces, inkOn, INKS, type PrintedFace } from '#library'
import { tenancy } from '#core/tenancy/tenancy'
import type { Element } from '../element.js'
import type { CanvasScope } from '../server/canvas_store.js'
import { jpegOf } from './jpeg_of.js'
import type { PdfCard, PdfOrder } from './pdf_order.js'
import { printImages } from './print_images.js'

/** Most different cards that are printed sharp enough for a page of their own: many stand small. */
const MOST_SHARP = 60
/** How many pictures are made ready at once. */
const AT_ONCE = 4
/** The licence that asks for nothing to be said. */
const FREE = /^CC0/u

/** What is needed to set elements of a canvas as a PDF, their cards in a language. */
export async function orderPdf(
  scope: CanvasScope,
  canvas: string,
  elements: Element[],
  { title, locale }: { title: string; locale: Locale }
): Promise<PdfOrder> {
  const ids = new Set(elements.flatMap((each) => (each.kind === 'card' ? [each.card] : [])))
  const faces =
    ids.size === 0 ? [] : await tenancy.run(scope, () => findPrintedFaces([...ids], locale))
  const side = faces.length > MOST_SHARP ? 400 : 800
  const cards = new Map<string, PdfCard>()
  for (let from = 0; from < faces.length; from += AT_ONCE) {
    const some = faces.slice(from, from + AT_ONCE)
    for (const [id, card] of await Promise.all(some.map((face) => cardOf(face, side))))
      cards.set(id, card)
  }
  const images = await printImages(scope, canvas, elements)
  return { title, language: locale, rtl: locale === 'he', elements, cards, images }
}

async function cardOf(
  { id, word, colour, open, deck }: PrintedFace,
  side: 400 | 800
): Promise<[string, PdfCard]> {
  const { title, licence, attribution } = deck
  const credit = FREE.test(licence) ? null : `${title}: ${attribution}, ${licence}`
  const ink = INKS[inkOn(colour)]
  const picture = open && (await jpegOf(await buffer(await open(side))))
  return [id, { word, colour, ink, picture, credit }]
}
