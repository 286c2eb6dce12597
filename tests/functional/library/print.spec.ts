import { test } from '@japa/runner'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { LOCALES, type Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards } from '#library'
import { deckId } from '#library/actions/synchronise_decks'
import { asOwner } from '#tests/support/database'
import { deckJson, withDeckFolder, wordsJson } from '#tests/support/deck_folder'
import { makePerson, type TestPerson } from '#tests/support/people'
import { synchroniseDecks } from '#library'

const OPEN = deckId('open')
const WORDS = 'printed-words'

async function print(person: TestPerson, deck: string, locale: Locale) {
  const response = await fetch(
    `http://127.0.0.1:${process.env.PORT}/api/v1/decks/${deck}/print?locale=${locale}`,
    { headers: { authorization: `Bearer ${person.token}` } }
  )
  if (response.headers.get('content-type') !== 'application/pdf') {
    throw new Error(`The print was answered with ${response.status}`)
  }
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()))
  const { text } = await extractText(pdf, { mergePages: false })
  const { info } = await getMeta(pdf)
  return { pages: text, info }
}

/** What a text is when lines, spaces and the kind of spaces do not count. */
const bare = (text: string) => text.replace(/[\s\u00A0\u202F\u2066-\u2069]+/gu, '')

test.group('Printing a deck', (group) => {
  group.each.teardown(async () => {
    await asOwner(
      'delete from card_texts t using cards c where c.id = t.card_id and c.deck_id = ?',
      [deckId(WORDS)]
    )
    await asOwner('delete from cards where deck_id = ?', [deckId(WORDS)])
    await asOwner('delete from decks where id = ?', [deckId(WORDS)])
  })

  test('is not for visitors, and knows no other deck and no other language', async ({ client }) => {
    const visitor = await client.get(`/api/v1/decks/${OPEN}/print`)
    visitor.assertStatus(401)
    const { token } = await makePerson('participant')
    const unknown = await client.get(`/api/v1/decks/${deckId('none')}/print`).bearerToken(token)
    unknown.assertStatus(404)
    const language = await client
      .get(`/api/v1/decks/${OPEN}/print`)
      .qs({ locale: 'xx' })
      .bearerToken(token)
    language.assertStatus(422)
  })

  for (const locale of LOCALES) {
    test(`gives the words of every card as text that can be searched (${locale})`, async ({
      assert,
    }) => {
      const person = await makePerson('participant')
      const cards = await tenancy.run({ organisation: person.organisation }, () =>
        listCards(locale)
      )
      const { pages, info } = await print(person, OPEN, locale)
      const open = cards.filter(({ src400 }) => src400?.startsWith('/decks/open/'))
      assert.lengthOf(pages, Math.ceil(open.length / 2))
      open.forEach(({ word, questions }, index) => {
        const page = bare(pages[Math.floor(index / 2)] ?? '')
        for (const text of [word, ...questions]) assert.include(page, bare(text))
      })
      for (const page of pages) assert.include(bare(page), 'CC-BY-4.0')
      assert.equal(info.Creator, 'Belvedere')
    })
  }

  test('sets cards of words alone, and words that a language lacks in the first', async ({
    assert,
  }) => {
    const cards = ['silence', 'noise', 'echo'].map(wordsJson)
    await withDeckFolder(deckJson(WORDS, ['silence', 'noise', 'echo']), cards, async (folder) => {
      await synchroniseDecks(folder, folder)
    })
    await asOwner(
      `delete from card_texts t using cards c
       where c.id = t.card_id and c.deck_id = ? and t.locale = 'he' and c.key = 'echo'`,
      [deckId(WORDS)]
    )
    const { pages } = await print(await makePerson('facilitator'), deckId(WORDS), 'he')
    assert.lengthOf(pages, 2)
    assert.include(bare(pages[0] ?? ''), bare('Word silence he'))
    assert.include(bare(pages[0] ?? ''), bare('What is the third of noise?'))
    assert.include(bare(pages[1] ?? ''), bare('Word echo en'))
  })
})
