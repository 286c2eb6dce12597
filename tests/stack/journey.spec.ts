import { createSocket } from 'node:dgram'
import { test } from '@japa/runner'
import { Journey } from '#tests/support/journey'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { openTrustingBrowser } from '#tests/support/trusting_browser'
import { packetsSentOut } from '#tests/support/uplink'

/** An address kept for documentation (RFC 5737): nobody is there. */
const NOBODY = '198.51.100.1'
const SECRET = 'What I have not told anybody yet: the bridge is me.'

/** Sends one packet, past the containers. */
async function sendTo(address: string): Promise<void> {
  const socket = createSocket('udp4')
  await new Promise<void>((sent, failed) => {
    socket.send('x', 9, address, (error) => (error ? failed(error) : sent()))
  })
  socket.close()
}

test.group('An appliance of containers', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK).timeout(300_000))

  test('is set up by a link that is in no log, and that is replaced by the next', async ({
    assert,
  }) => {
    const first = stack!.command(['setup:link']).trim()
    const second = stack!.command(['setup:link']).trim()
    assert.isTrue(second.startsWith(`${stack!.url}/setup/`))
    assert.equal((await fetch(first)).status, 404)
    assert.equal((await fetch(second)).status, 200)
    const logs = stack!.compose(['logs', '--no-color'])
    for (const link of [first, second]) {
      assert.notInclude(logs, link.slice(link.lastIndexOf('/') + 1))
    }
  })

  test('gives no link any more once there is an organisation', ({ assert }) => {
    stack!.command(['prepare'], { DEMO: '1' })
    assert.throws(() => stack!.command(['setup:link']), /organisation already/)
  })

  test('carries a session from sign-in to its end over TLS, and sends nothing out', async ({
    assert,
    cleanup,
  }) => {
    const before = packetsSentOut()
    const browser = await openTrustingBrowser(stack!.certificate)
    cleanup(() => browser.close())
    const journey = await Journey.begin(browser, stack!)
    cleanup(() => journey.close())
    await journey.goThrough(SECRET)
    for (const { complaints, outside } of journey.all) {
      assert.deepEqual(complaints, [])
      assert.deepEqual(outside, [])
    }
    assert.equal(packetsSentOut(), before, 'packets sent out')
    // What is sent all the same would have been counted.
    await sendTo(NOBODY)
    assert.isAbove(packetsSentOut(), before)
  })
})
