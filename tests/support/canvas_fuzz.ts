import { applyUpdate, Doc, equalSnapshots, snapshot } from 'yjs'
import { elementsOf, readElements } from '#canvas/document'
import { documents } from '#canvas/server/canvas_documents'
import { loadDocument } from '#canvas/server/canvas_store'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import { removeParticipant } from '#programs'
import { CanvasClient } from '#tests/support/canvas_client'
import { drawAtRandom } from '#tests/support/canvas_fuzz_draw'
import { makePerson, type TestPerson } from '#tests/support/people'
import { numbersOf } from '#tests/support/random'
import { makeParticipant, makeSession } from '#tests/support/sessions'

const OPERATIONS = 300
/** What nobody may see who did not draw it begins with this. */
const FORBIDDEN = 'forbidden'
/** How often, of a thousand operations, something else is done than drawing. */
const OFTEN = { breakOff: 25, comeBack: 60, takeOff: 8, end: 5, resume: 30, wait: 5 }

/** The people who draw; they are the same for many canvases, one after another. */
export interface Drawers {
  facilitator: TestPerson
  people: TestPerson[]
}

/** Five people: one leads, the others take part. */
export async function makeDrawers(): Promise<Drawers> {
  const facilitator = await makePerson('facilitator')
  const people = [facilitator]
  while (people.length < 5) people.push(await makePerson('participant', facilitator.organisation))
  return { facilitator, people }
}

/** Somebody who draws, whether or not there is a network. */
class Drawer {
  doc = new Doc()
  link: CanvasClient | null = null
  /** Taken off the session. */
  isOff = false
  /** Has drawn what they may not: it stays with them, and goes with the document. */
  isTainted = false
  /** Elements that were drawn since the server last said that everything has arrived. */
  #unconfirmed: string[] = []
  readonly #confirmed: Set<string>

  constructor(
    readonly person: TestPerson,
    readonly canvas: string,
    confirmed: Set<string>
  ) {
    this.#confirmed = confirmed
  }

  connect(): void {
    const link = new CanvasClient(this.person, this.canvas, this.canvas, undefined, this.doc)
    this.link = link
    link.provider.on('unsyncedChanges', () => {
      if (!link.isConfirmed) return
      for (const id of this.#unconfirmed) this.#confirmed.add(id)
      this.#unconfirmed = []
    })
  }

  /** Waits until the document is in step, or until this person has been refused. */
  async arrived(): Promise<void> {
    const { link } = this
    await link?.until(() => link.provider.isSynced || link.refusedFor !== undefined)
  }

  /** Waits until everything has been confirmed, where it can be. */
  async stored(): Promise<void> {
    const { link } = this
    if (this.isTainted || link?.provider.authorizedScope === 'readonly') return
    await link?.until(() => link.refusedFor !== undefined || link.isConfirmed)
  }

  /** Waits until the document is as it should be. */
  async until(holds: (doc: Doc) => boolean): Promise<void> {
    await this.link?.until(() => holds(this.doc))
  }

  breakOff(): void {
    this.link?.close()
    this.link = null
  }

  /** Notes what was drawn, as something that may be lost until it is confirmed. */
  drew(id: string): void {
    if (!this.isTainted) this.#unconfirmed.push(id)
  }

  /** Begins anew with what the server has; what was not confirmed is set aside. */
  beginAnew(): void {
    this.breakOff()
    this.doc = new Doc()
    this.isTainted = false
    this.#unconfirmed = []
  }
}

/**
 * One canvas on which five people draw at random, with connections that break, times without a
 * network, and rights that are taken and given back. A seed decides what they do; when it arrives,
 * the machine does.
 *
 * @returns how many elements were confirmed in time
 * @throws Error when something is wrong in the end
 */
export async function fuzz(seed: number, { facilitator, people }: Drawers): Promise<number> {
  const random = numbersOf(seed)
  const upTo = (count: number) => Math.floor(random() * count)
  const session = await makeSession(facilitator)
  const scope = { organisation: facilitator.organisation, person: facilitator.id }
  for (const person of people) {
    if (person !== facilitator) await makeParticipant(session, person)
  }
  const [confirmed, removed] = [new Set<string>(), new Set<string>()]
  const moments: Uint8Array[] = []
  const drawers = people.map((person) => new Drawer(person, session, confirmed))
  const now = { hasEnded: false }

  const become = async (state: 'ended' | 'planned') => {
    now.hasEnded = state === 'ended'
    await tenancy.run(scope, () =>
      tenancy
        .client()
        .from('sessions')
        .where({ id: session })
        .update({
          state,
          ended_at: now.hasEnded ? new Date() : null,
        })
    )
    live.close({ channel: `canvas:${session}` })
    for (const drawer of drawers) {
      drawer.breakOff()
      // Whoever may draw again keeps for themselves what they drew when they might not.
      if (!now.hasEnded && drawer.isTainted && !drawer.isOff) drawer.beginAnew()
    }
  }
  const takeOff = async (drawer: Drawer) => {
    await tenancy.run(scope, () => removeParticipant(session, drawer.person.id))
    drawer.isOff = true
  }
  const takeOn = async (drawer: Drawer) => {
    await makeParticipant(session, drawer.person)
    drawer.isOff = false
    drawer.beginAnew()
  }

  const draw = (drawer: Drawer) => {
    const { doc, person } = drawer
    if (now.hasEnded || drawer.isOff) drawer.isTainted = true
    const name = drawer.isTainted ? `${FORBIDDEN}-${seed}` : `word-${upTo(1000)}`
    // Of what somebody may not have drawn nobody keeps an earlier state.
    const kept = drawer.isTainted ? [] : moments
    const drawn = drawAtRandom({ doc, author: person.id, name, upTo, moments: kept })
    for (const id of drawn.added) drawer.drew(id)
    for (const id of drawn.removed) removed.add(id)
  }

  for (let operation = 0; operation < OPERATIONS; operation++) {
    const drawer = drawers[upTo(drawers.length)]
    if (!drawer) continue
    let choice = upTo(1000)
    const falls = (share: number) => (choice -= share) < 0
    if (falls(OFTEN.breakOff)) drawer.breakOff()
    else if (falls(OFTEN.comeBack)) {
      if (!drawer.link) {
        drawer.connect()
        // Others draw while somebody comes back, but not always for so long.
        if (upTo(4) > 0) await drawer.arrived()
      }
    } else if (falls(OFTEN.takeOff)) {
      if (drawer.isOff) await takeOn(drawer)
      else if (drawer.person !== facilitator) await takeOff(drawer)
    } else if (falls(now.hasEnded ? OFTEN.resume : OFTEN.end)) {
      await become(now.hasEnded ? 'planned' : 'ended')
    } else if (falls(OFTEN.wait)) await drawer.stored()
    else draw(drawer)
    // What was sent has its turn, sometimes more of it.
    const turns = upTo(10) === 0 ? 20 : 1
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
  }

  try {
    if (now.hasEnded) await become('planned')
    for (const drawer of drawers) {
      if (drawer.isOff) await takeOn(drawer)
      // Who heard of it late comes anew, and who was turned away tries again.
      drawer.breakOff()
      drawer.connect()
    }
    await Promise.all(drawers.map((drawer) => drawer.stored()))
    const server = documents.documents.get(session)
    if (!server) throw new Error('nobody has the canvas open in the end')
    const isAlike = (doc: Doc) => equalSnapshots(snapshot(doc), snapshot(server))
    await Promise.all(drawers.map((drawer) => drawer.until(isAlike)))
    const stored = new Doc()
    const { document: bytes } = await loadDocument(scope, session)
    if (bytes) applyUpdate(stored, bytes)
    const all = [...drawers.map(({ doc }) => doc), stored].map((doc) =>
      JSON.stringify(readElements(doc))
    )
    if (new Set(all).size > 1) throw new Error('clients and store differ')
    if (all[0]?.includes(FORBIDDEN)) throw new Error('what a viewer drew has landed')
    const lost = [...confirmed].filter((id) => !removed.has(id) && !elementsOf(stored).has(id))
    if (lost.length > 0) throw new Error(`${lost.length} confirmed elements are lost`)
    return confirmed.size
  } finally {
    for (const drawer of drawers) drawer.breakOff()
  }
}
