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

function isReadyJourney(value: unknown): value is ReadyJourney {
  if (typeof value !== 'object' || value === null) return false
  const names = ['id', 'position', 'title', 'description', 'phases']
  return names.every((name) => name in value)
}

let journeys: ReadyJourney[] | undefined

/** The journeys in `resources/journeys/`, in their order. Read once. */
export function readyJourneys(): readonly ReadyJourney[] {
  journeys ??= globSync(app.makePath('resources/journeys/*.json'))
    .map((file) => {
      const journey: unknown = JSON.parse(readFileSync(file, 'utf8'))
      if (!isReadyJourney(journey)) throw new Error(`${file} does not hold a journey`)
      return journey
    })
    .sort((one, other) => one.position - other.position)
  return journeys
}
