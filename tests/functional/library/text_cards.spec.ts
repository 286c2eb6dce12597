import { test } from '@japa/runner'
import { SIGN_IN_COOKIE } from '#accounts/sign_in_cookie'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, listCards, randomCard, synchroniseDecks } from '#library'
import { cardId, deckId } from '#library/actions/synchronise_decks'
import { readDecks } from '#library/files/read_decks'
import { asOwner } from '#tests/support/database'
import { deckJson, withDeckFolder, wordsJson } from '#tests/support/deck_folder'
import { makeOrganisation, makePerson } from '#tests/support/people'

const DECK = 'words-alone'

test.group('Cards of words alone', (group) => {
  group.each.teardown(async () => {
    await asOwner('delete from decks where id = ?', [deckId(DECK)])
  })

  test('are refused with a placeholder, an alt text or half a picture', async ({ assert }) => {
    const card = wordsJson('silence')
    const alt = 'An alt text of a picture that is not there.'
    const wrong = [
      { ...card, placeholder: 'UklGRg==' },
      { ...card, texts: { ...card.texts, en: { ...card.texts.en, alt } } },
      { ...card, picture: 'silence.webp', colour: '#808080' },
      { ...card, picture: 'silence.webp', placeholder: 'UklGRg==', colour: '#808080' },
    ]
    for (const each of wrong) {
      await withDeckFolder(deckJson(DECK, ['silence']), [each], (folder) =>
        assert.rejects(() => readDecks(folder, folder), /silence\.json: /)
      )
    }
  })

  test('are drawn blindly only when no picture is left', async ({ assert }) => {
    const organisation = await makeOrganisation()
    await tenancy.run({ organisation }, async () => {
      const cards = await listCards('en')
      const [left, ...pictures] = cards.filter((card) => card.placeholder !== null)
      const except = pictures.map(({ id }) => id)
      assert.equal((await randomCard(except, 'en'))?.id, left?.id)
      const drawn = await randomCard([...except, left?.id ?? ''], 'en')
      assert.isNull(drawn?.placeholder)
    })
  })

  test('are read, found and shown without a picture, on the colour of card or theme', async ({
    assert,
    client,
  }) => {
    const cards = [wordsJson('silence'), { ...wordsJson('noise'), colour: '#123456' }]
    await withDeckFolder(deckJson(DECK, ['silence', 'noise']), cards, async (folder) => {
      assert.deepEqual(await synchroniseDecks(folder, folder), [DECK])
    })
    const organisation = await makeOrganisation()
    const ids = [cardId(DECK, 'silence'), cardId(DECK, 'noise')]
    const [silence, noise] = await tenancy.run({ organisation }, () => findCards(ids, 'he'))
    assert.deepEqual(
      { ...silence, questions: [], colour: '' },
      {
        id: ids[0],
        locale: 'he',
        word: 'Word silence he',
        questions: [],
        colour: '',
        alt: null,
        src400: null,
        src800: null,
        src1600: null,
        placeholder: null,
      }
    )
    assert.match(silence?.colour ?? '', /^#[0-9a-f]{6}$/)
    assert.equal(noise?.colour, '#123456')

    const person = await makePerson('participant')
    for (const path of [`/library?deck=${deckId(DECK)}`, `/library/cards/${ids[1]}`]) {
      const page = await client.get(path).withEncryptedCookie(SIGN_IN_COOKIE, person.token)
      page.assertStatus(200)
      assert.include(page.text(), 'fill="#123456"', path)
      assert.include(page.text(), 'Word noise en', path)
    }
    const api = await client.get(`/api/v1/cards/${ids[0]}`).bearerToken(person.token)
    assert.isNull(api.body().card.src400)
  })

  test('stay out of the page for visitors, which lives from pictures', async ({
    assert,
    client,
  }) => {
    await withDeckFolder(deckJson(DECK, ['silence']), [wordsJson('silence')], async (folder) => {
      await synchroniseDecks(folder, folder)
    })
    const page = await client.get('/')
    assert.notInclude(page.text(), 'Word silence')
  })
})
