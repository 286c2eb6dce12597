import { test } from '@japa/runner'
import { newJoinCode, readJoinCode } from './join_code.js'

test.group('A join code', () => {
  test('is not read from what cannot be one', ({ assert }) => {
    for (const typed of ['', 'ABC', 'ABCDEFG', 'ABC0EF', 'ABCIEF', 'אבגדהו', "'; --"]) {
      assert.isNull(readJoinCode(typed))
    }
  })

  test('is read however it was typed', ({ assert }) => {
    for (const typed of ['K7M2QX', 'k7m2qx', 'K7M 2QX', 'k7m-2qx', ' K7M–2QX ']) {
      assert.equal(readJoinCode(typed), 'K7M2QX')
    }
  })

  test('is always readable as itself', ({ assert }) => {
    for (let count = 0; count < 500; count++) {
      const code = newJoinCode()
      assert.equal(readJoinCode(code), code)
      assert.match(code, /^[2-9A-HJ-NP-Z]{6}$/)
    }
  })
})
