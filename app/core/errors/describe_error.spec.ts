import { test } from '@japa/runner'
import { codeOf, framesOf, kindOf } from './describe_error.js'

const WORDS = 'The tide took the old pier'

test.group('What is told of an error', () => {
  test('is no word of its message, not even one that looks like a place', ({ assert }) => {
    const error = new RangeError(`first\n    at ${WORDS} (/srv/app/diary.js:1:2)\n${WORDS}`)
    const told = JSON.stringify([kindOf(error), framesOf(error, 50)])
    assert.notInclude(told, WORDS)
    assert.isAbove(framesOf(error, 50).length, 1)
  })

  test('is no place when its message was changed', ({ assert }) => {
    const error = new Error(`    at ${WORDS} (/srv/app/diary.js:1:2)`)
    // The stack is written when it is first read.
    assert.include(error.stack, WORDS)
    error.message = 'something else'
    assert.deepEqual(framesOf(error, 50), [])
  })

  test('is no code that is a sentence', ({ assert }) => {
    assert.isUndefined(codeOf(Object.assign(new Error('x'), { code: WORDS })))
  })

  test('is its kind alone when it is none', ({ assert }) => {
    assert.equal(kindOf(WORDS), 'string')
    assert.deepEqual(framesOf(WORDS, 5), [])
  })

  test('is its name, its code and where it came from', ({ assert }) => {
    const error = Object.assign(new RangeError(WORDS), { code: '23505' })
    assert.equal(kindOf(error), 'RangeError 23505')
    const [frame] = framesOf(error, 5)
    assert.match(frame?.file ?? '', /describe_error\.spec\.ts$/)
    assert.isAbove(frame?.line ?? 0, 0)
  })

  test('is its places without a message too', ({ assert }) => {
    assert.isAbove(framesOf(new Error(), 5).length, 0)
  })
})
