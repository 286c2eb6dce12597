import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { settled } from '#tests/support/browser'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

/** As much as anything on the page may jump, by the browser's own measure. */
const MOST_SHIFT = 0.01
const BIGGEST_ROW = 5
/** Of the decks that come with the appliance. */
const [CARDS, PICTURES_OF_CARDS] = [96, 72]

/** What shifted since the page was opened, added up. */
const shiftOf = (page: Page) =>
  page.evaluate<number>(
    `new Promise((resolve) => {
      let sum = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)))
    })`
  )

/** The pictures that the page has fetched larger than it shows them, until a card is looked at. */
const tooLarge = (page: Page) =>
  page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name)
      .filter((name) => /-(800|1600)\\.webp/.test(name))`
  )

interface Picture {
  loading: string
  priority: string
  srcset: string
  sizes: string
}

const picturesOf = (page: Page) =>
  page.evaluate<Picture[]>(
    `[...document.querySelectorAll('main img.photo')].map((image) => ({
      loading: image.loading, priority: image.fetchPriority,
      srcset: image.srcset, sizes: image.sizes }))`
  )

test.group('The library page', (group) => {
  const stage = Stage.for(group)

  for (const look of LOOKS) {
    const name = nameOfLook(look)
    test(`shows every card without anything jumping, the first row first (${name})`, async ({
      assert,
    }) => {
      const actor = await stage.enter('facilitator', look)
      const { page } = actor
      await actor.goto('/library')
      await settled(page)
      await page.screenshot({ path: pictureFile(`library-top-${name}`) })
      // To the end, which moves on as long as cards come.
      for (let there = 16; there < CARDS; there += 16) {
        await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)')
        const last = Math.min(there + 16, CARDS) - 1
        await page.locator('main .cards li').nth(last).waitFor({ state: 'attached' })
      }
      await page.evaluate('document.fonts.ready.then(() => undefined)')
      assert.isBelow(await shiftOf(page), MOST_SHIFT)

      const pictures = await picturesOf(page)
      assert.lengthOf(pictures, PICTURES_OF_CARDS)
      assert.isTrue(pictures.slice(0, BIGGEST_ROW).every(({ priority }) => priority === 'high'))
      for (const { loading, priority, srcset, sizes } of pictures.slice(BIGGEST_ROW)) {
        assert.deepEqual([loading, priority], ['lazy', 'auto'])
        assert.match(srcset, / 400w, .* 800w, .* 1600w$/)
        assert.isNotEmpty(sizes)
      }
      await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)')
      await settled(page)
      await page.screenshot({ path: pictureFile(`library-end-${name}`) })
      assert.deepEqual(await tooLarge(page), [])
      await page.locator('main .cards li a:has(img.photo)').last().click()
      await page.locator('dialog[open] img.photo').waitFor()
      assert.deepEqual(actor.complaints, [])
      assert.deepEqual(actor.outside, [])
      await page.context().close()
    })
  }
})
