import { test } from '@japa/runner'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { inspectAll } from '#tests/support/hardening'
import { Outside } from '#tests/support/outside'

const DATA_PORTS = { postgres: 5432, valkey: 6379, nats: 4222, objects: 7070 }

test.group('The networks of the stack', (group) => {
  const stack = Stack.running()
  let outside: Outside
  group.tap((each) => each.skip(!stack, NEEDS_STACK))
  group.setup(async () => {
    if (!stack) return () => undefined
    outside = await Outside.begin()
    return () => outside.end()
  })

  /** What becomes of a connection that a process in a container opens: `connected`, or the error. */
  function connectFrom(service: string, host: string, port: number): string {
    const script = `const s = require('node:net').connect({ host: ${JSON.stringify(host)}, port: ${port}, timeout: 5000 })
      s.once('connect', () => { console.log('connected'); process.exit() })
      s.once('error', (error) => { console.log(error.code); process.exit() })
      s.once('timeout', () => { console.log('timeout'); process.exit() })`
    const container = stack!.container(service)
    return stack!.engine.docker('exec', container, '/usr/bin/node', '-e', script).trim()
  }

  test('let nobody but the gateway be reached from the host', ({ assert }) => {
    for (const { Config, HostConfig } of inspectAll(stack!.engine)) {
      const service = Config.Labels['com.docker.compose.service']
      const published = Object.keys(HostConfig.PortBindings ?? {})
      assert.sameMembers(published, service === 'gateway' ? ['8080/tcp', '8443/tcp'] : [], service)
    }
  })

  test('keep the data from the gateway', ({ assert }) => {
    for (const { Config, NetworkSettings } of inspectAll(stack!.engine)) {
      const networks = Object.keys(NetworkSettings.Networks)
      const service = Config.Labels['com.docker.compose.service'] ?? ''
      if (service === 'gateway') {
        assert.sameMembers(networks, ['belvedere_edge', 'belvedere_front'])
      }
      if (service in DATA_PORTS) assert.deepEqual(networks, ['belvedere_data'], service)
    }
    const gateway = stack!.container('gateway')
    for (const [service, port] of Object.entries(DATA_PORTS)) {
      const [data] = inspectAll(stack!.engine)
        .filter(({ Config }) => Config.Labels['com.docker.compose.service'] === service)
        .map(({ NetworkSettings }) => NetworkSettings.Networks.belvedere_data?.IPAddress)
      for (const host of [service, data]) {
        const address = `http://${host}:${port}/`
        assert.throws(
          () => stack!.engine.docker('exec', gateway, '/usr/bin/answers', address),
          /no such host|server misbehaving|timeout|unreachable/
        )
      }
    }
  })

  test('have no way out but the gateway’s', ({ assert }) => {
    for (const network of ['data', 'front']) {
      const inner = stack!.engine.docker(
        ...['network', 'inspect', '--format', '{{.Internal}}', `belvedere_${network}`]
      )
      assert.equal(inner.trim(), 'true', network)
    }
    for (const service of ['web-1', 'worker']) {
      assert.notEqual(connectFrom(service, outside.host, outside.port), 'connected', service)
      assert.match(
        connectFrom(service, 'name.example', 80),
        /^(ENOTFOUND|EAI_AGAIN|timeout)$/,
        service
      )
      assert.equal(connectFrom(service, 'postgres', 5432), 'connected', service)
    }
  })

  test('bring the gateway no answer from outside', ({ assert }) => {
    const { host, port } = outside
    const ask = () =>
      stack!.engine.docker(
        ...['exec', stack!.container('gateway'), '/usr/bin/answers', `http://${host}:${port}/`]
      )
    assert.throws(ask, /timeout|unreachable/)
  })
})
