import { test } from '@japa/runner'
import { LOCALES, type Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, listCards } from '#library'
import { cardId } from '#library/actions/synchronise_decks'
import { searchCards, type CardSearch } from '#library/queries/search_cards'
import { makeOrganisation } from '#tests/support/people'

const LIT_WINDOW = cardId('open', 'lit-window')

test.group('Search for cards', (group) => {
  let organisation = ''
  group.setup(async () => {
    organisation = await makeOrganisation()
  })

  const search = async (query: string, locale: Locale, more: Partial<CardSearch> = {}) => {
    const { cards } = await tenancy.run({ organisation }, () =>
      searchCards({ query, locale, ...more }, { limit: 100, offset: 0 })
    )
    return cards.map(({ id }) => id)
  }
  const inDeckOrder = async (locale: Locale) =>
    (await tenancy.run({ organisation }, () => listCards(locale))).map(({ id }) => id)

  test('finds nothing for words that no card has', async ({ assert }) => {
    for (const locale of LOCALES) assert.deepEqual(await search('xyzzyqwvk', locale), [])
    assert.deepEqual(await search('קקקקקקק', 'he'), [])
  })

  test('finds nothing for a theme that is none', async ({ assert }) => {
    assert.deepEqual(await search('', 'en', { theme: 'no-such-theme' }), [])
  })

  test('survives whatever is typed', async ({ assert }) => {
    const typed = ["'", '\\', ':*', '& |', '!!', '<->', "a' or '1'='1", '%', '\u0000x', '(((', '?']
    for (const query of typed) {
      for (const locale of LOCALES) assert.isArray(await search(query, locale))
    }
  })

  test('shows every card in deck order when nothing is asked', async ({ assert }) => {
    for (const locale of LOCALES) {
      assert.deepEqual(await search('', locale), await inDeckOrder(locale))
    }
    assert.deepEqual(await search('the', 'en'), await inDeckOrder('en'))
  })

  test('finds a card by its word first, in each language', async ({ assert }) => {
    for (const locale of LOCALES) {
      const [card] = await tenancy.run({ organisation }, () => findCards([LIT_WINDOW], locale))
      assert.equal((await search(card?.word ?? '', locale))[0], LIT_WINDOW, locale)
    }
  })

  test('finds every card by its own word, questions and alt text', async ({ assert }) => {
    for (const locale of LOCALES) {
      const cards = await tenancy.run({ organisation }, () => listCards(locale))
      for (const { id, word, questions, alt } of cards) {
        assert.include(await search(word, locale), id, `${locale}: ${word}`)
        assert.include(await search(questions[0] ?? '', locale), id, `${locale}: ${questions[0]}`)
        if (alt) assert.include(await search(alt, locale), id, `${locale}: ${alt}`)
      }
    }
  })

  test('finds a word by its beginning, accents or none', async ({ assert }) => {
    const [card] = await tenancy.run({ organisation }, () => findCards([LIT_WINDOW], 'fr'))
    const word = card?.word ?? ''
    const bare = word.normalize('NFD').replace(/\p{M}/gu, '')
    assert.include(await search(bare, 'fr'), LIT_WINDOW)
    assert.include(await search(word.slice(0, 4), 'fr'), LIT_WINDOW)
  })

  test('finds a Hebrew word behind its prefixes', async ({ assert }) => {
    const [card] = await tenancy.run({ organisation }, () => findCards([LIT_WINDOW], 'he'))
    for (const prefix of ['ה', 'ב', 'וה', 'מה', 'שב']) {
      assert.include(await search(`${prefix}${card?.word}`, 'he'), LIT_WINDOW, prefix)
    }
  })

  test('narrows by theme', async ({ assert }) => {
    const [theme] = (
      await tenancy.run({ organisation }, () =>
        tenancy
          .client()
          .rawQuery<{ rows: { theme: string; cards: string[] }[] }>(
            'select unnest(themes) as theme, array_agg(id::text) as cards from cards group by 1 order by 1'
          )
      )
    ).rows
    assert.sameMembers(await search('', 'en', { theme: theme?.theme }), theme?.cards ?? [])
  })

  test('forgives a slip of the finger', async ({ assert }) => {
    const slip = (word: string) =>
      word.slice(0, 2) + (word[3] ?? '') + (word[2] ?? '') + word.slice(4)
    for (const locale of LOCALES) {
      const cards = await tenancy.run({ organisation }, () => listCards(locale))
      const long = cards.filter(({ word }) => word.length >= 6 && !word.includes(' '))
      for (const { id, word } of long) {
        assert.include(await search(slip(word), locale), id, `${locale}: ${slip(word)}`)
      }
    }
  })
})
