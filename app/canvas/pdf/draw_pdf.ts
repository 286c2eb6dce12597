import PDFDocument from 'pdfkit'
import { bounds, ownBox } from '../bounds.js'
import { figuresOf } from '../drawing/figures.js'
import { highlightShade, PRINTED, shade } from '../drawing/palette.js'
import { strokePath } from '../drawing/stroke_path.js'
import { HIGHLIGHT } from '../drawing/stroke_shape.js'
import { inkOf, wordLines } from '../drawing/word_lines.js'
import { isWritten, type Element } from '../element.js'
import { resolvedEnds } from '../lines.js'
import { withoutTurning } from '#core/plain_words'
import { isRtl, layOut } from '../text_layout.js'
import { drawCard } from './draw_card.js'
import { pagesOf, type Page, type Printed } from './pages.js'
import type { PdfImage, PdfOrder } from './pdf_order.js'
import { PdfPen } from './pdf_pen.js'

/** The longer side of a page, that of A4, and the most that a canvas unit becomes. Points. */
const LONGER_SIDE = 841.89
const MOST_POINTS = 1.5
/** The foot of a page that says whose the pictures are. Points. */
const FOOT = 18
const CREDIT_SIZE = 6.5
const FAINT = '#6b645c'

/** Sets a canvas as a PDF, each frame on a page. It keeps the thread busy. */
export async function drawPdf(order: PdfOrder): Promise<Uint8Array> {
  const document = new PDFDocument({
    margin: 0,
    autoFirstPage: false,
    info: { Title: order.title, Creator: 'Belvedere' },
    lang: order.language,
    displayTitle: true,
  })
  const pieces: Uint8Array[] = []
  const ended = new Promise((resolve) => document.once('end', resolve))
  document.on('data', (piece: Uint8Array) => pieces.push(piece))
  const pen = new PdfPen(document)
  // By an address a picture is put into the file only once, however often it is shown.
  const pictures = new Map(
    [...order.cards].flatMap(([card, { picture }]) =>
      picture ? [[card, addressOf({ type: 'image/jpeg', content: picture })]] : []
    )
  )
  const images = new Map([...order.images].map(([id, image]) => [id, addressOf(image)]))
  const elements = printedOf(order.elements, pen.measure)
  for (const page of pagesOf(elements, order.rtl)) {
    drawPage(document, pen, page, order, { pictures, images })
  }
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(pieces))
}

const addressOf = ({ type, content }: PdfImage) =>
  `data:${type};base64,${Buffer.from(content).toString('base64')}`

/** The addresses of the pictures of cards and of the images, each by id. */
interface Addresses {
  pictures: ReadonlyMap<string, string>
  images: ReadonlyMap<string, string>
}

/** Elements with their rectangles, lines with the ends that are seen. */
function printedOf(elements: readonly Element[], measure: (text: string) => number): Printed[] {
  const measured = elements.map((element): Printed => {
    const lines =
      element.kind === 'text' ? layOut(element.text, element.width, measure).length : undefined
    const own = ownBox(element, lines)
    return { element, own, box: bounds(element, own) }
  })
  const byId = new Map(measured.map((each) => [each.element.id, each]))
  return measured.map((each) => {
    if (each.element.kind !== 'line') return each
    const ends = resolvedEnds(each.element, (id) => byId.get(id) ?? null)
    const element = { ...each.element, ends }
    return { element, own: ownBox(element), box: bounds(element) }
  })
}

function drawPage(
  document: PDFKit.PDFDocument,
  pen: PdfPen,
  { frame, at, box, elements }: Page,
  { cards, rtl }: PdfOrder,
  { pictures, images }: Addresses
): void {
  const [width, height] = [box.maxX - box.minX, box.maxY - box.minY]
  const factor = Math.min(MOST_POINTS, LONGER_SIDE / Math.max(width, height))
  const credits = new Set(
    elements.flatMap(({ element }) =>
      element.kind === 'card' ? [cards.get(element.card)?.credit ?? ''] : []
    )
  )
  credits.delete('')
  const foot = credits.size > 0 ? FOOT : 0
  document.addPage({ size: [width * factor, height * factor + foot], margin: 0 })
  if (frame) document.outline.addItem(withoutTurning(frame.text).trim() || '–')
  document.save()
  document.rect(0, 0, width * factor, height * factor).clip()
  document.scale(factor).translate(-box.minX, -box.minY)
  const [x, y, rotation, scale] = at
  document
    .scale(1 / scale)
    .rotate(-rotation)
    .translate(-x, -y)
  for (const { element } of elements) {
    pen.at(element.at, () => {
      const image = element.kind === 'image' ? images.get(element.image) : undefined
      if (element.kind === 'image' && image) return pen.image(image, ...element.size)
      drawElement(pen, element)
      if (element.kind === 'card') {
        const picture = pictures.get(element.card) ?? null
        drawCard(pen, cards.get(element.card), picture, PRINTED)
      }
    })
  }
  document.restore()
  if (foot === 0) return
  const text = [...credits].join(' · ')
  const edge = rtl ? width * factor - 8 : 8
  const stand = {
    x: edge,
    baseline: height * factor + FOOT - 6,
    align: rtl ? 'right' : 'left',
  } as const
  const letters = { face: 'text', size: CREDIT_SIZE, colour: FAINT } as const
  pen.words({ text, rtl: rtl || isRtl(text) }, stand, letters, width * factor - 16)
}

function drawElement(pen: PdfPen, element: Element): void {
  for (const figure of figuresOf(element, PRINTED)) pen.figure(figure)
  if (element.kind === 'stroke') {
    const { path, closed, width } = strokePath(element)
    const colour = (element.highlights ? highlightShade : shade)(element.colour, false)
    const opacity = element.highlights ? HIGHLIGHT : 1
    pen.figure({ path, fill: closed ? colour : null, stroke: colour, width, opacity, scale: 1 })
  }
  if (!isWritten(element)) return
  const { lines, size } = wordLines(element, pen.measure)
  const letters = { face: 'text', size, colour: inkOf(element, PRINTED) } as const
  for (const line of lines) pen.words(line, line, letters)
}
