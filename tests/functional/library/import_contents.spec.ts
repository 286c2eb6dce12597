import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { LOCALES } from '#config/locales'
import { SIGN_IN_COOKIE } from '#accounts'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards } from '#library'
import { asOwner } from '#tests/support/database'
import { deckJson, inEvery, wordsJson } from '#tests/support/deck_folder'
import {
  deckEntries,
  deckZip,
  filesOf,
  manyCards,
  pictureJson,
  strayFile,
  withCard,
  withManifest,
} from '#tests/support/deck_zip'
import { makePerson } from '#tests/support/people'
import { testRefusals, type RefusedDeck } from '#tests/support/refused_decks'
import { codesIn, listIn, sendDeck } from '#tests/support/send_deck'
import { zipOf } from '#tests/support/zip'

const json = (value: unknown) => JSON.stringify(value)
const wordsOf = (id: string) => pictureJson(id, `${id}.jpg`).texts
const withWord = (word: string) => {
  const texts = wordsOf('kite')
  return { ...texts, en: { ...texts.en, word } }
}

const REFUSED: RefusedDeck[] = [
  ['1,001 cards', () => manyCards(1001), 'tooMany'],
  [
    'a manifest that is no JSON',
    (good) => filesOf({ ...good, deck: { name: 'deck.json', content: '{' } }),
    'notJson',
  ],
  ['no licence', (good) => withManifest(good, { licence: undefined }), 'licenceMissing'],
  ['fields nobody knows', (good) => withManifest(good, { owner: 'me' }), 'unknownField'],
  [
    'a prototype',
    (good) =>
      filesOf({
        ...good,
        deck: {
          name: 'deck.json',
          content: json(deckJson('own', ['silence', 'kite'])).replace('{', '{"__proto__":{"a":1},'),
        },
      }),
    'unknownField',
  ],
  ['no cards', (good) => withManifest(good, { order: [] }), 'tooFew'],
  [
    'ids that are there twice',
    (good) => withManifest(good, { order: ['kite', 'kite', 'silence'] }),
    'duplicate',
  ],
  [
    'a card without a file',
    (good) => withManifest(good, { order: ['kite', 'gone'] }),
    'cardMissing',
  ],
  [
    'the first language missing',
    (good) => withCard(good, { texts: { he: wordsOf('kite').he } }),
    'firstLanguageMissing',
  ],
  [
    'a language nobody knows',
    (good) => withCard(good, { texts: { ...wordsOf('kite'), xx: wordsOf('kite').en } }),
    'unknownLanguage',
  ],
  ['a theme nobody knows', (good) => withCard(good, { themes: ['dark'] }), 'unknownTheme'],
  ['another id in the file', (good) => withCard(good, { id: 'kites' }), 'idDiffers'],
  ['no picture of the name', (good) => withCard(good, { picture: 'gone.jpg' }), 'pictureMissing'],
  ['control characters', (good) => withCard(good, { texts: withWord('a\u0000b') }), 'badForm'],
  [
    'characters that turn a word round',
    (good) => withCard(good, { texts: withWord('a\u202Eb') }),
    'badForm',
  ],
  [
    'a name that is set apart unseen',
    (good) => withManifest(good, { name: inEvery(() => 'a\u2067b\u2069') }),
    'badForm',
  ],
  ['half a surrogate pair', (good) => withCard(good, { texts: withWord('a\ud800') }), 'badForm'],
  [
    'a placeholder that is no picture',
    (good) => withCard(good, { placeholder: 'PHNjcmlwdD4=' }),
    'badPlaceholder',
  ],
  [
    'the id of a deck of the appliance',
    (good) => withManifest(good, { id: 'open' }),
    'deckIsOfTheAppliance',
  ],
]

test.group('What a deck says', (group) => {
  group.each.setup(() => limiter.clear())

  testRefusals(REFUSED)

  test('names every fault in one answer, with card and field, fifty at most', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const ids = Array.from({ length: 70 }, (_, index) => `card-${index}`)
    const cards = ids.map((id) => ({
      name: `cards/${id}.json`,
      content: json({ ...wordsJson(id), colour: 'red' }),
    }))
    const zip = zipOf([{ name: 'deck.json', content: json(deckJson('own', ids)) }, ...cards])
    const response = await sendDeck(client, owner, zip)
    const { errors } = response.body()
    assert.lengthOf(errors, 50)
    assert.equal(errors[0].field, 'cards/card-0.json: colour')
    assert.include(errors[0].message, 'card-0')
    assert.include(errors[0].message, 'colour')
  })

  test('says what is wrong in the language of who asks', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const good = await deckEntries('own')
    const zip = zipOf(withManifest(good, { licence: undefined }))
    const messages = new Set<string>()
    for (const locale of LOCALES) {
      await asOwner('update people set locale = ? where id = ?', [locale, owner.id])
      const response = await sendDeck(client, owner, zip)
      messages.add(response.body().errors[0].message)
    }
    assert.equal(messages.size, LOCALES.length)
  })

  test('does not take a picture for unused whose card could not be read', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const entries = withCard(await deckEntries('own'), { texts: withWord('') })
    const response = await sendDeck(client, owner, zipOf(entries))
    response.assertStatus(422)
    assert.deepEqual(response.body().warnings, [])
    const [fault] = response.body().errors
    assert.equal(fault.field, 'cards/kite.json: texts.en.word')
    assert.include(fault.message, 'word, English')
  })

  test('sets names of files and fields apart in a language written the other way', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    await asOwner('update people set locale = ? where id = ?', ['he', owner.id])
    const entries = withCard(await deckEntries('own'), { picture: 'gone.jpg' })
    const response = await sendDeck(client, owner, zipOf([...entries, strayFile('notes.docx')]))
    assert.include(response.body().errors[0].message, '\u2068kite\u2069')
    assert.include(response.body().warnings[0].message, '\u2068notes.docx\u2069')
  })

  test('warns of what is left out and what is missing, and imports', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const good = await deckEntries('own')
    const { fr, ...others } = wordsOf('kite')
    const entries = [
      ...withCard(good, { texts: others }),
      { name: 'cards/extra.json', content: json(wordsJson('extra')) },
      strayFile('pictures/extra.jpg'),
      strayFile('notes.docx'),
      { name: 'inner.zip', content: zipOf([strayFile('a')]) },
      strayFile('__MACOSX/._deck.json'),
      strayFile('LICENSE'),
    ]
    // In a folder of its own, as most programs pack it.
    const zip = zipOf(entries.map((each) => ({ ...each, name: `My deck/${each.name}` })))
    const response = await sendDeck(client, owner, zip)
    response.assertStatus(201)
    const { warnings } = response.body()
    assert.sameMembers(codesIn(warnings), [
      'languageMissing',
      'cardNotInOrder',
      'pictureUnused',
      'unknownFile',
      'unknownFile',
    ])
    assert.isTrue(
      listIn(response, 'warnings').some(({ message }) => /French: kite/.test(message)),
      JSON.stringify(warnings)
    )
    const cards = await tenancy.run({ organisation: owner.organisation }, () => listCards('fr'))
    assert.deepInclude(cards.at(-1), { locale: 'en', word: 'Word kite en' })
    assert.equal(fr?.word, 'Word kite fr')
  })

  test('warns of another deck of the same name, which only its id tells apart', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const first = await sendDeck(client, owner, await deckZip('own'))
    assert.deepEqual(first.body().warnings, [])
    const { name } = deckJson('own', [])
    const second = withManifest(await deckEntries('own'), { id: 'twin', name })
    const response = await sendDeck(client, owner, zipOf(second))
    response.assertStatus(201)
    assert.deepEqual(codesIn(response.body().warnings), ['sameName'])
    assert.include(response.body().warnings[0].message, 'own')
    const again = await sendDeck(client, owner, zipOf(second), { replace: '1' })
    assert.deepEqual(codesIn(again.body().warnings), ['sameName'])
  })

  test('takes a deck in one language, and shows it to everybody in that', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const only = (texts: Record<string, unknown>) => ({ he: texts.he })
    const deck = {
      ...deckJson('own', ['silence']),
      languages: ['he'],
      name: only(inEvery(() => 'חפיסה')),
      description: only(inEvery(() => 'לניסיון')),
      themes: [{ id: 'light', name: only(inEvery(() => 'אור')) }],
    }
    const words = wordsJson('silence')
    const zip = zipOf([
      { name: 'deck.json', content: json(deck) },
      { name: 'cards/silence.json', content: json({ ...words, texts: only(words.texts) }) },
    ])
    const response = await sendDeck(client, owner, zip)
    response.assertStatus(201)
    const page = await client
      .get('/library')
      .qs({ query: 'silence' })
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
      .header('accept-language', 'en')
    assert.match(page.text(), /lang="he" dir="rtl"[^>]*>Word silence he/)
    const found = await client
      .get('/api/v1/cards')
      .qs({ query: 'silence', locale: 'de' })
      .bearerToken(owner.token)
    assert.equal(listIn(found, 'cards')[0]?.locale, 'he')
    const decks = await client.get('/api/v1/decks').qs({ locale: 'de' }).bearerToken(owner.token)
    assert.deepInclude(listIn(decks, 'decks').at(-1), {
      title: 'חפיסה',
      languages: ['he'],
      isOwn: true,
    })
  })
})
