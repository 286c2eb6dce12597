import paper from 'paper/dist/paper-core'
import { CARD_HEIGHT, CARD_WIDTH } from '#canvas/bounds'
import {
  CARD_BORDER,
  CARD_PICTURE,
  CARD_PICTURE_RADIUS,
  CARD_RADIUS,
  CARD_WORD_ABOVE,
  CARD_WORD_SIZE,
  cardWords,
} from '#canvas/drawing/card_face'
import { directed } from '#canvas/text_layout'
import type { CardFace } from '#library/card_view'
import { inkOn, INKS } from '#library/colours'
import type { Theme } from './theme'

/** A card of the deck, in the words of the person who looks at it. */
export type DeckCard = CardFace

/** Pixels per canvas unit at which a card is kept; the last takes the 800 px picture. */
const LEVELS = [0.25, 0.5, 1, 2, 4]
const MOST_PIXELS = 24_000_000
const SHADOW = 10

/** A card as it is kept, at so many pixels per canvas unit. */
export interface Picture {
  canvas: HTMLCanvasElement
  level: number
}

interface Kept extends Picture {
  symbol: paper.SymbolDefinition | null
  painted: boolean
}

/**
 * Draws each card once for each level of detail and shares the result among all its elements.
 * One picture scaled down by the canvas on every frame would be slower and would flicker.
 */
export class Pictures {
  #cards: ReadonlyMap<string, DeckCard>
  readonly #arrived: () => void
  readonly #images = new Map<string, HTMLImageElement>()
  readonly #kept = new Map<string, Kept>()
  readonly #used = new Set<string>()
  #theme: Theme

  /** @param arrived called when a picture arrived and cards must be drawn again */
  constructor(cards: readonly DeckCard[], theme: Theme, arrived: () => void) {
    this.#cards = new Map(cards.map((card) => [card.id, card]))
    this.#theme = theme
    this.#arrived = arrived
  }

  set cards(cards: readonly DeckCard[]) {
    this.#cards = new Map(cards.map((card) => [card.id, card]))
    this.#kept.clear()
  }

  set theme(theme: Theme) {
    this.#theme = theme
    this.#kept.clear()
  }

  /** The card, centred, one unit being one canvas unit, sharp at so many pixels per unit. */
  symbol(card: string, pixelsPerUnit: number): paper.SymbolDefinition {
    const kept = this.#keep(card, pixelsPerUnit)
    if (kept.symbol) return kept.symbol
    const raster = new paper.Raster(kept.canvas)
    raster.scale(1 / kept.level)
    kept.symbol = new paper.SymbolDefinition(raster)
    return kept.symbol
  }

  /** The card as a picture that is sharp at so many pixels per canvas unit. */
  picture(card: string, pixelsPerUnit: number): Picture {
    return this.#keep(card, pixelsPerUnit)
  }

  #keep(card: string, pixelsPerUnit: number): Kept {
    const level = LEVELS.find((each) => each >= pixelsPerUnit * 0.8) ?? 4
    const key = `${level} ${card}`
    this.#used.add(key)
    const before = this.#kept.get(key)
    if (before?.painted) return before
    const known = this.#cards.get(card)
    const isWords = known?.src400 === null
    const image = this.#image(card, level)
    if (before && !image) return before
    const canvas = isWords ? this.#paintWords(known, level) : this.#paint(known, image, level)
    const kept = { canvas, level, symbol: null, painted: isWords || image !== null }
    this.#kept.set(key, kept)
    return kept
  }

  /** Waits until every picture that has been asked for is there, or will not come. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#images.values()].map((image) => image.decode()))
  }

  /** Lets go of what was not used since the last call, if much is kept. */
  prune() {
    let pixels = [...this.#kept.values()].reduce((sum, kept) => sum + pixelsOf(kept), 0)
    for (const [key, kept] of this.#kept) {
      if (pixels < MOST_PIXELS) break
      if (this.#used.has(key)) continue
      this.#kept.delete(key)
      pixels -= pixelsOf(kept)
    }
    this.#used.clear()
  }

  #image(id: string, level: number): HTMLImageElement | null {
    const card = this.#cards.get(id)
    const src = level > 2 ? card?.src800 : card?.src400
    if (!card || !src) return null
    const known = this.#images.get(src)
    if (known) return known.complete && known.naturalWidth > 0 ? known : null
    const image = new Image()
    image.decoding = 'async'
    image.onload = this.#arrived
    image.src = src
    this.#images.set(src, image)
    return image.complete && image.naturalWidth > 0 ? image : this.#smallerImage(card, level)
  }

  #smallerImage(card: DeckCard, level: number): HTMLImageElement | null {
    const image = level > 2 && card.src400 ? this.#images.get(card.src400) : undefined
    return image?.complete && image.naturalWidth > 0 ? image : null
  }

  #paint(card: DeckCard | undefined, image: HTMLImageElement | null, level: number) {
    const { canvas, context } = layPaper(level, this.#theme.paper)
    if (!context) return canvas
    const side = CARD_PICTURE
    context.save()
    context.beginPath()
    context.roundRect(CARD_BORDER, CARD_BORDER, side, side, CARD_PICTURE_RADIUS)
    context.clip()
    context.fillStyle = card?.colour ?? this.#theme.line
    context.fillRect(CARD_BORDER, CARD_BORDER, side, side)
    if (image) paintCover(context, image, side)
    context.restore()
    context.fillStyle = this.#theme.ink
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.font = `${CARD_WORD_SIZE}px ${this.#theme.display}`
    context.fillText(card?.word ?? '?', CARD_WIDTH / 2, CARD_HEIGHT - CARD_WORD_ABOVE, side)
    return canvas
  }

  /** A card of words alone: its word large on its colour. */
  #paintWords({ word, colour }: DeckCard, level: number) {
    const { canvas, context } = layPaper(level, colour)
    if (!context) return canvas
    const ink = INKS[inkOn(colour)]
    context.strokeStyle = ink
    context.globalAlpha = 0.34
    context.beginPath()
    const height = CARD_HEIGHT - 2 * CARD_BORDER
    context.roundRect(CARD_BORDER, CARD_BORDER, CARD_PICTURE, height, CARD_PICTURE_RADIUS)
    context.stroke()
    context.globalAlpha = 1
    context.fillStyle = ink
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    const { lines, size, line, width } = cardWords(word, (text, each) => {
      context.font = `${each}px ${this.#theme.display}`
      return context.measureText(text).width
    })
    context.font = `${size}px ${this.#theme.display}`
    lines.forEach((each, index) => {
      const y = CARD_HEIGHT / 2 + (index - (lines.length - 1) / 2) * line
      context.fillText(directed(each), CARD_WIDTH / 2, y, width)
    })
    return canvas
  }
}

const pixelsOf = ({ canvas }: Picture) => canvas.width * canvas.height

/** A canvas with a card's blank paper and its shadow, ready to be drawn on in canvas units. */
function layPaper(level: number, paper: string) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil((CARD_WIDTH + 2 * SHADOW) * level)
  canvas.height = Math.ceil((CARD_HEIGHT + 2 * SHADOW) * level)
  const context = canvas.getContext('2d')
  if (!context) return { canvas, context }
  context.scale(level, level)
  context.translate(SHADOW, SHADOW)
  context.save()
  context.shadowColor = 'rgb(0 0 0 / 0.28)'
  context.shadowBlur = 8 * level
  context.shadowOffsetY = 2 * level
  context.fillStyle = paper
  context.beginPath()
  context.roundRect(0, 0, CARD_WIDTH, CARD_HEIGHT, CARD_RADIUS)
  context.fill()
  context.restore()
  return { canvas, context }
}

function paintCover(context: CanvasRenderingContext2D, image: HTMLImageElement, side: number) {
  const part = Math.min(image.naturalWidth, image.naturalHeight)
  const x = (image.naturalWidth - part) / 2
  const y = (image.naturalHeight - part) / 2
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, x, y, part, part, CARD_BORDER, CARD_BORDER, side, side)
}
