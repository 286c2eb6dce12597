import { test } from '@japa/runner'
import { setApart } from '#config/locales'

test.group('A text inside a sentence', () => {
  test('is as it was when it runs the same way', ({ assert }) => {
    assert.equal(setApart('Our check-in', 'en'), 'Our check-in')
    assert.equal(setApart('הפגישה שלנו', 'he'), 'הפגישה שלנו')
    assert.equal(setApart('12:30', 'he'), '12:30')
  })

  test('is set apart when it runs the other way', ({ assert }) => {
    assert.equal(setApart('Our check-in', 'he'), '\u2068Our check-in\u2069')
    assert.equal(setApart('הפגישה שלנו', 'de'), '\u2068הפגישה שלנו\u2069')
  })

  test('is set apart only once', ({ assert }) => {
    const list = ['English', 'Deutsch'].map((each) => setApart(each, 'he')).join(', ')
    assert.equal(setApart(list, 'he'), list)
  })
})
