import { test } from '@japa/runner'
import { contrast, inkOn, INKS, themeGround } from './colours.js'

test.group('Colours of cards of words alone', () => {
  test('carry their letters with at least 4.5 : 1 on every theme', ({ assert }) => {
    for (let place = 0; place < 12; place++) {
      const ground = themeGround(place)
      assert.isAtLeast(contrast(INKS[inkOn(ground)], ground), 4.5, ground)
    }
  })

  test('carry large letters on any colour that a deck may name', ({ assert }) => {
    for (let grey = 0; grey < 256; grey++) {
      const ground = `#${grey.toString(16).padStart(2, '0').repeat(3)}`
      assert.isAtLeast(contrast(INKS[inkOn(ground)], ground), 3, ground)
    }
  })

  test('are as WCAG measures them', ({ assert }) => {
    assert.closeTo(contrast('#000000', '#ffffff'), 21, 0.001)
    assert.closeTo(contrast('#777777', '#ffffff'), 4.48, 0.01)
  })
})
