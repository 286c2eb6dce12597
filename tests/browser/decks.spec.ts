import { test } from '@japa/runner'
import { deckJson, wordsJson } from '#tests/support/deck_folder'
import { deckEntries } from '#tests/support/deck_zip'
import { pictureFile, Stage } from '#tests/support/stage'
import { words } from '#tests/support/words'
import { zipOf } from '#tests/support/zip'

test.group('The page of decks', (group) => {
  const stage = Stage.for(group)

  test('shows an admin every fault, imports, replaces when told to, and removes', async ({
    assert,
  }) => {
    const actor = await stage.enter('owner', { phone: true })
    const { page } = actor
    const good = await deckEntries('team')
    const bring = async (entries: typeof good) => {
      const buffer = zipOf(Object.values(entries))
      const file = { name: 'team.zip', mimeType: 'application/zip', buffer }
      await page.locator('input[type=file]').setInputFiles(file)
      await actor.press('library.decks.import.action')
    }
    await actor.goto('/library/decks')

    const { licence: _, ...unlicensed } = deckJson('team', ['silence', 'kite'])
    await bring({ ...good, deck: { name: 'deck.json', content: JSON.stringify(unlicensed) } })
    await actor.sees('library.decks.import.refused')
    await page.getByText(actor.words('library.import.faults.licenceMissing')).waitFor()
    await page.screenshot({ path: pictureFile('decks-refused'), fullPage: true })

    // In Hebrew the names of fields and files keep their own direction and turn nothing round.
    await actor.choose('he')
    await actor.goto('/library/decks')
    const nameless = { ...wordsJson('silence'), id: 'Silence' }
    const silence = { name: 'cards/silence.json', content: JSON.stringify(nameless) }
    await page.locator('input[type=file]').setInputFiles({
      name: 'team.zip',
      mimeType: 'application/zip',
      buffer: zipOf(Object.values({ ...good, silence })),
    })
    await page.getByRole('button', { name: words('he', 'library.decks.import.action') }).click()
    const path = page.getByText('cards/silence.json: id', { exact: true })
    await path.waitFor()
    assert.equal(await path.getAttribute('dir'), 'ltr')
    const listed = words('he', 'library.decks.languages', {
      languages:
        '\u2068English\u2069, עברית, \u2068Español\u2069, \u2068Français\u2069 ו־\u2068Deutsch\u2069',
    })
    await page.getByText(listed).first().waitFor()
    await page.screenshot({ path: pictureFile('decks-refused-he'), fullPage: true })
    await actor.choose('en')
    await actor.goto('/library/decks')

    await bring(good)
    await actor.sees('library.decks.import.done', { count: 2 })
    await page.getByRole('heading', { name: 'Deck team en' }).waitFor()

    // The field is empty again: the same file has to be chosen anew.
    await bring(good)
    const replace = page.getByLabel(actor.words('library.decks.import.replace'))
    await replace.check()
    await actor.press('library.decks.import.action')
    await actor.sees('library.decks.import.replaced', { count: 2 })
    await page.screenshot({ path: pictureFile('decks-replaced'), fullPage: true })

    await actor.goto('/library?query=kite')
    await page.getByText('Word kite en').first().waitFor()
    await actor.goto('/library/decks')
    await actor.press('library.decks.removeOf', { title: 'Deck team en' })
    await page.screenshot({ path: pictureFile('decks-removing') })
    await actor.press('library.decks.removing.action')
    await actor.sees('library.decks.removed', { title: 'Deck team en' })
    await page.getByRole('heading', { name: 'Deck team en' }).waitFor({ state: 'detached' })
  })
})
