import { randomBytes } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import { clamav } from '#core/blobs/scanner'
import { Refusal } from '#core/errors/refusal'
import { needs, service } from '#tests/services/running'
import { zipOf } from '#tests/support/zip'

const MIB = 1024 ** 2
/** Harmless by itself, and known to every scanner as a test. In two pieces, lest one finds it here. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('-')
)

/** The code with which a content is refused; null when it is taken. */
async function refusalOf(address: string, content: Buffer, patience?: number) {
  const pieces = Array.from({ length: Math.ceil(content.length / 65_536) }, (_each, index) =>
    content.subarray(index * 65_536, (index + 1) * 65_536)
  )
  try {
    await clamav(address, patience).scan(Readable.from(pieces))
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

test.group('The scanner ClamAV', (group) => {
  const real = service('clamav')
  const address = () => real?.settings.CLAMAV_URL ?? ''
  group.tap((each) => each.skip(!real, needs('clamav')))

  test('finds what is harmful, also inside a zip', async ({ assert }) => {
    assert.equal(await refusalOf(address(), EICAR), 'core.fileInfected')
    const zip = zipOf([
      { name: 'deck.json', content: '{}' },
      { name: 'pictures/kite.jpg', content: EICAR },
    ])
    assert.equal(await refusalOf(address(), zip), 'core.fileInfected')
  })

  test('refuses what is too large for it, as a whole or inside', async ({ assert }) => {
    assert.equal(await refusalOf(address(), randomBytes(41 * MIB)), 'core.fileNotScannable')
    assert.equal(await refusalOf(address(), randomBytes(31 * MIB)), 'core.fileNotScannable')
  })

  test('lets through what is harmless', async ({ assert }) => {
    assert.isTrue(await clamav(address()).isThere())
    for (const size of [0, 1, 65_536, 5 * MIB]) {
      assert.isNull(await refusalOf(address(), randomBytes(size)))
    }
  })

  test('that went away is missed, and asked again when it is back', async ({ assert }) => {
    await real!.kill()
    assert.isFalse(await clamav(address()).isThere())
    assert.equal(await refusalOf(address(), Buffer.from('x')), 'core.scannerAway')
    await real!.restart()
    assert.isNull(await refusalOf(address(), Buffer.from('x')))
  })
})

/** Stands in for a daemon that fails in ways that the real one cannot be made to fail. */
test.group('A scanner that fails', (group) => {
  let react: (socket: Socket, said: Buffer) => void
  let address: string

  group.setup(async () => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', (said) => react(socket, said))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const to = server.address()
    address = `tcp://127.0.0.1:${typeof to === 'object' ? to?.port : 0}`
    return () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  })

  test('lets nothing through, whatever it says', async ({ assert }) => {
    for (const answer of [
      'stream: OK',
      'stream: Okay\0',
      'OK\0',
      '\0',
      'COMMAND READ TIMED OUT\0',
      "stream: Can't allocate memory ERROR\0",
      'x'.repeat(5000),
    ]) {
      react = (socket, said) => {
        if (said.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer)
      }
      assert.equal(await refusalOf(address, Buffer.from('x')), 'core.scannerAway', answer)
    }
  })

  test('lets nothing through of which it has not seen the end', async ({ assert }) => {
    react = (socket) => {
      socket.write('stream: OK\0')
      socket.destroySoon()
    }
    assert.equal(await refusalOf(address, randomBytes(40 * MIB)), 'core.scannerAway')
  })

  test('is given up when it says nothing', async ({ assert }) => {
    react = () => undefined
    assert.equal(await refusalOf(address, Buffer.from('x'), 50), 'core.scannerAway')
  })

  test('is missed when nothing listens', async ({ assert }) => {
    for (const nowhere of [
      'tcp://127.0.0.1:1',
      'tcp://scanner.invalid:3310',
      'unix:///none/clamd',
    ]) {
      assert.equal(await refusalOf(nowhere, Buffer.from('x')), 'core.scannerAway')
    }
  })
})
