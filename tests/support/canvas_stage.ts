import { randomUUID } from 'node:crypto'
import { applyUpdate, Doc } from 'yjs'
import { elementsOf, placeCard } from '#canvas/document'
import { documents } from '#canvas/server/canvas_documents'
import { loadDocument, type CanvasScope } from '#canvas/server/canvas_store'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import { removeParticipant } from '#programs'
import { joinSession } from '#programs/actions/join_session'
import { CanvasClient } from '#tests/support/canvas_client'
import { makeOwnCanvas, share } from '#tests/support/canvases'
import type { SharedMode } from '#canvas/policies/canvas_modes'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'

export type Where = 'open' | 'ended' | 'private' | 'own'

/** One canvas, somebody with a cursor in it, and somebody who looks on. */
class Place {
  private constructor(
    readonly canvas: string,
    readonly scope: CanvasScope,
    readonly witness: CanvasClient,
    readonly other: CanvasClient
  ) {}

  /** @param owner in whose scope the canvas is stored; that of the person unless given */
  static async open(canvas: string, person: TestPerson, owner = person): Promise<Place> {
    const scope = { organisation: owner.organisation, person: owner.id }
    const clients = [new CanvasClient(person, canvas), new CanvasClient(person, canvas)] as const
    await Promise.all(clients.map((client) => client.synced()))
    return new Place(canvas, scope, ...clients)
  }

  #looked = 0
  /** Another canvas, for who tries to reach it through this one. */
  elsewhere = ''

  /** The Yjs client of the cursor that is in this canvas. */
  get bystander(): number {
    return this.other.doc.clientID
  }

  /** The person whose name a cursor carries; undefined when there is no such cursor. */
  personAt(client: number): unknown {
    return this.witness.provider.awareness?.getStates().get(client)?.['person']
  }

  /** What the server, those who look on and the database have, once all of it has arrived. */
  async look() {
    const document = documents.documents.get(this.canvas)
    document?.flush()
    // With this cursor everything has come that was sent and told before.
    const follows = ++this.#looked
    this.other.provider.awareness?.setLocalState({ follows })
    const seen = () => this.witness.provider.awareness?.getStates().get(this.bystander)
    await this.witness.until(() => seen()?.['follows'] === follows)
    const stored = new Doc()
    const { document: bytes } = await loadDocument(this.scope, this.canvas)
    if (bytes) applyUpdate(stored, bytes)
    return {
      bystander: this.personAt(this.bystander),
      elements: {
        server: document && elementsOf(document).size,
        seen: elementsOf(this.witness.doc).size,
        stored: elementsOf(stored).size,
      },
    }
  }

  close(): void {
    this.witness.close()
    this.other.close()
  }
}

/** Four canvases, and everybody who may or may not draw on them. */
export class CanvasStage {
  private constructor(
    readonly places: Readonly<Record<Where, Place>>,
    readonly people: Readonly<Record<string, TestPerson>>
  ) {}

  static async set(): Promise<CanvasStage> {
    const facilitator = await makePerson('facilitator')
    const here = facilitator.organisation
    const [witness, one, former] = [
      await makePerson('participant', here),
      await makePerson('participant', here),
      await makePerson('participant', here),
    ]
    const [owner, admin] = [await makePerson('owner', here), await makePerson('admin', here)]
    const sessions = { open: await makeSession(facilitator), ended: await makeSession(facilitator) }
    for (const session of Object.values(sessions)) {
      for (const person of [witness, one, former]) await makeParticipant(session, person)
    }
    const own = randomUUID()
    await asOwner('insert into canvases (id, organisation_id, owner_id) values (?, ?, ?)', [
      own,
      here,
      one.id,
    ])
    const guest = await guestOf(sessions.open, here)
    await makeParticipant(sessions.ended, guest)
    await tenancy.run({ organisation: here, person: facilitator.id }, () =>
      removeParticipant(sessions.open, former.id)
    )
    const shared = await makeOwnCanvas(one)
    const shareWithAnother = async (mode: SharedMode) => {
      const person = await makePerson('participant', here)
      await share(one, shared, person, mode)
      return person
    }
    const [edit, drawer] = [await shareWithAnother('edit'), await shareWithAnother('edit')]
    const comment = await shareWithAnother('comment')
    const [view, present] = [await shareWithAnother('view'), await shareWithAnother('present')]
    await share(one, shared, { session: sessions.ended }, 'comment')
    const places = {
      open: await Place.open(sessions.open, witness),
      ended: await Place.open(sessions.ended, witness),
      private: await Place.open(own, one),
      own: await Place.open(shared, edit, one),
    }
    for (const { other } of Object.values(places)) {
      placeCard(other.doc, { card: 'first', at: [0, 0, 0, 1], author: one.id })
      await other.confirmed()
    }
    places.open.elsewhere = sessions.ended
    places.ended.elsewhere = sessions.open
    places.private.elsewhere = sessions.open
    places.own.elsewhere = sessions.open
    await end(sessions.ended, places.ended)
    return new CanvasStage(places, {
      'its facilitator': facilitator,
      'an owner of the organisation': owner,
      'an admin of the organisation': admin,
      'a participant': one,
      'a guest': guest,
      'a former participant': former,
      'another facilitator': await makePerson('facilitator', here),
      'somebody of the organisation who has not joined': await makePerson('participant', here),
      'an owner of another organisation': await makePerson('owner'),
      'a participant of an ended session': one,
      'the facilitator of an ended session': facilitator,
      'who owns a private canvas': one,
      'the facilitator of who owns a private canvas': facilitator,
      'an owner of their organisation': owner,
      'an admin of their organisation': admin,
      'who owns a shared canvas': one,
      'whom it is shared with to draw': drawer,
      'whom it is shared with to comment': comment,
      'whom it is shared with to look on': view,
      'a screen that it is shared with': present,
      'a participant of the ended session that it is shared with': witness,
      'a guest of that session': guest,
      'an owner of the organisation whom it is not shared with': owner,
      'an admin of the organisation whom it is not shared with': admin,
    })
  }

  person(role: string): TestPerson {
    const person = this.people[role]
    if (!person) throw new Error(`Nobody is ${role}`)
    return person
  }

  close(): void {
    for (const place of Object.values(this.places)) place.close()
  }
}

/** Ends a session; who has its canvas open comes back to look on. */
async function end(session: string, { witness, other }: Place): Promise<void> {
  await asOwner(`update sessions set state = 'ended', ended_at = now() where id = ?`, [session])
  const sentAway = Promise.all([witness.lost(), other.lost()])
  live.close({ channel: `canvas:${session}` })
  await sentAway
  await Promise.all([witness.synced(), other.synced()])
}

async function guestOf(session: string, organisation: string): Promise<TestPerson> {
  const [found] = await asOwner<{ join_code: string }>(
    'select join_code from sessions where id = ?',
    [session]
  )
  const name = 'A guest'
  const { person: id, guest } = await joinSession({
    code: found?.join_code ?? '',
    signIn: null,
    name,
    locale: 'en',
    address: randomUUID(),
  })
  const token = guest?.token ?? ''
  return { id, organisation, role: 'participant', name, email: '', password: '', token }
}
