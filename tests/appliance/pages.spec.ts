import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { root } from '#tests/services/place'

const compose = readFileSync(join(root, 'compose/compose.yaml'), 'utf8')

test.group('The pages for operators', () => {
  test('name containers of services that the Compose file declares', ({ assert }) => {
    const named = globSync(join(root, 'docs/operator/*.md')).flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\bbelvedere-([a-z]+(?:-\d)?)-1\b/g)].map(
        ([, service]) => service ?? ''
      )
    )
    assert.includeMembers(named, ['web-1', 'web-2', 'worker'])
    for (const service of named) assert.match(compose, new RegExp(`^  ${service}:`, 'm'), service)
  })

  test('tell how the appliance key is replaced where no command does it', ({ assert }) => {
    const keys = readFileSync(join(root, 'docs/operator/keys.md'), 'utf8')
    const rotate = readFileSync(join(root, 'appliance/install/commands/rotate.sh'), 'utf8')
    assert.match(rotate, /case \$1 in certificate \| services\) ;;/)
    assert.include(keys, '`belvedere rotate` does not replace it')
    assert.include(keys, '/usr/bin/node bin/console.js keys:rotate')
    // The worker has the key and the folder that the next one is written to.
    assert.match(compose, /APPLIANCE_KEY_FILE: \/run\/secrets\/appliance_key/)
    assert.match(compose, /volumes: \['home:\/var\/lib\/belvedere'\]/)
  })
})
