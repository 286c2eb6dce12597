import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { CLIPBOARD_TYPE } from '#canvas/clipboard'
import type { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { png } from '#tests/support/canvas_images'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { waitUntilKept } from '#tests/support/kept_on_device'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

const RED = '#cc3333'

/** A file as a browser takes it. */
async function fileOf(name: string, colour = RED) {
  return { name, mimeType: 'image/png', buffer: await png(1200, 800, colour) }
}

/** The colour in the middle of what a canvas shows, as a browser draws it. */
const redOf = async (locator: Locator) => {
  const shot = await locator.screenshot()
  const { data, info } = await sharp(shot).raw().toBuffer({ resolveWithObject: true })
  let red = 0
  for (let i = 0; i < data.length; i += info.channels) {
    const [r = 0, g = 0, b = 0] = [data[i], data[i + 1], data[i + 2]]
    if (Math.abs(r - 0xcc) < 12 && Math.abs(g - 0x33) < 12 && Math.abs(b - 0x33) < 12) red += 1
  }
  return red / (info.width * info.height)
}

/** Waits until so much of the stage is red. */
async function untilRed(canvas: CanvasPage, holds: (part: number) => boolean): Promise<void> {
  const end = Date.now() + 20_000
  let part = await redOf(canvas.stage)
  while (!holds(part)) {
    if (Date.now() > end) throw new Error(`The red part of the stage stayed ${part}`)
    part = await redOf(canvas.stage)
  }
}

test.group('Images on a canvas', (group) => {
  const stage = Stage.for(group)

  /** Sends a form as the page that is open would, and answers where that led. */
  const submit = (actor: Actor, path: string, fields: Record<string, string>) =>
    actor.page.evaluate<string>(`(async () => {
      const token = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='))
      const answer = await fetch('${path}', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-xsrf-token': decodeURIComponent(token.slice('XSRF-TOKEN='.length)),
        },
        body: ${JSON.stringify(JSON.stringify(fields))},
      })
      return new URL(answer.url).pathname
    })()`)

  /** Somebody on a canvas of their own on which there is nothing yet. */
  const somebody = async (...[role, look]: Parameters<typeof stage.enter>) => {
    const actor = await stage.enter(role, look)
    await actor.goto('/canvases')
    return new CanvasPage(actor).open(await submit(actor, '/canvases', { name: 'Pictures' }))
  }

  /** Chooses files by the button, as on a phone. */
  async function choose(canvas: CanvasPage, ...files: Awaited<ReturnType<typeof fileOf>>[]) {
    const { actor } = canvas
    const chooser = actor.page.waitForEvent('filechooser')
    await canvas.choose('canvas.images.add')
    await (await chooser).setFiles(files)
  }

  test('that are none say why, and stay in the page until they are let go of', async ({
    assert,
  }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    const buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    await choose(canvas, { name: 'plan.png', mimeType: 'image/png', buffer })
    const said = actor.page.getByText(/SVG files can hold programs/)
    await said.waitFor()
    assert.include((await said.textContent()) ?? '', 'plan.png')
    await actor.page.screenshot({ path: pictureFile('canvas-image-refused') })
    assert.deepEqual(await violations(actor.page), [])
    await actor.named('button', 'canvas.images.giveUp', { name: 'plan.png' }).click()
    await said.waitFor({ state: 'detached' })
    assert.deepEqual(await canvas.list(), [])
    await actor.context.close()
  })

  test('come by the button, are seen, described, undone and brought back', async ({ assert }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    await choose(canvas, await fileOf('the_old-oak.png'))
    await canvas.has(/^Picture: the old oak/)
    await untilRed(canvas, (part) => part > 0.05)
    const field = actor.page.getByLabel(actor.words('canvas.images.alt'))
    assert.equal(await field.inputValue(), 'the old oak')
    await actor.page.screenshot({ path: pictureFile('canvas-image') })
    assert.deepEqual(await violations(actor.page), [])
    await field.fill('An oak in the evening')
    await field.press('Enter')
    await canvas.has(/^Picture: An oak in the evening/)
    await canvas.stage.focus()
    await canvas.press('Control+Z')
    await canvas.has(/^Picture: the old oak/)
    await canvas.press('Control+Z')
    await canvas.lacks(/^Picture/)
    await canvas.press('Control+Y')
    await canvas.has(/^Picture: the old oak/)
    await untilRed(canvas, (part) => part > 0.05)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('come by drop where they are let go of, and from the clipboard', async ({ assert }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    const [dropped, pasted] = [await fileOf('dropped here.png'), await fileOf('pasted here.png')]
    const give = (kind: 'drop' | 'paste', { name, buffer }: typeof dropped) =>
      actor.page.evaluate(`(() => {
        const bytes = Uint8Array.from(atob('${buffer.toString('base64')}'), (c) => c.charCodeAt(0))
        const given = new DataTransfer()
        given.items.add(new File([bytes], '${name}', { type: 'image/png' }))
        const host = document.querySelector('[role=application]')
        const box = host.getBoundingClientRect()
        const at = { clientX: box.left + 300, clientY: box.top + 250, bubbles: true, cancelable: true }
        const isDrop = '${kind}' === 'drop'
        if (isDrop) host.dispatchEvent(new DragEvent('dragover', { ...at, dataTransfer: given }))
        host.dispatchEvent(isDrop ? new DragEvent('drop', { ...at, dataTransfer: given })
          : new ClipboardEvent('paste', { clipboardData: given, bubbles: true }))
      })()`)
    await give('drop', dropped)
    await canvas.has(/^Picture: dropped here/)
    await canvas.tap(300, 250)
    await canvas.press('Delete')
    await canvas.lacks(/^Picture/)
    await give('paste', pasted)
    await canvas.has(/^Picture: pasted here/)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('that cannot be sent stay in the page, and come once they can', async ({ assert }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    await actor.page.route('**/images/**', (route) => route.abort())
    await choose(canvas, await fileOf('kept in mind.png'))
    await actor.page.getByText(/kept in mind\.png.* could not be sent yet/).waitFor()
    assert.deepEqual(await canvas.list(), [])
    await actor.page.unroute('**/images/**')
    await actor.named('button', 'canvas.images.again', { name: 'kept in mind.png' }).click()
    await canvas.has(/^Picture: kept in mind/)
    await untilRed(canvas, (part) => part > 0.02)
    await actor.context.close()
  })

  test('are copied to another canvas, and drawn into a PNG', async ({ assert }) => {
    const lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    const session = await lead.post<{ id: string }>('/sessions', { journey: 'crossroads' })
    await lead.post(`/sessions/${session.id}/start`)
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await choose(canvas, await fileOf('carry this.png'))
    await canvas.has(/^Picture: carry this/)
    await canvas.stage.focus()
    await canvas.press('Control+C')
    await actor.sees('canvas.said.copied')
    await canvas.open(`/sessions/${session.id}/canvas`)
    await canvas.stage.focus()
    await canvas.press('Control+V')
    await canvas.has(/^Picture: carry this/)
    await untilRed(canvas, (part) => part > 0.02)

    await actor.press('canvas.exchange.menu')
    await actor.named('menuitem', 'canvas.exchange.picture').click()
    const download = actor.page.waitForEvent('download')
    await actor.press('canvas.exchange.draw')
    const { data, info } = await sharp(await (await download).path())
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at =
      (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels
    assert.deepEqual(
      [...data.subarray(at, at + 3)].map((value) => Math.round(value / 16)),
      [13, 3, 3]
    )
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('are seen by whoever the canvas is shared with, until it is not', async ({ assert }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    const path = new URL(actor.page.url()).pathname
    const { email } = stage.person('participant')
    await submit(actor, `${path}/shares`, { email, mode: 'edit' })
    await choose(canvas, await fileOf('for both of us.png'))
    await canvas.has(/^Picture: for both of us/)
    const other = await new CanvasPage(await stage.enter('participant')).open(path)
    await other.has(/^Picture: for both of us/)
    await untilRed(other, (part) => part > 0.02)
    const kept = () => other.actor.page.evaluate<string[]>('caches.keys()')
    assert.lengthOf(
      (await kept()).filter((name) => name.startsWith('canvas-images')),
      1
    )
    await actor.page.evaluate(`fetch('${path}/shares', { method: 'DELETE', headers: {
      'x-xsrf-token': decodeURIComponent(
        document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN=')).slice(11)),
    } })`)
    await other.lacks(/^Picture/)
    await untilRed(other, (part) => part === 0)
    await waitUntil(async () => !(await kept()).some((name) => name.startsWith('canvas-images')))
    await Promise.all([actor.context.close(), other.actor.context.close()])
  })

  test('of a canvas that one does not see are not copied, and what stands there says so', async ({
    assert,
  }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    const element = {
      ...{ id: 'a', kind: 'image', image: randomUUID(), size: [400, 300], alt: 'Not mine' },
      ...{ at: [0, 0, 0, 1], order: 1, author: 'somebody' },
    }
    const refused = actor.page.waitForResponse((answer) => /images\/.*\/small$/.test(answer.url()))
    let asked = 0
    actor.page.on('request', (request) => {
      if (request.method() === 'GET' && request.url().includes('/images/')) asked += 1
    })
    const copied = JSON.stringify({ version: 1, canvas: randomUUID(), elements: [element] })
    await actor.page.evaluate(`(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('${CLIPBOARD_TYPE}', ${JSON.stringify(copied)})
      document.querySelector('[role=application]')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    })()`)
    await actor.sees('canvas.said.withoutImages')
    await canvas.has(/^Picture: Not mine/)
    await refused
    await canvas.stage.focus()
    await canvas.press('Control+A')
    await actor.page.screenshot({ path: pictureFile('canvas-image-missing') })
    assert.deepEqual(await violations(actor.page), [])
    assert.isAtMost(asked, 2)
    await actor.context.close()
  })

  test('are saved with the file of the canvas, and come back from it', async ({ assert }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await choose(canvas, await fileOf('there and back.png'))
    await canvas.has(/^Picture: there and back/)
    await actor.press('canvas.exchange.menu')
    const download = actor.page.waitForEvent('download')
    await actor.named('menuitem', 'canvas.exchange.saveFile').click()
    const path = await (await download).path()
    const other = await somebody('participant')
    await other.actor.press('canvas.exchange.menu')
    await other.actor.named('menuitem', 'canvas.exchange.import').click()
    const label = other.actor.words('canvas.exchange.file')
    await other.actor.page.getByLabel(label, { exact: true }).setInputFiles(path)
    await other.has(/^Picture: there and back/)
    await untilRed(other, (part) => part > 0.05)
    assert.deepEqual([...actor.complaints, ...other.actor.complaints], [])
    await Promise.all([actor.context.close(), other.actor.context.close()])
  })

  test('are seen without a network on a device that has shown them', async ({ assert }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await choose(canvas, await fileOf('kept at hand.png'))
    await canvas.has(/^Picture: kept at hand/)
    await untilRed(canvas, (part) => part > 0.05)
    await waitUntilKept(actor.page)
    await stage.withoutAppliance(async () => {
      await actor.page.reload()
      await canvas.has(/^Picture: kept at hand/)
      await untilRed(canvas, (part) => part > 0.05)
    })
    await actor.context.close()
    assert.isTrue(actor.page.isClosed())
  })

  for (const look of LOOKS) {
    test(`are brought without fault for axe, and fit the screen (${nameOfLook(look)})`, async ({
      assert,
    }) => {
      const canvas = await somebody('participant', look)
      const { actor } = canvas
      await choose(canvas, await fileOf('evening oak.png'))
      await canvas.has(/evening oak/)
      await untilRed(canvas, (part) => part > 0.05)
      await actor.page.screenshot({ path: pictureFile(`canvas-image-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
