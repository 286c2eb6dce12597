import { test } from '@japa/runner'
import { deckEntries, type DeckEntries } from './deck_zip.js'
import { makePerson } from './people.js'
import { codesIn, NO_TRACES, sendDeck, tracesOf } from './send_deck.js'
import { zipOf, type ZipEntry } from './zip.js'

/** A deck that is refused, by what is changed about a good one, and what is said. */
export type RefusedDeck = [
  what: string,
  change: (good: DeckEntries) => Promise<ZipEntry[]> | ZipEntry[],
  code: string,
]

/** Tests that each of these decks is refused, before long, and leaves nothing behind. */
export function testRefusals(refused: RefusedDeck[]): void {
  for (const [what, change, code] of refused) {
    test(`refuses ${what}`, async ({ client, assert }) => {
      const owner = await makePerson('owner')
      const entries = await change(await deckEntries('own'))
      const started = performance.now()
      const response = await sendDeck(client, owner, zipOf(entries))
      response.assertStatus(422)
      assert.include(codesIn(response.body().errors), code)
      assert.isBelow(performance.now() - started, 5_000)
      assert.deepEqual(await tracesOf(owner), NO_TRACES)
    })
  }
}
