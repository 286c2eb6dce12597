import { test } from '@japa/runner'
import { fold, wordsOf } from './fold.js'

test.group('fold', () => {
  test('finds nothing in a text without letters', ({ assert }) => {
    assert.deepEqual(wordsOf(' … — ?! '), [])
    assert.equal(fold('()&|!:*\'"\\'), '')
  })

  test('strips niqqud and cantillation', ({ assert }) => {
    assert.equal(fold('שַׁעַר'), 'שער')
    assert.equal(fold('בְּרֵאשִׁ֖ית'), 'בראשית')
  })

  test('keeps a Hebrew abbreviation in one piece', ({ assert }) => {
    assert.equal(fold('חז״ל'), 'חזל')
    assert.equal(fold('צ׳ק'), 'צ׳ק'.replace('׳', ''))
  })

  test('separates words that a maqaf joins', ({ assert }) => {
    assert.deepEqual(wordsOf('אי־שם'), ['אי', 'שמ'])
  })

  test('writes final letters as ordinary ones', ({ assert }) => {
    assert.equal(fold('חלון'), 'חלונ')
    assert.isTrue(fold('חלונות').startsWith(fold('חלון')))
  })

  test('strips accents of every language and case', ({ assert }) => {
    assert.equal(fold('FENÊTRE Ouverte'), 'fenetre ouverte')
    assert.equal(fold('Straße, Brücke'), 'strasse brucke')
    assert.equal(fold('mañana'), 'manana')
  })
})
