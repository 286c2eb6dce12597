import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import type { Locale } from '#config/locales'
import { inkOn, INKS } from '../colours.js'
import type { CardFile, DeckFile } from '../files/deck_file.js'
import { Typesetter, type Setting } from '#core/pdf/typesetter'

/** What is printed beside the cards, in the language of the print. */
export interface PrintLabels {
  title: string
  /** Licence and attribution, for the foot of each card. */
  licence: string
}

/** A4, in points. */
const PAGE = { width: 595.28, height: 841.89 }
/** A card, in points: two to a page, with room around for cutting. */
const CARD = { width: 510, height: 372 }
const LEFT = (PAGE.width - CARD.width) / 2
const TOPS = [32, 424] as const
const PADDING = 22
const PICTURE = CARD.height - 2 * PADDING
const COLUMN = CARD.width - PICTURE - 3 * PADDING
const MARK = { length: 12, gap: 4 }

const INK = '#2b2723'
const FAINT = '#7a736a'
const WORD_SIZES = [28, 25, 22, 19, 16, 13] as const
/** The longest licence takes three lines of the smallest, and stays below the picture. */
const FOOT_SIZES = [6.5, 5.5, 4] as const
const FACE_SIZES = [44, 38, 32, 27, 22, 18] as const

/** A card to be printed, and how its picture as a JPEG is got; null on a card of words alone. */
export interface PrintedCard {
  card: CardFile
  picture: (() => Promise<Uint8Array>) | null
}

/**
 * Writes a deck as a PDF on A4, two cards to a page, page by page: no more than one picture is in
 * memory. Words that a card lacks in the language stand in the deck's first. It keeps the thread
 * busy: see `print_stream.ts`.
 *
 * @param write takes a piece of the file, and is awaited between cards
 */
export async function printDeck(
  deck: DeckFile,
  cards: readonly PrintedCard[],
  locale: Locale,
  labels: PrintLabels,
  write: (piece: Uint8Array) => Promise<void>
): Promise<void> {
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    info: { Title: labels.title, Author: deck.licence.attribution, Creator: 'Belvedere' },
    lang: locale,
    displayTitle: true,
  })
  const ended = once(document, 'end')
  let written = Promise.resolve()
  document.on('data', (piece: Uint8Array) => {
    written = written.then(() => write(piece))
  })
  const typesetter = new Typesetter(document)
  const first = deck.languages[0] ?? locale
  for (const [index, card] of cards.entries()) {
    if (index % TOPS.length === 0) document.addPage()
    const at = card.card.texts[locale] ? locale : first
    const top = TOPS[index % TOPS.length] ?? TOPS[0]
    cutMarks(document, top)
    await drawCard(document, typesetter, card, at, top)
    foot(typesetter, locale, labels, top)
    await written
  }
  document.end()
  await ended
  await written
}

type Document = InstanceType<typeof PDFDocument>

const directionOf = (locale: Locale) => (locale === 'he' ? 'rtl' : 'ltr')

/** Inside the card, because whatever lies beside the marks is cut away. */
function foot(
  typesetter: Typesetter,
  locale: Locale,
  { title, licence }: PrintLabels,
  top: number
): void {
  const text = `${title} · ${licence}`
  const width = CARD.width - 2 * PADDING
  const settings = FOOT_SIZES.map((size): Setting => ({
    face: 'text',
    size,
    leading: 1.25,
    direction: directionOf(locale),
    colour: FAINT,
  }))
  const [smallest] = settings.slice(-1)
  const setting = settings.find((each) => typesetter.lines(text, width, each).length === 1)
  const chosen = setting ?? smallest
  if (!chosen) return
  const lines = typesetter.lines(text, width, chosen)
  const y = top + CARD.height - 6 - typesetter.height(lines, chosen)
  typesetter.set(lines, { x: LEFT + PADDING, y, width }, chosen)
}

function cutMarks(document: Document, top: number): void {
  document.lineWidth(0.4).strokeColor('#8d867c')
  const [right, bottom] = [LEFT + CARD.width, top + CARD.height]
  for (const [x, away] of [
    [LEFT, -1],
    [right, 1],
  ] as const) {
    for (const [y, up] of [
      [top, -1],
      [bottom, 1],
    ] as const) {
      const [near, far] = [MARK.gap, MARK.gap + MARK.length]
      document.moveTo(x + away * near, y).lineTo(x + away * far, y)
      document.moveTo(x, y + up * near).lineTo(x, y + up * far)
    }
  }
  document.stroke()
}

async function drawCard(
  document: Document,
  typesetter: Typesetter,
  { card, picture }: PrintedCard,
  locale: Locale,
  top: number
): Promise<void> {
  const words = card.texts[locale]
  if (!words) return
  const direction = directionOf(locale)
  const pictureX = direction === 'rtl' ? LEFT + CARD.width - PADDING - PICTURE : LEFT + PADDING
  const columnX = direction === 'rtl' ? LEFT + PADDING : LEFT + 2 * PADDING + PICTURE
  const frame = { x: pictureX, y: top + PADDING, width: PICTURE }
  const shared = { direction, colour: INK } as const
  const column: { lines: string[]; setting: Setting; after: number }[] = []
  if (picture) {
    document.image(Buffer.from(await picture()), frame.x, frame.y, {
      width: PICTURE,
      height: PICTURE,
    })
    const setting = typesetter.fit(words.word, COLUMN, WORD_SIZES, {
      ...shared,
      face: 'display',
      size: WORD_SIZES[0],
      leading: 1.12,
    })
    column.push({ lines: typesetter.lines(words.word, COLUMN, setting), setting, after: 16 })
  } else drawFace(document, typesetter, words.word, card.colour ?? '#4a6b5d', frame, direction)
  const setting: Setting = { ...shared, face: 'text', size: picture ? 12 : 14, leading: 1.4 }
  for (const question of words.questions) {
    column.push({ lines: typesetter.lines(question, COLUMN, setting), setting, after: 11 })
  }
  const height = column.reduce(
    (sum, each) => sum + typesetter.height(each.lines, each.setting) + each.after,
    -(column.at(-1)?.after ?? 0)
  )
  let y = top + (CARD.height - height) / 2
  for (const each of column) {
    typesetter.set(each.lines, { x: columnX, y, width: COLUMN }, each.setting)
    y += typesetter.height(each.lines, each.setting) + each.after
  }
}

/** The face of a card of words alone: its word large on its colour. */
function drawFace(
  document: Document,
  typesetter: Typesetter,
  word: string,
  colour: string,
  { x, y, width }: { x: number; y: number; width: number },
  direction: 'ltr' | 'rtl'
): void {
  const ink = INKS[inkOn(colour)]
  document.roundedRect(x, y, width, width, 6).fill(colour)
  document
    .lineWidth(0.6)
    .strokeColor(ink, 0.4)
    .roundedRect(x + 12, y + 12, width - 24, width - 24, 4)
    .stroke()
    .strokeOpacity(1)
  const inner = width - 56
  const setting = typesetter.fit(word, inner, FACE_SIZES, {
    face: 'display',
    size: FACE_SIZES[0],
    leading: 1.15,
    direction,
    colour: ink,
  })
  const lines = typesetter.lines(word, inner, setting)
  const top = y + (width - typesetter.height(lines, setting)) / 2
  typesetter.set(lines, { x: x + 28, y: top, width: inner }, setting, 'centre')
}
