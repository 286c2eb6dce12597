import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { Doc } from 'yjs'
import { LOCALES, type Locale } from '#config/locales'
import { lettersMeasure } from '#tests/support/letters'
import { bounds, ownBox, TEXT_SIZE, type Box } from '../bounds.js'
import { readElements } from '../document.js'
import { fittedWords } from '../drawing/word_lines.js'
import { isWritten, type Element } from '../element.js'
import { hasRoomFor, insertElements } from '../exchange/insert.js'
import { readImport } from '../exchange/read_import.js'
import { writeCanvasFile } from '../exchange/canvas_file.js'
import { layOut } from '../text_layout.js'
import { layTemplate, PLACE } from './lay_template.js'
import { PHASES, type Template } from './template.js'

const FOLDER = new URL('../../../resources/canvas_templates/', import.meta.url)
/** The least letters of words in a figure, in canvas units: as large as those of texts. */
const LEAST_LETTERS = 19
/** How far from the frame's edge everything lies. Canvas units. */
const MARGIN = 12

const read = (name: string): Template => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
const templates = readdirSync(FOLDER).map((name) => ({ name, template: read(name) }))
const measure = lettersMeasure()

/** What is wrong with a template in one language. */
function faults(template: Template, locale: Locale): string[] {
  const elements = layTemplate(template, locale).map((carried): Element => ({
    ...carried,
    author: '',
  }))
  const [frame, ...inside] = elements
  if (frame?.kind !== 'frame') return ['There is no frame']
  const room = bounds({ ...frame, text: '' }, around(frame.size))
  const shown = inside.map((element) => ({ element, box: bounds(element, measured(element)) }))
  return [
    ...shown.flatMap(({ element, box }) =>
      isWithin(box, room) ? [] : [`${nameOf(element)} leaves the frame`]
    ),
    ...elements.flatMap((element) => (isWritten(element) ? wordFaults(element) : [])),
    ...shown.flatMap((one, i) =>
      shown
        .slice(i + 1)
        .filter((other) => isCrowded(one.element, other.element) && overlap(one.box, other.box))
        .map((other) => `${nameOf(one.element)} lies on ${nameOf(other.element)}`)
    ),
  ]
}

function around([width, height]: readonly [number, number]): Box {
  return { minX: -width / 2, minY: -height / 2, maxX: width / 2, maxY: height / 2 }
}

function measured(element: Element): Box {
  if (element.kind !== 'text') return ownBox(element)
  const lines = layOut(element.text, element.width, measure)
  const box = ownBox(element, lines.length)
  // As wide as its words, from the side at which they begin.
  const width = Math.max(...lines.map(({ text }) => measure(text)))
  return lines[0]?.rtl ? { ...box, minX: box.maxX - width } : { ...box, maxX: box.minX + width }
}

function wordFaults(element: Extract<Element, { text: string }>): string[] {
  if (element.text === '') return []
  const { box, fitted } = fittedWords(element, measure)
  const widest = Math.max(...element.text.split(/\s+/u).map(measure)) * (fitted.size / TEXT_SIZE)
  const height = fitted.lines.length * fitted.line
  return [
    ...(widest > box.width ? [`${nameOf(element)} has a word that is too long`] : []),
    ...(box.height !== null && height > box.height ? [`${nameOf(element)} is cut`] : []),
    ...(fitted.size < LEAST_LETTERS ? [`${nameOf(element)} is too small to read`] : []),
  ]
}

/** Figures may lie behind what is laid on them; words and paper keep apart. */
function isCrowded(one: Element, other: Element): boolean {
  const isPaper = ({ kind }: Element) => kind === 'text' || kind === 'note' || kind === 'stamp'
  const isPlace = (each: Element) => each.kind === 'shape' && each.size === PLACE
  const keepsApart = (each: Element) => isPaper(each) || isPlace(each)
  const isLabel = (each: Element) => each.kind === 'shape' && each.text !== ''
  return (
    (keepsApart(one) && keepsApart(other)) ||
    (isLabel(one) && isLabel(other)) ||
    (isPaper(one) && isLabel(other)) ||
    (isLabel(one) && isPaper(other))
  )
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.minX < other.maxX && other.minX < one.maxX && one.minY < other.maxY && other.minY < one.maxY
  )
}

function isWithin(box: Box, room: Box): boolean {
  return (
    box.minX >= room.minX + MARGIN &&
    box.maxX <= room.maxX - MARGIN &&
    box.minY >= room.minY + MARGIN &&
    box.maxY <= room.maxY - MARGIN
  )
}

const nameOf = (element: Element) =>
  isWritten(element) && element.text !== '' ? `“${element.text}”` : `${element.kind} ${element.id}`

test.group('Templates of exercises', () => {
  test('are at least twenty, in every phase', () => {
    assert.ok(templates.length >= 20)
    assert.deepEqual(
      [...new Set(templates.map(({ template }) => template.phase))].sort(),
      [...PHASES].sort()
    )
  })

  for (const { name, template } of templates) {
    test(`${name} has the same words in every language, and uses each`, () => {
      const used = template.parts.flatMap((part) =>
        'words' in part && part.words !== undefined ? [part.words] : []
      )
      const expected = [...new Set(used)].sort()
      const [from, to] = template.minutes
      assert.ok(from > 0 && from < to)
      for (const locale of LOCALES) {
        const { name: title, about, texts } = template.words[locale]
        assert.deepEqual(Object.keys(texts).sort(), expected, locale)
        for (const text of [title, about, ...Object.values(texts)]) {
          assert.equal(text, text.trim())
          assert.notEqual(text, '')
          assert.equal(/\p{Script=Hebrew}/u.test(text), locale === 'he', text)
        }
      }
    })

    test(`${name} stands in its frame, with words that fit and nothing on another`, () => {
      const found = LOCALES.flatMap((locale) =>
        faults(template, locale).map((fault) => `${locale}: ${fault}`)
      )
      assert.deepEqual(found, [])
    })

    test(`${name} can be laid on a canvas, as it would be read from a file`, () => {
      const carried = layTemplate(template, 'he')
      const doc = new Doc()
      assert.ok(hasRoomFor(doc, carried))
      const ids = insertElements(doc, carried, { dx: 0, dy: 0, author: 'somebody' })
      assert.equal(ids.length, carried.length)
      const laid = readElements(doc)
      assert.equal(laid.length, carried.length)
      const file = readImport(writeCanvasFile(laid))
      assert.ok('elements' in file)
      assert.equal(file.elements.length, carried.length)
    })
  }

  test('are mirrored for languages that are written from right to left', () => {
    const template = read('crossroads.json')
    const [one, other] = [layTemplate(template, 'en'), layTemplate(template, 'he')]
    one.forEach((element, i) => {
      assert.equal(
        Object.is(other[i]?.at[0], -0) ? 0 : other[i]?.at[0],
        element.at[0] === 0 ? 0 : -element.at[0]
      )
      assert.equal(other[i]?.at[1], element.at[1])
    })
  })

  test('lock all but what people write on, as one group', () => {
    for (const { template } of templates) {
      for (const element of layTemplate(template, 'en')) {
        const isFree = element.kind === 'note' || element.kind === 'stamp'
        assert.equal(element.locked, !isFree)
        assert.equal(element.group === null, isFree)
      }
    }
  })
})
