import { test } from '@japa/runner'
import { safePath } from './safe_path.js'

test.group('The way on after signing in', () => {
  test('never leads to another site', ({ assert }) => {
    const bad = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      'javascript:alert(1)',
      '/./\\evil.example',
      ' //evil.example',
      'evil.example',
      undefined,
      ['//evil.example'],
      '',
    ]
    for (const next of bad) assert.equal(safePath(next, '/'), '/', String(next))
    assert.equal(safePath('/.//evil.example', '/').startsWith('//'), false)
    assert.equal(safePath('/x/..//evil.example', '/').startsWith('//'), false)
  })

  test('keeps a path of this site with its query', ({ assert }) => {
    assert.equal(safePath('/sessions/7?tab=people#top', '/'), '/sessions/7?tab=people#top')
  })
})
