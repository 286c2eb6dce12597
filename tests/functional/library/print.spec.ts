import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { mock } from 'node:test'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { LOCALES, type Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards } from '#library'
import { deckId } from '#library/actions/synchronise_decks'
import { printStream } from '#library/print/print_stream'
import { findDeck } from '#library/queries/find_deck'
import { readDeckFiles } from '#library/queries/read_deck_files'
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

/** A print of one card that waits for its picture until it is given. */
async function heldPrint(organisation: string) {
  const files = await tenancy.run({ organisation }, async () => {
    const deck = await findDeck(OPEN)
    if (!deck) throw new Error('The open deck is not there')
    return readDeckFiles(deck)
  })
  const { promise: given, resolve: give } = Promise.withResolvers<undefined>()
  const cards = files.cards.slice(0, 1).map(({ card, open }) => ({
    card,
    open: async (size: Parameters<NonNullable<typeof open>>[0]) => {
      await given
      return open ? open(size) : Readable.from([])
    },
  }))
  const labels = { title: 'Held', licence: 'Nobody' }
  return { pdf: printStream({ ...files, cards }, 'en', labels), give }
}

test.group('Printing a deck', (group) => {
  group.each.setup(() => limiter.clear())
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

  test('is one at a time, and who asks meanwhile is told when to try again', async ({
    client,
    assert,
  }) => {
    const person = await makePerson('participant')
    const ask = () => client.get(`/api/v1/decks/${OPEN}/print`).bearerToken(person.token)
    const { pdf, give } = await heldPrint(person.organisation)
    const messages = new Set<string>()
    for (const locale of LOCALES) {
      await asOwner('update people set locale = ? where id = ?', [locale, person.id])
      const refused = await ask()
      refused.assertStatus(503)
      refused.assertHeader('retry-after', '15')
      assert.equal(refused.body().errors[0].code, 'library.printerBusy')
      messages.add(refused.body().errors[0].message)
    }
    assert.equal(messages.size, LOCALES.length)
    give(undefined)
    assert.equal((await buffer(pdf)).toString('latin1', 0, 5), '%PDF-')
    assert.isAbove((await print(person, OPEN, 'en')).pages.length, 0)
  })

  test('is free again when who asked has gone, or does not take it', async ({ assert }) => {
    const person = await makePerson('participant')
    const gone = await heldPrint(person.organisation)
    gone.pdf.destroy()
    await once(gone.pdf, 'close')
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      const { pdf } = await heldPrint(person.organisation)
      const failed = once(pdf, 'error')
      mock.timers.tick(300_000)
      assert.match(String(await failed), /not taken in time/)
    } finally {
      mock.timers.reset()
    }
    assert.isAbove((await print(person, OPEN, 'en')).pages.length, 0)
  })

  test('makes who tries without end wait', async ({ client }) => {
    const { organisation, token } = await makePerson('participant')
    const { pdf } = await heldPrint(organisation)
    const ask = () => client.get(`/api/v1/decks/${OPEN}/print`).bearerToken(token)
    for (let attempt = 0; attempt < 20; attempt++) (await ask()).assertStatus(503)
    const waits = await ask()
    waits.assertStatus(429)
    const other = await makePerson('participant', organisation)
    const others = await client.get(`/api/v1/decks/${OPEN}/print`).bearerToken(other.token)
    others.assertStatus(503)
    pdf.destroy()
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
      // On every card itself: what stands beside the cutting marks is lost.
      const licences = pages.flatMap((page) => bare(page).match(/CC-BY-4\.0/g) ?? [])
      assert.lengthOf(licences, open.length)
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
