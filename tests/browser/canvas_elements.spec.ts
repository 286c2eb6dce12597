import { test } from '@japa/runner'
import type { Locator, Page } from 'playwright-core'
import { CLIPBOARD_TYPE } from '#canvas/clipboard'
import { FORMS, STAMPS } from '#canvas/element'
import type { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { waitUntilSent } from '#tests/support/kept_on_device'
import { LOOKS, nameOfLook, pictureFile, Stage, type Look } from '#tests/support/stage'

/** The tools that the menu shows beside stamps, in the order of their groups. */
const DRAWING_TOOLS = ['highlighter', 'eraser', 'lasso', 'laser'] as const
const FIGURE_TOOLS = ['line', 'arrow', 'frame', ...FORMS] as const

test.group('What lies on a canvas', (group) => {
  const stage = Stage.for(group)

  const somebody = async (...[role, look]: Parameters<typeof stage.enter>) =>
    new CanvasPage(await stage.enter(role, look)).open()

  test('is made by pointer, written in and coloured, and another window sees it', async ({
    assert,
  }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await canvas.choose('canvas.tools.note')
    await actor.page.getByLabel(actor.words('canvas.colours.green'), { exact: true }).check()
    await canvas.tap(300, 250)
    await canvas.write('What keeps me awake')
    await canvas.has(/^Sticky note: What keeps me awake$/)
    for (const [i, form] of FORMS.entries()) {
      await canvas.choose(`canvas.tools.${form}`)
      await canvas.drag([480 + i * 170, 120], [620 + i * 170, 230])
      await canvas.has(new RegExp(`^${actor.words(`canvas.tools.${form}`)}, no words yet`))
    }
    await canvas.drag([550, 175], [550, 400])
    await canvas.choose('canvas.tools.arrow')
    await canvas.drag([300, 250], [550, 400])
    await canvas.has('Arrow from Sticky note: What keeps me awake to Rectangle, no words yet')
    await canvas.choose('canvas.tools.line')
    await canvas.drag([700, 500], [900, 560])
    await canvas.choose('canvas.tools.frame')
    await canvas.drag([1000, 300], [1300, 560])
    await canvas.write('Tomorrow')
    await canvas.has(/^Frame: Tomorrow/)
    await canvas.choose('canvas.toolbar.stamp', { name: actor.words('canvas.stamps.heart') })
    await canvas.tap(1150, 430)
    await canvas.choose('canvas.tools.highlighter')
    await canvas.drag([230, 250], [370, 252])
    await canvas.has(/^Highlighter/)
    await canvas.choose('canvas.tools.select')
    await actor.page.screenshot({ path: pictureFile('canvas-elements') })
    const nothing = JSON.stringify(actor.words('canvas.empty'))
    await actor.page.addInitScript(`window.saidNothing = false
      new MutationObserver(() => {
        const said = [...document.querySelectorAll('p')].map((each) => each.textContent.trim())
        window.saidNothing ||= said.includes(${nothing})
      }).observe(document, { childList: true, subtree: true })`)
    const again = await new CanvasPage(actor).open()
    await again.has('Stamp')
    // Not even for a moment.
    assert.isFalse(await actor.page.evaluate<boolean>('window.saidNothing'))
    // Where each lies is said in words: in all there is, or in the frame that holds it.
    const said = await again.list()
    assert.include(said, 'Stamp: Heart, in the middle in “Tomorrow”')
    assert.include(said, 'Diamond, no words yet, upper right')
    const names = (await again.places()).map(({ name }) => name).sort()
    assert.deepEqual(names, [
      'Arrow from Sticky note: What keeps me awake to Rectangle, no words yet',
      'Diamond, no words yet',
      'Ellipse, no words yet',
      'Frame: Tomorrow',
      'Highlighter',
      'Line',
      'Rectangle, no words yet',
      'Stamp: Heart',
      'Sticky note: What keeps me awake',
      'Triangle, no words yet',
    ])
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('is drawn as wide as was chosen, which the device remembers for each tip', async ({
    assert,
  }) => {
    const canvas = await somebody('admin')
    const { actor } = canvas
    const width = (name: 'fine' | 'medium' | 'bold') =>
      actor.page.getByLabel(actor.words(`canvas.widths.${name}`), { exact: true })
    /** How high the only thing there is is, which is removed then. */
    const height = async () => {
      await canvas.stage.focus()
      await canvas.press('Control+A')
      await actor.page.locator('.canvas-selection:not([hidden])').waitFor()
      const box = await actor.page.locator('.canvas-selection').boundingBox()
      await canvas.press('Delete')
      await canvas.lacks('Drawing')
      return box?.height ?? 0
    }
    await canvas.choose('canvas.tools.pen')
    assert.isTrue(await width('medium').isChecked())
    await width('fine').check()
    await canvas.drag([300, 300], [500, 300])
    await canvas.has('Drawing')
    const fine = await height()
    await canvas.choose('canvas.tools.pen')
    await width('bold').check()
    await canvas.drag([300, 300], [500, 300])
    await canvas.has('Drawing')
    // What is drawn reaches as far beyond its points as it is wide.
    assert.equal(Math.round((await height()) - fine), 2 * (14 - 2))
    const again = await new CanvasPage(actor).open()
    await again.choose('canvas.tools.pen')
    assert.isTrue(await width('bold').isChecked())
    await again.choose('canvas.tools.highlighter')
    assert.isTrue(await width('medium').isChecked())
    await actor.page.screenshot({ path: pictureFile('canvas-widths') })
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('is wiped away where the eraser passes, and comes back as one step', async () => {
    const canvas = await somebody('admin')
    await canvas.choose('canvas.tools.pen')
    await canvas.drag([300, 300], [500, 300])
    await canvas.drag([300, 400], [500, 400])
    await canvas.has('Drawing')
    await canvas.choose('canvas.tools.eraser')
    await canvas.drag([400, 250], [400, 450])
    await canvas.lacks('Drawing')
    await canvas.actor.press('canvas.toolbar.undo')
    await canvas.has('Drawing')
    await canvas.actor.context.close()
  })

  test('is made by keyboard alone', async ({ assert }) => {
    const canvas = await somebody('owner')
    const { actor } = canvas
    await actor.named('button', 'canvas.toolbar.more').focus()
    await canvas.press('Enter')
    await actor.named('button', 'canvas.tools.diamond').focus()
    await canvas.press('Enter')
    await canvas.has(/^Diamond, no words yet/)
    await canvas.focus('Diamond')
    await canvas.press('Enter')
    await canvas.write('To go or to stay')
    await canvas.has('Diamond: To go or to stay')
    await actor.named('button', 'canvas.tools.note').focus()
    await canvas.press('Enter')
    await canvas.write('A note')
    await canvas.focus('Sticky note: A note')
    await canvas.press('Delete')
    await canvas.lacks('Sticky note')
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('is arranged: frames carry, groups hold together, locked things stay, lines follow', async ({
    assert,
  }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    await canvas.choose('canvas.tools.frame')
    await canvas.drag([100, 150], [500, 500])
    await canvas.write('Room')
    for (const [i, form] of (['rectangle', 'ellipse', 'diamond'] as const).entries()) {
      await canvas.choose(`canvas.tools.${form}`)
      await canvas.drag([150 + i * 250, 200 + i * 40], [250 + i * 250, 270 + i * 40])
    }
    await canvas.has(/^Diamond/)
    // What has just been drawn is written in by typing, and a double click beside all is a text.
    await actor.page.keyboard.type('Cut')
    await canvas.field.waitFor()
    await canvas.press('Escape')
    await canvas.has(/^Diamond: Cut/)
    await canvas.stage.dblclick({ position: { x: 1100, y: 600 } })
    await actor.page.keyboard.type('Beside')
    await canvas.press('Escape')
    await canvas.has(/^Text: Beside/)
    // The keyboard is with the canvas again, which takes it back.
    await canvas.press('Control+Z')
    await canvas.lacks(/^Text: Beside/)
    const heightOf = (places: readonly { name: string; y: number }[]) =>
      places.find(({ name }) => name.startsWith('Rectangle'))?.y ?? NaN
    const height = heightOf(await canvas.places())
    // The frame is moved by its edge, and the rectangle in it goes along.
    await canvas.drag([101, 300], [101, 340])
    await canvas.untilPlaced((places) => heightOf(places) > height + 30)

    // All three are selected with the lasso, aligned and grouped.
    await canvas.choose('canvas.tools.lasso')
    await canvas.drag([130, 220], [800, 180], [800, 420], [130, 380], [130, 230])
    await actor.press('canvas.toolbar.arrange')
    await actor.page.screenshot({ path: pictureFile('canvas-arrange') })
    await actor.press('canvas.arrange.middle')
    await actor.press('canvas.arrange.group')
    await actor.page.keyboard.press('Escape')
    const heights = (places: readonly { name: string; y: number }[]) =>
      places.filter(({ name }) => /^(Rectangle|Ellipse|Diamond)\b/.test(name)).map(({ y }) => y)
    const atOneHeight = (places: readonly { name: string; y: number }[]) =>
      heights(places).length === 3 && new Set(heights(places)).size === 1
    await canvas.untilPlaced(atOneHeight)
    const before = heights(await canvas.places())[0] ?? 0
    await canvas.tap(1100, 120)
    await canvas.focus(/^Diamond/)
    await canvas.press('ArrowDown')
    // The list has the height that is announced.
    const [diamond] = (await canvas.places()).filter(({ name }) => name.startsWith('Diamond'))
    await actor.sees('canvas.said.moved', { x: diamond?.x ?? NaN, y: before + 10 })
    await canvas.untilPlaced((places) => atOneHeight(places) && heights(places)[0] === before + 10)

    // Locked, they stay where they are and are not removed; unlocked, they move again.
    await actor.press('canvas.toolbar.arrange')
    await actor.press('canvas.arrange.lock')
    await canvas.focus(/^Diamond/)
    await canvas.press('ArrowDown', 'Delete', 'Control+Shift+L', 'ArrowDown')
    await canvas.untilPlaced((places) => atOneHeight(places) && heights(places)[0] !== before + 10)
    assert.equal(heights(await canvas.places())[0], before + 20)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('is chosen, connected and copied by keyboard alone', async ({ assert }) => {
    const canvas = await somebody('owner')
    const { actor } = canvas
    const make = async (tool: 'rectangle' | 'ellipse') => {
      await actor.named('button', 'canvas.toolbar.more').focus()
      await canvas.press('Enter')
      await actor.named('button', `canvas.tools.${tool}`).focus()
      await canvas.press('Enter')
    }
    await make('rectangle')
    await canvas.focus(/^Rectangle/)
    await canvas.press('Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft')
    await make('ellipse')
    await canvas.focus(/^Rectangle/)
    await canvas.press('Shift+Enter')
    await canvas.focus(/^Ellipse/)
    await actor.named('button', 'canvas.toolbar.arrange').focus()
    await canvas.press('Enter')
    await actor.named('button', 'canvas.arrange.connect').focus()
    await canvas.press('Enter')
    await canvas.has('Arrow from Rectangle, no words yet to Ellipse, no words yet')
    await canvas.focus(/^Ellipse/)
    await canvas.press('Control+D')
    await canvas.until((list) => list.filter((name) => name.startsWith('Ellipse')).length === 2)
    // Who removes what an arrow points to keeps the arrow.
    await canvas.focus(/^Rectangle/)
    await canvas.press('Delete')
    await canvas.has('Arrow from a free end to Ellipse, no words yet')
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('is copied to another canvas, found by its words and by a link', async ({ assert }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await actor.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 120)
    await canvas.write('Carry this over')
    await canvas.focus(/Carry this over/)
    await canvas.press('Control+C')
    await actor.sees('canvas.said.copied')

    const lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    const session = await lead.post<{ id: string }>('/sessions', { journey: 'crossroads' })
    await lead.post(`/sessions/${session.id}/start`)
    await canvas.open(`/sessions/${session.id}/canvas`)
    await canvas.stage.focus()
    await canvas.press('Control+V')
    await canvas.has(/^Sticky note: Carry this over/)
    // What another page put on the clipboard is words, or nothing at all.
    await actor.page.evaluate(`navigator.clipboard.writeText('Words from elsewhere')`)
    await canvas.press('Control+V')
    await canvas.has(/^Sticky note: Words from elsewhere/)
    await actor.page.evaluate(`(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData(${JSON.stringify(CLIPBOARD_TYPE)}, '{"version":1,"elements":[{"id":{}}]}')
      document.querySelector('[role=application]')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    })()`)
    await actor.sees('canvas.said.notPasted')
    assert.lengthOf(await canvas.list(), 2)

    await actor.page.getByLabel(actor.words('canvas.list.search')).fill('ELSEWHERE')
    await canvas.until((list) => list.length === 1 && /elsewhere/.test(list[0] ?? ''))
    await canvas.focus(/elsewhere/)
    await actor.press('canvas.toolbar.arrange')
    await actor.press('canvas.arrange.link')
    await actor.sees('canvas.said.linkCopied')
    const link = await actor.page.evaluate<string>('navigator.clipboard.readText()')
    assert.match(link, new RegExp(`/sessions/${session.id}/canvas#[\\w-]+$`))
    await actor.goto('/home')
    await actor.page.goto(link)
    await actor.sees('canvas.said.shown')
    await actor.named('button', 'canvas.toolbar.remove').click()
    await canvas.until((list) => list.length === 1 && /Carry/.test(list[0] ?? ''))
    await waitUntilSent(actor.page)
    await actor.goto('/home')
    await actor.page.goto(link)
    await actor.sees('canvas.said.linkGone')
    await canvas.has(/Carry this over/)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  /** Sees that everything in the menu has its word, in a group that has a name. */
  async function saysWhatItsToolsAre(actor: Actor): Promise<void> {
    const groupOf = (within: Locator | Page, key: string) =>
      within.getByRole('group', { name: actor.words(`canvas.toolbar.${key}`), exact: true })
    const menu = groupOf(actor.page, 'more')
    const held = {
      drawing: DRAWING_TOOLS.map((tool) => `canvas.tools.${tool}`),
      figures: FIGURE_TOOLS.map((tool) => `canvas.tools.${tool}`),
      stamps: STAMPS.map((stamp) => `canvas.stamps.${stamp}`),
      bring: ['canvas.images.add', 'templates.title'],
    }
    for (const [group, keys] of Object.entries(held)) {
      for (const key of keys) {
        const word = groupOf(menu, group).getByText(actor.words(key), { exact: true })
        await word.waitFor()
      }
    }
  }

  /** How much of the window's height lies between the bars above and those below. */
  async function leftByBars(actor: Actor): Promise<number> {
    const boxOf = async (key: string) => {
      const group = actor.page.getByRole('group', { name: actor.words(key), exact: true })
      await group.waitFor()
      const box = await group.boundingBox()
      return { top: box?.y ?? 0, bottom: (box?.y ?? 0) + (box?.height ?? 0) }
    }
    const above = [await boxOf('canvas.toolbar.edit'), await boxOf('canvas.toolbar.zoom')]
    const below = [await boxOf('canvas.toolbar.tools'), await boxOf('comments.title')]
    const left =
      Math.min(...below.map(({ top }) => top)) - Math.max(...above.map(({ bottom }) => bottom))
    return left / (actor.page.viewportSize()?.height ?? Infinity)
  }

  /** The controls in bars, of those that are shown, that a finger could miss. */
  function tooSmall({ page }: Actor): Promise<string[]> {
    return page.evaluate<string[]>(`[...document.querySelectorAll('.canvas .bar button')]
      .map((each) => ({ name: each.ariaLabel, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(({ name }) => name)`)
  }

  // Of keys only where somebody may have them.
  const helpOf = ({ phone }: Look) => (phone ? 'canvas.list.helpTouch' : 'canvas.list.help')

  for (const look of LOOKS) {
    test(`has tools without fault for axe that fit the screen (${nameOfLook(look)})`, async ({
      assert,
    }) => {
      const canvas = await somebody('participant', look)
      const { actor } = canvas
      await actor.page.screenshot({ path: pictureFile(`canvas-bars-${nameOfLook(look)}`) })
      if (look.phone) assert.isAtLeast(await leftByBars(actor), 0.75)
      assert.deepEqual(await tooSmall(actor), [])
      await canvas.choose('canvas.tools.note')
      await canvas.tap(120, 300)
      await canvas.write('שלום, מה שלומך?')
      await canvas.choose('canvas.tools.ellipse')
      await canvas.drag([220, 300], [370, 400])
      for (const opened of ['more', 'colour', 'arrange', 'list'] as const) {
        if (opened === 'list') await canvas.look('canvas.toolbar.list')
        else await actor.press(`canvas.toolbar.${opened}`)
        const name = `canvas-${opened}-${nameOfLook(look)}`
        await actor.page.screenshot({ path: pictureFile(name) })
        assert.deepEqual(await violations(actor.page), [], name)
        if (opened === 'more') await saysWhatItsToolsAre(actor)
        if (opened === 'list') await actor.sees(helpOf(look))
      }
      const overflow = await actor.page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      )
      assert.isAtMost(overflow, 0)
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
