import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { LOCALES } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, listCards, randomCard, synchroniseDecks } from '#library'
import { makeOrganisation } from '#tests/support/people'

test.group('Cards', () => {
  test('are not there outside an organisation', async ({ assert }) => {
    assert.deepEqual(await tenancy.knowing('somebody', () => listCards('en')), [])
  })

  test('cannot be changed by an organisation', async ({ assert }) => {
    const organisation = await makeOrganisation()
    const changed = await tenancy.run({ organisation }, async () => {
      const client = tenancy.client()
      const { rowCount } = await client.rawQuery<{ rowCount: number }>(
        'update cards set position = 9'
      )
      const removed = await client.rawQuery<{ rowCount: number }>('delete from card_texts')
      return [rowCount, removed.rowCount]
    })
    assert.deepEqual(changed, [0, 0])
  })

  test('cannot be added to the decks of all by an organisation', async ({ assert }) => {
    const organisation = await makeOrganisation()
    await assert.rejects(
      () =>
        tenancy.run({ organisation }, () =>
          tenancy.client().rawQuery(
            `insert into decks (id, key, position, languages, titles, descriptions, licence, attribution, themes, content_hash)
             values (?, 'mine', 0, '{en}', '{}', '{}', '', '', '[]', '')`,
            [randomUUID()]
          )
        ),
      /row-level security/
    )
  })

  test('are found in the order asked for, unknown ones absent', async ({ assert }) => {
    const organisation = await makeOrganisation()
    const found = await tenancy.run({ organisation }, async () => {
      const [first, second] = await listCards('en')
      const ids = [second?.id ?? '', randomUUID(), 'no id at all', first?.id ?? '']
      return { ids, cards: await findCards(ids, 'en') }
    })
    assert.deepEqual(
      found.cards.map(({ id }) => id),
      [found.ids[0], found.ids[3]]
    )
  })

  test('are drawn blindly, never one that is excepted, until none is left', async ({ assert }) => {
    const organisation = await makeOrganisation()
    await tenancy.run({ organisation }, async () => {
      const all = (await listCards('en')).map(({ id }) => id)
      const last = all.at(-1)
      assert.equal((await randomCard(all.slice(0, -1), 'en'))?.id, last)
      assert.isNull(await randomCard(all, 'en'))
    })
  })

  test('have a word, three questions and, with a picture, an alt text in every language', async ({
    assert,
  }) => {
    const organisation = await makeOrganisation()
    await tenancy.run({ organisation }, async () => {
      const words = new Set<string>()
      for (const locale of LOCALES) {
        for (const card of await listCards(locale)) {
          assert.isNotEmpty(card.word)
          assert.lengthOf(card.questions, 3)
          assert.equal(card.locale, locale)
          if (card.src400 === null) assert.isNull(card.alt)
          else assert.isNotEmpty(card.alt)
          words.add(`${card.id} ${card.word}`)
        }
      }
      assert.isAbove(words.size, LOCALES.length)
    })
  })

  test('are written once: nothing happens while the files are the same', async ({ assert }) => {
    assert.deepEqual(await synchroniseDecks(), [])
  })

  test('come with pictures that a browser keeps for ever', async ({ assert, client }) => {
    const organisation = await makeOrganisation()
    const cards = await tenancy.run({ organisation }, () => listCards('en'))
    const card = cards.find(({ src400 }) => src400 !== null)
    assert.isDefined(card)
    for (const source of [card?.src400, card?.src800, card?.src1600]) {
      const response = await client.get(source ?? '')
      response.assertStatus(200)
      response.assertHeader('content-type', 'image/webp')
      response.assertHeader('cache-control', 'public, max-age=31536000, immutable')
    }
  })
})
