import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { root } from '#tests/services/place'
import { GROUP, IMAGES, SLOTS } from './definitions.js'
import { SOURCES } from './place.js'

const compose = readFileSync(join(root, 'compose', 'compose.yaml'), 'utf8')

test.group('The images', () => {
  for (const { name, uid, folders } of IMAGES) {
    const containerfile = readFileSync(join(SOURCES, name, 'Containerfile'), 'utf8')

    test(`${name} is run by its own user, in the image and in the stack`, ({ assert }) => {
      assert.include(containerfile, `\nUSER ${uid}:${GROUP}\n`)
      assert.isAbove(uid, GROUP)
      const [, after = ''] = compose.split(`image: \${IMAGE_${name.toUpperCase()}:?}`)
      assert.match(after, new RegExp(`^\\s*user: '${uid}:${GROUP}'`))
    })

    test(`${name} is started without a shell, from a base of its own`, ({ assert }) => {
      assert.match(containerfile, new RegExp(`^FROM belvedere/base-${name}$`, 'm'))
      assert.match(containerfile, /^ENTRYPOINT \["\//m)
      assert.notMatch(containerfile, /^(RUN|ADD|(CMD|ENTRYPOINT|SHELL) (?!\[))/m)
    })

    test(`${name} writes to its volume alone`, ({ assert }) => {
      const [, volume] = /^VOLUME \/(.*)$/m.exec(containerfile) ?? []
      assert.equal(volume, folders[0])
    })
  }

  test('have users that are nobody else, but for who keeps the objects', ({ assert }) => {
    const others = IMAGES.filter(({ name }) => name !== 'keeper')
    assert.equal(new Set(others.map(({ uid }) => uid)).size, others.length)
    const uidOf = (name: string) => IMAGES.find((image) => image.name === name)?.uid
    assert.equal(uidOf('keeper'), uidOf('objects'))
  })
})

test.group('The Compose file', () => {
  test('takes nothing of the engine and nothing from the internet', ({ assert }) => {
    assert.notMatch(compose, /docker\.sock|privileged|network_mode|cap_add|unconfined/)
    const images = [...compose.matchAll(/^ *image: (.*)$/gm)].map(([, image = '']) => image)
    const slots = SLOTS.map((name) => `\${IMAGE_${name.toUpperCase()}:-not-carried}`)
    for (const image of images)
      if (!slots.includes(image)) assert.match(image, /^\$\{IMAGE_[A-Z]+:\?\}$/)
    assert.includeMembers(images, slots)
    assert.notMatch(compose, /build:|pull_policy: (?!never)/)
  })
})
