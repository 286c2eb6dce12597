import { test } from '@japa/runner'
import { describeBrowser } from './describe_browser.js'

test.group('The description of a browser', () => {
  test('repeats nothing that the browser says of itself beyond known names', ({ assert }) => {
    assert.equal(describeBrowser('<script>alert(1)</script>'), '')
    assert.equal(describeBrowser('curl/8.0'), '')
  })

  test('names browser and system', ({ assert }) => {
    assert.equal(
      describeBrowser('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'),
      'Firefox · Linux'
    )
    assert.equal(
      describeBrowser(
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'
      ),
      'Edge · Windows'
    )
    assert.equal(
      describeBrowser(
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1'
      ),
      'Safari · iPhone'
    )
  })
})
