import { test } from '@japa/runner'
import type { Actor } from '#tests/support/actor'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { canvasTogether } from '#tests/support/canvas_together'
import { waitUntilKept } from '#tests/support/kept_on_device'
import { LOOKS, nameOfLook, pictureFile, Stage, type Look } from '#tests/support/stage'

/** What stands at the pins, in their order. */
const pinsOf = ({ page }: Actor) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-thread]')].map((pin) => pin.getAttribute('aria-label'))`
  )

const panelOf = (actor: Actor) =>
  actor.page.getByRole('region', { name: actor.words('comments.label') })
const fieldOf = (actor: Actor, key: string) =>
  panelOf(actor).getByLabel(actor.words(key), { exact: true })
/** Whether the panel lies over the pin of the open thread, or that is out of view. */
async function isCovered(actor: Actor): Promise<boolean> {
  const pin = await actor.page.locator('[data-thread][aria-expanded=true]').boundingBox()
  const panel = await panelOf(actor).boundingBox()
  const { width, height } = actor.page.viewportSize() ?? { width: 0, height: 0 }
  if (!pin || !panel) throw new Error('There is no pin, or no panel')
  const isOut = pin.x < 0 || pin.y < 0 || pin.x > width || pin.y > height
  const isBeside = pin.x + pin.width <= panel.x || pin.x >= panel.x + panel.width
  return isOut || !(isBeside || pin.y + pin.height <= panel.y)
}
const button = (actor: Actor, open: number, fresh: number) =>
  actor.named('button', 'comments.button', { open: String(open), fresh: String(fresh) })

/** Says something about what is selected, or about a place of the stage. */
async function say(canvas: CanvasPage, words: string, at?: [number, number]): Promise<void> {
  const { actor } = canvas
  const begin = actor.named('button', at ? 'comments.new.begin' : 'comments.new.here').first()
  // On a phone it stands in the panel.
  if (!(await begin.isVisible())) await button(actor, 0, 0).click()
  await begin.click()
  if (at) {
    const chooser = actor.page.getByRole('button', { name: actor.words('comments.choose') })
    await chooser.click({ position: { x: at[0], y: at[1] } })
  }
  await fieldOf(actor, 'comments.new.label').fill(words)
  await panelOf(actor)
    .getByRole('button', { name: actor.words('comments.new.send'), exact: true })
    .click()
  await panelOf(actor).getByText(words).waitFor()
}

test.group('Comments on a canvas', (group) => {
  const stage = Stage.for(group)
  const together = (look?: Look) => canvasTogether(stage, look)

  test('are read, answered and resolved by two people as they are written', async ({ assert }) => {
    const { leading, taking } = await together()
    const [lead, guest] = [leading.actor, taking.actor]
    await taking.choose('canvas.tools.note')
    await taking.tap(400, 300)
    await taking.write('Stay')
    await taking.focus(/Stay/)
    await say(taking, 'Why stay?')
    await lead.page
      .getByRole('status')
      .getByText(lead.words('comments.said.new', { name: 'Noa', words: 'Why stay?' }))
      .waitFor()
    await button(lead, 1, 1).waitFor()
    assert.deepEqual(await pinsOf(lead), ['Noa: Why stay?, 1 comment, New'])
    await lead.page.locator('[data-thread]').click()
    await panelOf(lead).getByText('About: Sticky note: Stay').waitFor()
    await fieldOf(lead, 'comments.answer.label').fill('Because of the view')
    await lead.press('comments.answer.send')
    await panelOf(guest).getByText('Because of the view').waitFor()
    await button(lead, 1, 0).waitFor()
    await lead.press('comments.resolve')
    await panelOf(guest).getByText(guest.words('comments.resolved')).waitFor()
    await guest.page.keyboard.press('Escape')
    await guest.page.locator('[data-thread]').waitFor({ state: 'detached' })
    await button(guest, 0, 0).waitFor()
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await Promise.all([guest.context.close(), lead.context.close()])
  })

  test('stay when what they are about is removed, and stand at it again when it is back', async ({
    assert,
  }) => {
    const { leading, taking, path } = await together()
    const { actor } = taking
    await taking.choose('canvas.tools.note')
    await taking.tap(400, 300)
    await taking.write('Stay')
    await taking.focus(/Stay/)
    await say(taking, 'Why stay?')
    await leading.focus(/Stay/)
    await leading.press('Delete')
    await panelOf(actor).getByText(actor.words('comments.about.gone')).waitFor()
    await panelOf(actor).getByText('Why stay?').waitFor()
    assert.lengthOf(await pinsOf(actor), 1)
    await leading.actor.press('canvas.toolbar.undo')
    await panelOf(actor).getByText('About: Sticky note: Stay').waitFor()
    // An address leads to it.
    const thread = await actor.page.locator('[data-thread]').getAttribute('data-thread')
    await leading.actor.goto('/home')
    await leading.open(`${path}#comment=${thread}`)
    await panelOf(leading.actor).getByText('Why stay?').waitFor()
    await actor.press('comments.delete.action')
    await actor.press('comments.delete.yes')
    await actor.page.locator('[data-thread]').waitFor({ state: 'detached' })
    await leading.actor.goto('/home')
    await leading.open(`${path}#comment=${thread}`)
    await leading.actor.sees('comments.said.missing')
    assert.deepEqual([...leading.actor.complaints, ...actor.complaints], [])
    await Promise.all([actor.context.close(), leading.actor.context.close()])
  })

  test('are written by keyboard alone, changed and taken back', async ({ assert }) => {
    const { leading, taking } = await together()
    const { actor } = taking
    const { page } = actor
    await button(actor, 0, 0).waitFor()
    await taking.stage.focus()
    await taking.press('c')
    // Without a choice it is about the middle of what is in view.
    await page.getByRole('button', { name: actor.words('comments.choose') }).waitFor()
    await taking.press('Enter')
    await fieldOf(actor, 'comments.new.label').waitFor()
    await page.keyboard.type('Frist')
    await taking.press('Control+Enter')
    await panelOf(actor).getByText(actor.words('comments.about.place')).waitFor()
    await actor.named('button', 'comments.edit.action').focus()
    await taking.press('Enter')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('First')
    await taking.press('Tab', 'Tab', 'Enter')
    await panelOf(actor).getByText(actor.words('comments.edited')).waitFor()
    await taking.press('Escape')
    await panelOf(actor).waitFor({ state: 'detached' })
    const pin = page.locator('[data-thread]')
    await pin.focus()
    await taking.press('Enter')
    await actor.named('button', 'comments.delete.action').focus()
    await taking.press('Enter', 'Tab', 'Enter')
    await pin.waitFor({ state: 'detached' })
    await leading.actor.page.locator('[data-thread]').waitFor({ state: 'detached' })
    assert.deepEqual(actor.complaints, [])
    await Promise.all([actor.context.close(), leading.actor.context.close()])
  })

  test('stand in the order in which one reads, for the keyboard too', async ({ assert }) => {
    const { leading, taking } = await together()
    const { actor } = taking
    for (const [words, x, y] of [
      ['third', 300, 400],
      ['second', 600, 150],
      ['first', 200, 150],
    ] as const) {
      await say(taking, words, [x, y])
      await taking.press('Escape')
    }
    await actor.page.locator('[data-thread]').first().focus()
    const names: (string | null)[] = []
    for (let index = 0; index < 3; index++) {
      names.push(await actor.page.locator('[data-thread]:focus').getAttribute('aria-label'))
      await taking.press('Tab')
    }
    assert.deepEqual(
      names,
      ['first', 'second', 'third'].map((words) => `Noa: ${words}, 1 comment`)
    )
    await Promise.all([actor.context.close(), leading.actor.context.close()])
  })

  test('keep their words while they cannot be sent, also when the page is opened anew', async ({
    assert,
  }) => {
    const { leading, taking, path } = await together()
    const { actor } = taking
    await say(taking, 'First', [300, 250])
    await actor.page.route('**/comments', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue()
    )
    await fieldOf(actor, 'comments.answer.label').fill('Second')
    await actor.press('comments.answer.send')
    await actor.sees('comments.failed')
    assert.equal(await fieldOf(actor, 'comments.answer.label').inputValue(), 'Second')
    await actor.page.unroute('**/comments')
    await taking.open(path)
    await actor.page.locator('[data-thread]').click()
    assert.equal(await fieldOf(actor, 'comments.answer.label').inputValue(), 'Second')
    await actor.press('comments.answer.send')
    await panelOf(actor).getByRole('article').filter({ hasText: 'Second' }).waitFor()
    assert.equal(await fieldOf(actor, 'comments.answer.label').inputValue(), '')
    assert.deepEqual(await pinsOf(actor), ['Noa: First, 2 comments'])
    await Promise.all([actor.context.close(), leading.actor.context.close()])
  })

  test('say without a network that they wait for one, and keep what is written until then', async ({
    assert,
  }) => {
    const { leading, taking, path } = await together()
    const { actor } = taking
    await say(taking, 'First', [300, 250])
    const answer = fieldOf(actor, 'comments.answer.label')
    const words = fieldOf(actor, 'comments.edit.label')
    await stage.withoutAppliance(async () => {
      await panelOf(actor).getByText(actor.words('comments.offline')).waitFor()
      await answer.fill('Half an ans')
      await actor.press('comments.edit.action')
      await words.fill('First, but')
      await actor.press('comments.edit.save')
      await panelOf(actor).getByText(actor.words('comments.failed')).waitFor()
      await actor.page.screenshot({ path: pictureFile('canvas-comments-offline') })
      assert.deepEqual(await violations(actor.page), [])
      await actor.page.reload()
    })
    await taking.open(path)
    await actor.page.locator('[data-thread]').click()
    await panelOf(actor).getByText(actor.words('comments.offline')).waitFor({ state: 'detached' })
    assert.equal(await answer.inputValue(), 'Half an ans')
    await actor.press('comments.edit.action')
    assert.equal(await words.inputValue(), 'First, but')
    await actor.press('comments.edit.save')
    await panelOf(actor).getByText(actor.words('comments.edited')).waitFor()
    await actor.press('comments.answer.send')
    await panelOf(actor).getByRole('article').filter({ hasText: 'Half an ans' }).waitFor()
    // What was saved or let go of is not kept any more.
    await actor.page.reload()
    await actor.page.locator('[data-thread]').click()
    await actor.named('button', 'comments.edit.action').first().click()
    await words.fill('Never mind')
    await actor.press('comments.edit.cancel')
    await actor.named('button', 'comments.edit.action').first().click()
    assert.equal(await words.inputValue(), 'First, but')
    assert.equal(await answer.inputValue(), '')
    await Promise.all([actor.context.close(), leading.actor.context.close()])
  })

  test('say that they cannot be fetched where a page is opened without a network', async ({
    assert,
  }) => {
    const { leading, taking } = await together()
    const { actor } = taking
    await say(taking, 'First', [300, 250])
    await waitUntilKept(actor.page)
    await stage.withoutAppliance(async () => {
      await actor.page.reload()
      await actor.press('comments.title')
      await actor.sees('comments.unknown')
      await actor.page.screenshot({ path: pictureFile('canvas-comments-unknown') })
      assert.deepEqual(await violations(actor.page), [])
    })
    await actor.page.locator('[data-thread]').waitFor()
    assert.equal(await actor.named('button', 'comments.title').count(), 0)
    await Promise.all([actor.context.close(), leading.actor.context.close()])
  })

  test('are what a canvas shared for commenting is for, and none are on a screen', async ({
    assert,
  }) => {
    const owner = await stage.enter('facilitator')
    const other = await stage.enter('participant')
    await owner.goto('/canvases')
    await owner.page.getByLabel(owner.words('canvases.list.name')).fill('Ours')
    await owner.page.keyboard.press('Enter')
    await owner.page.getByRole('heading', { name: 'Ours' }).waitFor()
    const path = new URL(owner.page.url()).pathname
    await owner.press('canvases.share.action')
    await owner.page
      .getByLabel(owner.words('canvases.share.person'))
      .fill(stage.person('participant').email)
    await owner.page
      .getByLabel(owner.words('canvases.share.mode'), { exact: true })
      .first()
      .selectOption('comment')
    await owner.press('canvases.share.addPerson')
    await owner.page.getByLabel(/^What .+ may do$/).waitFor()
    await other.goto(path)
    await other.sees('canvas.connection.commenting')
    const canvas = new CanvasPage(other)
    await say(canvas, 'May I?', [300, 250])
    await owner.page.getByLabel(/^What .+ may do$/).selectOption('present')
    await other.page.locator('[data-thread]').waitFor({ state: 'detached' })
    await panelOf(other).waitFor({ state: 'detached' })
    await owner.press('canvases.share.close')
    await owner.page.locator('[data-thread]').waitFor()
    assert.deepEqual([...owner.complaints, ...other.complaints], [])
    await Promise.all([owner.context.close(), other.context.close()])
  })

  test('stand beside notes that are one’s own, which are saved as they are written', async ({
    assert,
  }) => {
    const { leading, taking, path } = await together()
    const { actor } = taking
    await button(actor, 0, 0).click()
    await actor.page.getByRole('tab', { name: actor.words('comments.note.title') }).click()
    await fieldOf(actor, 'comments.note.label').fill('I would rather go')
    await panelOf(actor).getByText(actor.words('journal.status.saved'), { exact: true }).waitFor()
    await taking.open(path)
    await button(actor, 0, 0).click()
    await actor.page.getByRole('tab', { name: actor.words('comments.note.title') }).click()
    assert.equal(await fieldOf(actor, 'comments.note.label').inputValue(), 'I would rather go')
    await actor.named('link', 'comments.note.open').click()
    await actor.page.getByText(actor.words('journal.origin.canvas', { name: '' }).trim()).waitFor()
    assert.deepEqual(actor.complaints, [])
    await Promise.all([actor.context.close(), leading.actor.context.close()])
  })

  for (const look of LOOKS) {
    test(`are without fault for axe (${nameOfLook(look)})`, async ({ assert }) => {
      const { leading, taking } = await together(look)
      const { actor } = leading
      const picture = (what: string) => pictureFile(`canvas-comments-${what}-${nameOfLook(look)}`)
      await leading.choose('canvas.tools.note')
      await leading.tap(200, 300)
      await leading.write('Stay')
      await leading.tap(20, 220)
      await say(taking, 'Why stay?', [180, 240])
      await button(actor, 1, 1).click()
      await actor.page.screenshot({ path: picture('list') })
      assert.deepEqual(await violations(actor.page), [])
      await panelOf(actor).getByText('Why stay?').click()
      await fieldOf(actor, 'comments.answer.label').fill('Because of the view')
      await actor.press('comments.answer.send')
      await panelOf(actor).getByRole('article').filter({ hasText: 'Because' }).waitFor()
      await actor.page.screenshot({ path: picture('thread') })
      assert.isFalse(await isCovered(actor), 'what it is about stays in view')
      const answer = await actor.named('button', 'comments.answer.send').boundingBox()
      const panel = await panelOf(actor).boundingBox()
      assert.isAtMost(
        (answer?.y ?? 0) + (answer?.height ?? 0),
        (panel?.y ?? 0) + (panel?.height ?? 0),
        'the answer is in sight'
      )
      assert.deepEqual(await violations(actor.page), [])
      await actor.page.getByRole('tab', { name: actor.words('comments.note.title') }).click()
      await fieldOf(actor, 'comments.note.label').fill('For myself')
      await panelOf(actor).getByText(actor.words('journal.status.saved'), { exact: true }).waitFor()
      await actor.page.screenshot({ path: picture('note') })
      assert.deepEqual(await violations(actor.page), [])
      await actor.press('interface.close')
      await actor.page.screenshot({ path: picture('pins') })
      assert.deepEqual(actor.complaints, [])
      await Promise.all([taking.actor.context.close(), actor.context.close()])
    })
  }
})
