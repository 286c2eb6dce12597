import { test } from '@japa/runner'
import sharp from 'sharp'
import { costOf, scansOf } from './picture_cost.js'

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#335577' } })

async function cost(content: Buffer): Promise<number> {
  return costOf(content, await sharp(content).metadata()) / (40 * 30)
}

test.group('What decoding a picture costs', () => {
  test('is its pixels, ordinarily', async ({ assert }) => {
    for (const ordinary of [picture().png(), picture().webp(), picture().jpeg()]) {
      assert.equal(await cost(await ordinary.toBuffer()), 1)
    }
    assert.equal(await cost(await picture().jpeg({ progressive: true }).toBuffer()), 1)
  })

  test('is double for an interlaced PNG, for one of 16 bits, and both for both', async ({
    assert,
  }) => {
    const deep = () => picture().toColourspace('rgb16')
    assert.equal(await cost(await picture().png({ progressive: true }).toBuffer()), 2)
    assert.equal(await cost(await deep().png().toBuffer()), 2)
    assert.equal(await cost(await deep().png({ progressive: true }).toBuffer()), 4)
  })

  test('grows with the scans of a JPEG, but not with its preview', async ({ assert }) => {
    const jpeg = await picture().jpeg().toBuffer()
    assert.equal(scansOf(jpeg), 1)
    const scan = Buffer.from('ffda0008010100003f0000', 'hex')
    const scans = Array.from({ length: 100 }, () => scan)
    const long = Buffer.concat([jpeg.subarray(0, -2), ...scans, jpeg.subarray(-2)])
    assert.equal(scansOf(long), 101)
    assert.equal(await cost(long), 11)
    const size = Buffer.alloc(2)
    size.writeUInt16BE(jpeg.length + 2)
    const preview = Buffer.concat([Buffer.from('ffe1', 'hex'), size, jpeg])
    assert.equal(scansOf(Buffer.concat([jpeg.subarray(0, 2), preview, jpeg.subarray(2)])), 1)
  })
})
