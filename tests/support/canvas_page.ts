import type { Locator } from 'playwright-core'
import type { Actor } from './actor.js'

/** How long something may take to come to be. Milliseconds. */
const WAIT = 20_000

type Place = readonly [x: number, y: number]

/** The name of something and where its anchor is, in whole canvas units. */
interface Placed {
  name: string
  x: number
  y: number
}

/** A canvas on the screen of somebody, who works on it by pointer and by keyboard. */
export class CanvasPage {
  constructor(readonly actor: Actor) {}

  /** Opens a canvas and waits until it is connected. */
  async open(path = '/canvas'): Promise<this> {
    await this.actor.goto(path)
    await this.actor.named('button', 'canvas.tools.select').waitFor()
    await this.actor.page
      .getByText(this.actor.words('canvas.connection.connecting'))
      .waitFor({ state: 'detached' })
    return this
  }

  get stage(): Locator {
    return this.actor.page.getByRole('application')
  }

  /** The field in which words on the canvas are written. */
  get field(): Locator {
    return this.actor.page.getByLabel(this.actor.words('canvas.text.field'))
  }

  /** Chooses a tool, from the menu if it is kept there. */
  async choose(key: string, values?: Record<string, string>): Promise<void> {
    const tool = this.actor.named('button', key, values)
    if (!(await tool.isVisible())) await this.actor.press('canvas.toolbar.more')
    await tool.click()
  }

  /** Presses what is kept in the menu of the view. */
  async look(key: string): Promise<void> {
    if (!(await this.actor.named('button', key).isVisible())) {
      await this.actor.press('canvas.toolbar.moreView')
    }
    await this.actor.press(key)
  }

  /** Drags over the stage, by pixels from its upper left. */
  async drag(...places: readonly Place[]): Promise<void> {
    const { mouse } = this.actor.page
    const [first, ...rest] = await this.#onPage(places)
    if (!first) return
    await mouse.move(...first)
    await mouse.down()
    for (const place of rest) await mouse.move(...place, { steps: 5 })
    await mouse.up()
  }

  async tap(...place: Place): Promise<void> {
    await this.stage.click({ position: { x: place[0], y: place[1] } })
  }

  /** Writes into the field that is open, and is done. */
  async write(words: string): Promise<void> {
    await this.field.fill(words)
    await this.field.press('Escape')
    await this.field.waitFor({ state: 'detached' })
  }

  /** What lies on the canvas, as the list has it. */
  list(): Promise<string[]> {
    return this.actor.page.evaluate<string[]>(
      `[...document.querySelectorAll('[data-element]')].map((each) => each.textContent)`
    )
  }

  /** What lies on the canvas and where, as the list has it. */
  places(): Promise<Placed[]> {
    return this.actor.page.evaluate<Placed[]>(
      `[...document.querySelectorAll('[data-element]')].map((each) => {
        const [x, y] = each.dataset.place.split(' ').map(Number)
        return { name: each.querySelector('bdi').textContent, x, y }
      })`
    )
  }

  /** Asks until the list is so; it follows what is done after a moment. */
  until(holds: (list: string[]) => boolean): Promise<void> {
    return this.#becomes(() => this.list(), holds)
  }

  /** Asks until things lie so; the list follows what is done after a moment. */
  untilPlaced(holds: (places: Placed[]) => boolean): Promise<void> {
    return this.#becomes(() => this.places(), holds)
  }

  /** Waits until the list has an element of this name. */
  async has(name: string | RegExp): Promise<void> {
    await this.#named(name).first().waitFor({ state: 'attached' })
  }

  /** Waits until the list has no element of this name. */
  async lacks(name: string | RegExp): Promise<void> {
    await this.#named(name).first().waitFor({ state: 'detached' })
  }

  /** Gives the keyboard to an element in the list. */
  async focus(name: string | RegExp): Promise<void> {
    await this.#named(name).first().focus()
  }

  /** Presses keys, one after another. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.actor.page.keyboard.press(key)
  }

  #named(name: string | RegExp): Locator {
    return this.actor.page.locator('[data-element]').filter({ hasText: name })
  }

  async #becomes<State>(
    read: () => Promise<State>,
    holds: (state: State) => boolean
  ): Promise<void> {
    const end = Date.now() + WAIT
    let state = await read()
    while (!holds(state)) {
      if (Date.now() > end) throw new Error(`It never came to be: ${JSON.stringify(state)}`)
      state = await read()
    }
  }

  async #onPage(places: readonly Place[]): Promise<[number, number][]> {
    const box = await this.stage.boundingBox()
    if (!box) throw new Error('There is no stage')
    return places.map(([x, y]) => [box.x + x, box.y + y])
  }
}
