import { test } from '@japa/runner'
import { indexed, tsQueryOf } from './terms.js'

test.group('Search terms', () => {
  test('asks for nothing when nothing can be looked for', ({ assert }) => {
    assert.equal(tsQueryOf('', 'en'), '')
    assert.equal(tsQueryOf(' & | ! ( ', 'en'), '')
  })

  test('never passes an operator on', ({ assert }) => {
    assert.equal(tsQueryOf("a') | !b <-> c:*", 'en'), '(a:*) & (b:*) & (c:*)')
  })

  test('looks at a bounded number of words', ({ assert }) => {
    assert.equal(tsQueryOf('word '.repeat(500), 'en').split('&').length, 12)
  })

  test('takes each word as a beginning', ({ assert }) => {
    assert.equal(tsQueryOf('Lit wind', 'en'), '(lit:*) & (wind:*)')
  })

  test('asks for a Hebrew word without its prefixes too', ({ assert }) => {
    assert.equal(tsQueryOf('הדלת', 'he'), '(הדלת:* | דלת)')
  })

  test('indexes every reading of a Hebrew word, and other words once', ({ assert }) => {
    assert.equal(indexed('וְהַדֶּלֶת פתוחה', 'he'), 'והדלת הדלת דלת פתוחה')
    assert.equal(indexed('The Door', 'en'), 'the door')
  })
})
