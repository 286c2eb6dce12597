import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { fitText } from './text_box.js'

/** Letters ten units wide each, lines broken at spaces. */
const widest = (text: string) => Math.max(...text.split(' ').map((word) => word.length * 10))
function layOut(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    const longer = line === undefined ? word : `${line} ${word}`
    if (line === undefined || longer.length * 10 > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
const room = { width: 172, height: 172 }
const fit = (text: string, at = room) => fitText(text, at, layOut, widest)

test.group('words that fit themselves in', () => {
  test('leave out what does not fit in the smallest letters', () => {
    const { lines, line, size } = fit('word '.repeat(1_000))
    assert.equal(size, 10)
    assert.ok(lines.length >= 1 && lines.length * line <= room.height)
  })

  test('have a line at least, in however little room', () => {
    assert.equal(fit('a b c d', { width: 1, height: 1 }).lines.length, 1)
  })

  test('are large while they are few, and smaller the more they are', () => {
    const sizes = [1, 8, 20, 60, 120].map((count) => fit('word '.repeat(count).trim()).size)
    assert.equal(sizes[0], 44)
    assert.deepEqual(
      [...sizes].sort((a, b) => b - a),
      sizes
    )
    assert.ok(new Set(sizes).size >= 4)
  })

  test('take letters in which no word is broken', () => {
    const { size } = fit('Selbstverständlichkeit')
    assert.ok(size < 22 && (22 * 10 * size) / 22 <= room.width)
  })

  test('of a text are of one size, and as many lines as they need', () => {
    const { size, lines } = fitText('a '.repeat(500), { width: 60, height: null }, layOut, widest)
    assert.equal(size, 22)
    assert.ok(lines.length > 100)
  })
})
