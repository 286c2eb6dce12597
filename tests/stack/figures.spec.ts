import { test } from '@japa/runner'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { builtImages, readBill } from '#tests/support/images'

/** The most that the core stack may use while nobody is there. Bytes. */
const IDLE_MEMORY = 2.5e9
/** The most that the image of the product may take. Bytes. */
const LARGEST_PRODUCT = 450e6

const UNITS: Record<string, number> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

function bytes(text: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)(\w+)/.exec(text) ?? []
  return Number(number) * (UNITS[unit] ?? Number.NaN)
}

test.group('What the stack takes', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK))

  test('is memory within its figure while nobody is there', ({ assert }) => {
    const lines = stack!.engine
      .docker('stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}')
      .trim()
      .split('\n')
    const total = lines.reduce((sum, line) => sum + bytes(line.split(' ')[1] ?? ''), 0)
    console.log(`${lines.join('\n')}\ncore stack, idle: ${Math.round(total / 1e6)} MB`)
    assert.isAtMost(total, IDLE_MEMORY)
  })

  test('is images of a known size and known parts', ({ assert }) => {
    const images = builtImages()
    for (const image of images) {
      const bill = readBill(image)
      const megabytes = Math.round(image.unpackedBytes / 1e6)
      console.log(
        `${image.image}: ${megabytes} MB, ${bill.components.length} parts, ${image.digest}`
      )
      assert.equal(bill.bomFormat, 'CycloneDX')
      assert.equal(bill.specVersion, '1.5')
      assert.match(
        bill.serialNumber,
        /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/
      )
      assert.isNotEmpty(bill.components)
      const names = new Set(bill.components.map((part) => part['bom-ref']))
      assert.equal(names.size, bill.components.length, 'every part once')
      for (const part of bill.components) {
        assert.match(part.purl, /^pkg:(deb|npm|golang|generic)\/.+@.+/)
        assert.isNotEmpty(part.version, part.name)
      }
      const digest = stack!.engine.docker('image', 'inspect', '--format', '{{.Id}}', image.image)
      assert.equal(digest.trim(), image.digest)
    }
    const product = images.find(({ name }) => name === 'belvedere')
    assert.isAtMost(product?.unpackedBytes ?? Infinity, LARGEST_PRODUCT)
  })

  test('has a shell in no image but the one that PostgreSQL needs it in', ({ assert }) => {
    for (const { name, image } of builtImages()) {
      const start = () =>
        stack!.engine.docker(
          'run',
          '--rm',
          '--network',
          'none',
          '--entrypoint',
          '/bin/sh',
          image,
          '-c',
          'true'
        )
      if (name === 'postgres') assert.doesNotThrow(start)
      else assert.throws(start, /no such file|not found/)
    }
  })
})
