import { test } from '@japa/runner'
import { Appliance } from '#tests/support/appliance'

/** So long the gateway keeps a connection to a process that is asked nothing. Seconds. */
const GATEWAYS = 120

test.group('A connection that is idle', () => {
  test('is not closed before the gateway closes it', async ({ assert, cleanup }) => {
    const appliance = await Appliance.start({ environment: { DEMO: '0' } })
    cleanup(() => appliance.dispose())
    const { headers } = await fetch(`${appliance.url}/health/live`)
    const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? []
    assert.isAbove(Number(seconds), GATEWAYS)
  })
})
