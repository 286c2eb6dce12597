import type { Point } from '#canvas/bounds'
import { describedBy } from '#canvas/images/describe_image'
import { LARGEST_UPLOAD } from '#canvas/images/image_bounds'
import { t } from '~/i18n'
import { imageAddress } from './image_source'
import { keptImage, type KeptImage } from './kept_image'
import { sendImage } from './send_image'

/** An image that is on its way to the canvas. */
export interface BroughtImage {
  id: string
  file: File
  /** What the file is called. */
  name: string
  /** Where it shall lie, in pixels of the window; null for the middle of the view. */
  at: Point | null
  /** `waiting`: it could not be sent and is tried again; `refused`: it is not, without being asked. */
  state: 'queued' | 'sending' | 'waiting' | 'refused'
  /** How much of it has gone, 0 to 1. */
  part: number
  /** Why it was refused, in the person's language. */
  reason: string | null
}

/** Where images are brought, and who lays them there. */
export interface BringerRoom {
  canvas: string
  /**
   * Lays an image that the canvas has now.
   * @param at in pixels of the window; null for the middle of the view
   */
  place(image: KeptImage & { alt: string }, at: Point | null): void
}

/** How long it is until what could not be sent is tried again. */
const AGAIN_MS = 8_000
/** How far from each other images lie that come at once. Pixels. */
const ASIDE = 32

/** Brings images to a canvas, one after another; each file is kept until it is there or let go of. */
export class ImageBringer {
  /** What is on its way. */
  list = $state.raw<readonly BroughtImage[]>([])
  readonly #room: BringerRoom
  #isSending = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(room: BringerRoom) {
    this.#room = room
  }

  /** Tries again when the network is back, and warns who leaves, until the returned function is called. */
  watch(): () => void {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (this.list.some(({ state }) => state !== 'refused')) event.preventDefault()
    }
    addEventListener('online', this.#tryAgain)
    addEventListener('beforeunload', onLeave)
    return () => {
      removeEventListener('online', this.#tryAgain)
      removeEventListener('beforeunload', onLeave)
      clearTimeout(this.#timer)
    }
  }

  /** @param at where they shall lie, in pixels of the window; null for the middle of the view */
  bring(files: readonly File[], at: Point | null) {
    const added = files.map((file, i): BroughtImage => {
      const isTooLarge = file.size > LARGEST_UPLOAD
      return {
        id: crypto.randomUUID(),
        file,
        name: file.name || t('canvas.kinds.image'),
        at: at && { x: at.x + i * ASIDE, y: at.y + i * ASIDE },
        state: isTooLarge ? 'refused' : 'queued',
        part: 0,
        reason: isTooLarge ? t('canvas.errors.imageTooLarge') : null,
      }
    })
    this.list = [...this.list, ...added]
    void this.#send()
  }

  again(id: string) {
    this.#change(id, { state: 'queued', part: 0, reason: null })
    void this.#send()
  }

  letGo(id: string) {
    this.list = this.list.filter((each) => each.id !== id)
  }

  readonly #tryAgain = () => {
    for (const { id, state } of this.list) if (state === 'waiting') this.again(id)
  }

  #change(id: string, change: Partial<BroughtImage>) {
    this.list = this.list.map((each) => (each.id === id ? { ...each, ...change } : each))
  }

  async #send(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      const next = () => this.list.find(({ state }) => state === 'queued')
      for (let image = next(); image; image = next()) await this.#sendOne(image)
    } finally {
      this.#isSending = false
    }
  }

  async #sendOne({ id, file, name, at }: BroughtImage): Promise<void> {
    this.#change(id, { state: 'sending' })
    const address = imageAddress(this.#room.canvas, id)
    const answer = await sendImage(address, file, (part) => this.#change(id, { part }))
    const kept = answer.ok ? keptImage(answer.body) : null
    // Somebody may have let go of it meanwhile.
    if (!this.list.some((each) => each.id === id)) return
    if (kept) {
      this.letGo(id)
      return this.#room.place({ ...kept, alt: describedBy(name) }, at)
    }
    const status = answer.ok ? 500 : answer.status
    const isAway = status === 0 || status >= 500 || status === 429
    const message = answer.ok ? null : answer.message
    const reason = message ?? t('canvas.images.unknownReason')
    this.#change(id, isAway ? { state: 'waiting', part: 0 } : { state: 'refused', reason })
    if (!isAway) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#tryAgain, AGAIN_MS)
  }
}
