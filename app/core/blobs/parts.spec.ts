import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import { partsOf, piecesOf } from './parts.js'

const textsOf = async (contents: unknown[], length: number) => {
  const parts = await Array.fromAsync(partsOf(Readable.from(contents), length))
  return parts.map(String)
}

test.group('A stream in parts', () => {
  test('takes bytes alone', async ({ assert }) => {
    await assert.rejects(() => textsOf([1], 4), 'A file is made of bytes')
  })

  test('has none when nothing comes', async ({ assert }) => {
    assert.deepEqual(await textsOf([], 4), [])
    assert.deepEqual(await textsOf([Buffer.alloc(0)], 4), [])
  })

  test('has parts of the same length but for the last, however it comes', async ({ assert }) => {
    for (const pieces of [['abcdefghij'], ['ab', 'cdefghi', 'j'], 'abcdefghij'.match(/./g) ?? []]) {
      const contents = pieces.map((piece) => Buffer.from(piece))
      assert.deepEqual(await textsOf(contents, 4), ['abcd', 'efgh', 'ij'])
      assert.deepEqual(await textsOf(contents, 5), ['abcde', 'fghij'])
      assert.deepEqual(await textsOf(contents, 10), ['abcdefghij'])
      assert.deepEqual(await textsOf(contents, 11), ['abcdefghij'])
    }
  })
})

test.group('A content in pieces', () => {
  test('has pieces of a length, and a shorter one at the end', ({ assert }) => {
    assert.deepEqual([...piecesOf(Buffer.from('abcde'), 2)].map(String), ['ab', 'cd', 'e'])
    assert.deepEqual([...piecesOf(Buffer.from('abcd'), 2)].map(String), ['ab', 'cd'])
  })
})
