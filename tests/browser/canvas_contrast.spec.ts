import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { violations } from '#tests/support/browser'
import type { CanvasPage } from '#tests/support/canvas_page'
import { canvasTogether } from '#tests/support/canvas_together'
import { pictureFile, Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** The relative luminance of a colour whose parts are bytes, as WCAG reckons it. */
function luminance(parts: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast between the lightest and the darkest of what is seen in an area of a stage. */
async function contrastIn({ stage, actor }: CanvasPage, area: Area): Promise<number> {
  const box = await stage.boundingBox()
  const clip = { ...area, x: (box?.x ?? 0) + area.x, y: (box?.y ?? 0) + area.y }
  const picture = sharp(await actor.page.screenshot({ clip })).removeAlpha()
  const { data } = await picture.raw().toBuffer({ resolveWithObject: true })
  const found: number[] = []
  for (let at = 0; at < data.length; at += 3) found.push(luminance([...data.subarray(at, at + 3)]))
  return (Math.max(...found) + 0.05) / (Math.min(...found) + 0.05)
}

/** Within a note, around words without paper, within a frame, and where somebody's pointer is. */
const WORDS: Record<string, Area> = {
  note: { x: 270, y: 225, width: 60, height: 50 },
  text: { x: 500, y: 235, width: 90, height: 30 },
  frame: { x: 760, y: 235, width: 90, height: 30 },
  pointer: { x: 601, y: 451, width: 10, height: 12 },
}

const WISHES: Record<string, NonNullable<Parameters<Page['emulateMedia']>[0]>> = {
  'forced colours': { forcedColors: 'active', colorScheme: 'light' },
  'forced colours, dark': { forcedColors: 'active', colorScheme: 'dark' },
  'more contrast': { forcedColors: 'none', contrast: 'more', colorScheme: 'light' },
  'more contrast, dark': { forcedColors: 'none', contrast: 'more', colorScheme: 'dark' },
}

test.group('A canvas for somebody who', (group) => {
  const stage = Stage.for(group)

  test('needs high contrast has all that is drawn in it, also when they ask for it later', async ({
    assert,
  }) => {
    const { leading, taking } = await canvasTogether(stage)
    const { actor } = leading
    await leading.choose('canvas.tools.note')
    await leading.tap(300, 250)
    await leading.write('A note')
    await leading.choose('canvas.tools.frame')
    await leading.drag([740, 200], [960, 330])
    await leading.write('A frame')
    for (const [x, words] of [
      [500, 'Free words'],
      [760, 'In a frame'],
    ] as const) {
      await leading.choose('canvas.tools.text')
      await leading.tap(x, 250)
      await leading.write(words)
    }
    await leading.stage.focus()
    await leading.press('Escape')
    const box = await taking.stage.boundingBox()
    await taking.actor.page.mouse.move((box?.x ?? 0) + 600, (box?.y ?? 0) + 450)
    await actor.page.locator('.canvas-cursor span').waitFor()
    for (const [wish, media] of Object.entries(WISHES)) {
      await actor.page.emulateMedia(media)
      for (const [what, area] of Object.entries(WORDS)) {
        const least = what === 'pointer' ? 3 : 7
        await waitUntil(async () => (await contrastIn(leading, area)) >= least).catch(async () => {
          assert.isAtLeast(await contrastIn(leading, area), least, `${what}, ${wish}`)
        })
      }
      await actor.page.screenshot({ path: pictureFile(`canvas-${wish.replaceAll(/\W+/g, '-')}`) })
      assert.deepEqual(await violations(actor.page), [], wish)
    }
    assert.deepEqual(actor.complaints, [])
    await Promise.all([actor.context.close(), taking.actor.context.close()])
  })

  test('wants little motion is at once where others glide', async ({ assert }) => {
    const { leading, taking } = await canvasTogether(stage)
    const [lead, guest] = [leading.actor, taking.actor]
    await leading.choose('canvas.tools.note')
    await leading.tap(500, 250)
    await leading.write('Held')
    await taking.focus(/Held/)
    await leading.focus(/Held/)
    await lead.named('button', 'canvas.company.people', { count: 2 }).click()
    await lead.press('canvas.company.call')
    await guest.named('button', 'canvas.company.leave').waitFor()
    const frame = ({ actor }: CanvasPage) => actor.page.locator('.canvas-selection')
    const width = async (canvas: CanvasPage) => (await frame(canvas).boundingBox())?.width ?? 0
    const isThere = async () => Math.abs((await width(leading)) - (await width(taking))) < 1
    /** In how many steps who is led comes closer. */
    const steps = async (reducedMotion: 'reduce' | 'no-preference') => {
      await waitUntil(isThere)
      await guest.page.emulateMedia({ reducedMotion })
      await guest.page.evaluate(`(() => {
        const frame = document.querySelector('.canvas-selection')
        window.widths = new Set()
        new MutationObserver(() => window.widths.add(frame.style.width))
          .observe(frame, { attributeFilter: ['style'] })
      })()`)
      const before = await width(leading)
      await lead.press('canvas.toolbar.zoomIn')
      await waitUntil(async () => (await width(leading)) > before)
      await waitUntil(isThere)
      return guest.page.evaluate<number>('window.widths.size')
    }
    assert.isAbove(await steps('no-preference'), 4)
    assert.isAtMost(await steps('reduce'), 2)
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await Promise.all([lead.context.close(), guest.context.close()])
  })
})
