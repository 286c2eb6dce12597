import { request } from 'node:https'
import { connect, rootCertificates } from 'node:tls'
import { test } from '@japa/runner'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { STACK_HOST } from '#tests/support/stack_files'

/** How a TLS connection to the gateway ends: the protocol that was agreed upon, or the error. */
function handshake(options: { ca?: string; maxVersion?: 'TLSv1.1'; minVersion?: 'TLSv1' }) {
  return new Promise<string>((resolve) => {
    const socket = connect({ host: 'localhost', port: 8443, servername: 'localhost', ...options })
    socket.once('secureConnect', () => {
      resolve(socket.getProtocol() ?? 'none')
      socket.destroy()
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}

test.group('The gateway of the stack', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK))

  /** Status of an answer to a request that `fetch` would not make. */
  function statusOf(headers: Record<string, string>, method = 'GET'): Promise<number> {
    const { url, authority } = stack!
    return new Promise((resolve, reject) => {
      const asked = request(`${url}/sign-in`, {
        method,
        ca: authority,
        headers,
        servername: STACK_HOST,
      })
      asked.once('response', (response) => {
        resolve(response.statusCode ?? 0)
        asked.destroy()
      })
      asked.once('error', reject)
      asked.flushHeaders()
    })
  }

  test('shows a certificate that only its authority vouches for', async ({ assert }) => {
    assert.match(await handshake({ ca: rootCertificates[0] }), /^UNABLE_TO/)
    assert.equal(await handshake({ ca: stack!.authority }), 'TLSv1.3')
  })

  test('speaks no TLS before 1.2', async ({ assert }) => {
    const old = await handshake({
      ca: stack!.authority,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
    })
    assert.notMatch(old, /^TLSv/)
  })

  test('answers for no other host', async ({ assert }) => {
    assert.equal(await statusOf({ host: 'elsewhere.example' }), 421)
  })

  test('takes no body beyond its limit', async ({ assert }) => {
    assert.equal(await statusOf({ 'content-length': String(211e6) }, 'POST'), 413)
  })

  test('takes no endless headers', async ({ assert }) => {
    assert.equal(await statusOf({ 'x-long': 'x'.repeat(70_000) }), 431)
  })

  test('leads from HTTP to HTTPS, and says nothing else without TLS', async ({ assert }) => {
    const response = await fetch(`${stack!.plainUrl}/library?q=1`, { redirect: 'manual' })
    assert.equal(response.status, 301)
    assert.equal(response.headers.get('location'), `${stack!.url}/library?q=1`)
    assert.equal(await response.text(), '')
  })

  test('passes on a page with every header that protects it', async ({ assert }) => {
    const { headers, status } = await fetch(`${stack!.url}/sign-in`)
    assert.equal(status, 200)
    assert.equal(headers.get('strict-transport-security'), 'max-age=31536000')
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.isNull(headers.get('server'))
    assert.match(headers.get('set-cookie') ?? '', /; Secure/i)
  })

  test('reaches an appliance with which all is well', async ({ assert }) => {
    const response = await fetch(`${stack!.url}/health/ready`)
    assert.deepEqual(await response.json(), { status: 'ready' })
  })
})
