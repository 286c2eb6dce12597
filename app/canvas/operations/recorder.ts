import logger from '@adonisjs/core/services/logger'
import type * as Y from 'yjs'
import { kindOf } from '#core/errors/describe_error'
import { tenancy } from '#core/tenancy/tenancy'
import { elementsOf } from '../document.js'
import { findConsent } from './consent.js'
import { OperationLog, PAUSE } from './operation_log.js'
import { readSteps } from './read_steps.js'
import { storeOperations } from './store_operations.js'

type Events = Y.YEvent<Y.AbstractType<unknown>>[]

/** Whose change a transaction is, as they have signed in; null for what no person did. */
export type AuthorOf = (origin: unknown) => string | null

/**
 * Records what people do on the canvas of a session, of those alone who have allowed it. Whoever
 * has not is forgotten before anything is stored.
 */
export class Recorder {
  readonly #log = new OperationLog()
  /** What people allow; a question that is under way until it is answered. */
  readonly #allowed = new Map<string, boolean | Promise<unknown>>()
  readonly #gone = new Set<string>()
  #storing: NodeJS.Timeout | undefined
  #stored: Promise<void> = Promise.resolve()

  constructor(
    readonly organisation: string,
    readonly session: string,
    private readonly document: Y.Doc,
    private readonly authorOf: AuthorOf
  ) {
    elementsOf(document).observeDeep(this.#observe)
  }

  /** Somebody has closed the canvas: what they did is done, and what they allow is asked anew. */
  leave(person: string): void {
    this.#gone.add(person)
    void this.#store()
  }

  /** Stores what is left, and ends. */
  async end(): Promise<void> {
    elementsOf(this.document).unobserveDeep(this.#observe)
    for (const person of this.#allowed.keys()) this.#gone.add(person)
    await this.#store()
  }

  readonly #observe = (events: Events, { origin }: Y.Transaction) => {
    const person = this.authorOf(origin)
    if (person === null || this.#allowed.get(person) === false) return
    if (!this.#allowed.has(person)) this.#ask(person)
    for (const step of readSteps(events)) this.#log.note(person, step, Date.now())
    this.#storing ??= setTimeout(() => void this.#store(), PAUSE + 100).unref()
  }

  #ask(person: string): void {
    const scope = { organisation: this.organisation, person }
    const asking: Promise<void> = tenancy
      .run(scope, () => findConsent(this.session))
      .then(
        (consent) => consent === 'allowed',
        () => false
      )
      .then((isAllowed) => {
        // They may have left meanwhile, and are asked anew when they come back.
        if (this.#allowed.get(person) !== asking) return
        this.#allowed.set(person, isAllowed)
        if (!isAllowed) this.#log.drop(person)
      })
    this.#allowed.set(person, asking)
  }

  /** One after another, so that who waits for the last has waited for all. */
  #store(): Promise<void> {
    this.#stored = this.#stored.then(() => this.#storeNow())
    return this.#stored
  }

  async #storeNow(): Promise<void> {
    clearTimeout(this.#storing)
    this.#storing = undefined
    const gone = new Set(this.#gone)
    this.#gone.clear()
    const operations = this.#log.take(Date.now(), (person) => gone.has(person))
    const people = new Set(operations.map(({ person }) => person))
    // Who comes back is asked anew, and may have answered otherwise.
    for (const person of gone) this.#allowed.delete(person)
    for (const person of people) {
      const scope = { organisation: this.organisation, person }
      const own = operations.filter((each) => each.person === person)
      try {
        await storeOperations(scope, this.session, own)
      } catch (error) {
        logger.error({ canvas: this.session, kind: kindOf(error) }, 'operations not recorded')
      }
    }
  }
}
