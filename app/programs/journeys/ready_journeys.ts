import { globSync, readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import type { Journey } from './journey.js'

/** A journey that comes with the product and is offered to every organisation. */
export interface ReadyJourney extends Journey {
  /** A word, such as `arriving`. */
  id: string
  /** Its place in the list. */
  position: number
}

let journeys: ReadyJourney[] | undefined

/** The journeys in `resources/journeys/`, in their order. Read once. */
export function readyJourneys(): readonly ReadyJourney[] {
  journeys ??= globSync(app.makePath('resources/journeys/*.json'))
    .map((file) => {
      const journey: ReadyJourney = JSON.parse(readFileSync(file, 'utf8'))
      return journey
    })
    .sort((one, other) => one.position - other.position)
  return journeys
}
