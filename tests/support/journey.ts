import type { Browser } from 'playwright-core'
import { Actor } from './actor.js'
import { Api } from './api.js'
import { demoPerson } from './demo.js'
import { endSession, planSession } from './planned_session.js'

/** A page that has waited for a while tries only every quarter of a minute. Milliseconds. */
const LONGEST_RETURN = 60_000

/** The browser journey of a session with three people: one leads, one has an account, one is a guest. */
export class Journey {
  #elements = 0

  private constructor(
    readonly lead: Actor,
    readonly writer: Actor,
    readonly guest: Actor,
    readonly session: string,
    readonly joinCode: string,
    readonly phases: string[]
  ) {}

  /** Plans a session; everybody joins it. */
  static async begin(browser: Browser, { url, home }: { url: string; home: string }) {
    const [lead, writer, guest] = [
      await Actor.enter(browser, url),
      await Actor.enter(browser, url),
      await Actor.enter(browser, url),
    ]
    const { session, link } = await planSession(lead, home)

    await writer.signIn(demoPerson(home, 'participant'))
    await writer.choose('en')
    for (const actor of [writer, guest]) {
      await actor.page.goto(link)
      if (actor === guest) {
        await guest.page.getByLabel(guest.words('programs.join.name.label')).fill('Noor')
      }
      await actor.press('programs.join.enter')
      await actor.page.waitForURL('**/live')
    }
    await lead.sees('live.here', { count: 3 })
    const { phases, joinCode } = await (
      await Api.signIn(url, demoPerson(home, 'facilitator'))
    ).get<{ phases: { title: string }[]; joinCode: string }>(`/sessions/${session}`)
    return new Journey(
      lead,
      writer,
      guest,
      session,
      joinCode,
      phases.map(({ title }) => title)
    )
  }

  get all(): Actor[] {
    return [this.lead, this.writer, this.guest]
  }

  /** Waits until everybody is in a phase. */
  async reach(index: number): Promise<void> {
    const name = this.phases[index] ?? ''
    for (const { page } of this.all) await page.getByRole('heading', { name }).waitFor()
  }

  /** Leads everybody into a phase. */
  async leadTo(index: number): Promise<void> {
    await this.lead.press(index === 0 ? 'live.control.start' : 'live.control.next')
    await this.reach(index)
  }

  /** Somebody writes an entry, which is saved. */
  async write(actor: Actor, text: string): Promise<void> {
    await actor.page.getByLabel(actor.words('journal.text.label')).fill(text)
    await actor.sees('journal.status.saved')
  }

  /** Somebody lays a card on the canvas. */
  async layDown(actor: Actor): Promise<void> {
    const cards = actor.page
      .getByRole('region', { name: actor.words('canvas.tray.label') })
      .getByRole('listitem')
      .getByRole('button')
    await cards.first().waitFor()
    await cards.nth(this.#elements % (await cards.count())).click()
    this.#elements++
    await this.seesAll(actor)
  }

  /** Somebody else has laid something on the canvas, which everybody has to see from now on. */
  expectOneMore(): void {
    this.#elements++
  }

  /** Waits until somebody sees everything that has been laid on the canvas. */
  async seesAll({ page }: Actor): Promise<void> {
    await page
      .locator('[data-element]')
      .nth(this.#elements - 1)
      .waitFor({ state: 'attached', timeout: LONGEST_RETURN })
  }

  /** Somebody lays a card on the canvas, and everybody sees it. */
  async draw(actor: Actor): Promise<void> {
    await this.layDown(actor)
    for (const each of this.all) await this.seesAll(each)
  }

  /** All of it, from the first phase to the end; the writer keeps what they have written. */
  async goThrough(secret: string): Promise<void> {
    await this.leadTo(0)
    await this.write(this.writer, secret)
    await this.leadTo(1)
    await this.leadTo(2)
    await this.draw(this.writer)
    await this.draw(this.guest)
    await this.leadTo(3)
    await this.end()
    await this.writer.goto('/journal')
    await this.writer.page.getByText(secret).first().waitFor()
  }

  /** The session is ended, and everybody sees the end. */
  async end(): Promise<void> {
    await endSession(this.lead)
    for (const actor of this.all) await actor.sees('live.ended.title')
  }

  async close(): Promise<void> {
    for (const { context } of this.all) await context.close()
  }
}
