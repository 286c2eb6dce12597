import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { orderOf, printedCanvas, WORDS } from '#tests/support/canvas_pdf'
import { bounds, ownBox } from '../bounds.js'
import type { Element, NoteElement, Placement } from '../element.js'
import { drawPdf } from './draw_pdf.js'
import { pagesOf, type Printed } from './pages.js'
import { unprintedIn } from './unprinted.js'

async function textOf(elements: Element[], rtl = false): Promise<string[]> {
  const pdf = await getDocumentProxy(await drawPdf(orderOf(elements, rtl)))
  const { text } = await extractText(pdf, { mergePages: false })
  return text
}

const codes = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

const noteAt = (id: string, at: Placement): NoteElement => ({
  ...{ id, at, kind: 'note', author: 'somebody', group: null, locked: false, order: 5 },
  ...{ text: '', colour: 'amber' },
})

const measured = (elements: readonly Element[]): Printed[] =>
  elements.map((element) => ({ element, own: ownBox(element), box: bounds(element) }))

/** A text when lines, spaces and the kind of spaces do not count. */
const bare = (text: string) => text.replace(/[\s\u00A0\u202F\u2066-\u2069]+/gu, '')

test.group('The PDF of a canvas', () => {
  test('has the words of all five languages in the order of reading', async () => {
    const pages = await textOf(printedCanvas())
    for (const words of Object.values(WORDS)) {
      assert.ok(bare(pages[0] ?? '').includes(bare(words)), `${words}\n${pages[0]}`)
    }
  })

  test('sets a line of Hebrew from the right, its question mark last', async () => {
    const hebrew = printedCanvas().filter(({ id }) => id === 'w1')
    const pdf = await getDocumentProxy(await drawPdf(orderOf(hebrew)))
    const { items } = await (await pdf.getPage(1)).getTextContent()
    const places = items.flatMap((item) =>
      'str' in item && item.str.trim() !== '' ? [Number(item.transform[4])] : []
    )
    assert.ok(places.length > 5)
    assert.deepEqual(
      places,
      [...places].sort((one, other) => other - one)
    )
  })

  test('has a page for each frame, in the order of reading', async () => {
    const elements = printedCanvas()
    const [first, second, ...more] = await textOf(elements)
    assert.deepEqual(more, [])
    assert.ok(first?.includes('First frame') && bare(second ?? '').includes(bare(WORDS.fr)))
    const [right] = await textOf(elements, true)
    assert.ok(bare(right ?? '').includes('מסגרתשנייה'))
  })

  test('has a first page with all where something lies in no frame', async () => {
    const [outside] = printedCanvas().filter(({ id }) => id === 'n1')
    assert.ok(outside)
    const loose: Element = { ...outside, id: 'loose', at: [500, 900, 0, 1] }
    const pages = await textOf([...printedCanvas(), loose])
    assert.equal(pages.length, 3)
    assert.ok(pages[0]?.includes('First frame') && bare(pages[0]).includes('מסגרתשנייה'))
  })

  test('has what lies across the edge of a frame whole, on a page that grows for it', ({
    assert: check,
  }) => {
    const frames = printedCanvas().filter(({ kind }) => kind === 'frame')
    const across = noteAt('across', [420, 0, 0, 1])
    const [first, second, ...more] = pagesOf(measured([...frames, across]), false)
    check.deepEqual(more, [])
    check.isAtLeast(first?.box.maxX ?? 0, 520)
    check.isTrue(first?.elements.some(({ element }) => element.id === 'across'))
    check.isFalse(second?.elements.some(({ element }) => element.id === 'across'))
    // In the coordinates of a frame that is turned, too.
    const turned = frames.map((frame): Element => ({ ...frame, at: [0, 0, 90, 1] })).slice(0, 1)
    const [page] = pagesOf(measured([...turned, noteAt('below', [0, 420, 0, 1])]), false)
    check.isAtLeast(page?.box.maxX ?? 0, 520)
  })

  test('stays with the frame where something leads far away, which a page with all shows', ({
    assert: check,
  }) => {
    const frames = printedCanvas().filter(({ kind }) => kind === 'frame')
    const far = noteAt('far', [430, 0, 0, 20])
    const [whole, first, second] = pagesOf(measured([...frames, far]), false)
    check.isNull(whole?.frame)
    check.isAtLeast(whole?.box.maxX ?? 0, 2430)
    check.isAtMost(first?.box.maxX ?? Infinity, 430)
    check.isTrue(first?.elements.some(({ element }) => element.id === 'far'))
    check.isTrue(second?.elements.some(({ element }) => element.id === 'far'))
  })

  test('names the letters that it has no font for, and no others', ({ assert: check }) => {
    check.equal(unprintedIn(printedCanvas()), '')
    const signs = '© ® ™ “€” 12 #* ½ → é ő שׁ'
    check.equal(unprintedIn([{ ...noteAt('n', [0, 0, 0, 1]), text: signs }]), '')
    const other = { ...noteAt('n', [0, 0, 0, 1]), text: 'Да, α да 漢 سلام 🙂' }
    check.equal(unprintedIn([other]), 'Даαд漢سلام🙂')
    check.lengthOf(
      unprintedIn([{ ...other, text: String.fromCodePoint(...codes(0x4e00, 500)) }]),
      24
    )
  })

  test('has one page without frames, and one when there is nothing', async () => {
    const withoutFrames = printedCanvas().filter(({ kind }) => kind !== 'frame')
    assert.equal((await textOf(withoutFrames)).length, 1)
    assert.deepEqual(await textOf([]), [''])
  })

  test('shows no hidden sign that turns words, wherever it stands', async () => {
    const [text] = await textOf(
      printedCanvas().map((each) => ('text' in each ? { ...each, text: 'ab\u202Ecd' } : each))
    )
    assert.ok(text?.includes('abcd'))
  })

  test('says its language and its title', async () => {
    const { info } = await getMeta(await getDocumentProxy(await drawPdf(orderOf([]))))
    assert.equal(info['Title'], 'Canvas')
    assert.equal(info['Language'], 'en')
  })
})
