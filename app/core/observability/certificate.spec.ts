import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from 'node:tls'
import { test } from '@japa/runner'
import { freePort } from '#tests/support/free_port'
import { certificateExpiry, watchCertificate } from './certificate.js'
import { metrics } from './metrics.js'
import { scrape } from './samplers.js'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const DAYS = 30

/** Listens with a certificate of its own that nobody has signed. */
async function listen(port: number): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const about = ['-days', String(DAYS), '-subj', '/CN=localhost']
  spawnSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...about])
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) })
  rmSync(folder, { recursive: true })
  // Who has seen the certificate goes without a word.
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

test.group('The certificate that people meet', () => {
  test('is not known where nobody answers', async ({ assert }) => {
    const port = await freePort()
    await assert.rejects(() => certificateExpiry(`https://127.0.0.1:${port}`))
  })

  test('expires when it says, whoever has signed it', async ({ assert, cleanup }) => {
    const port = await freePort()
    const server = await listen(port)
    cleanup(() => void server.close())
    const expiry = await certificateExpiry(`https://localhost:${port}/`)
    const days = (expiry.getTime() - Date.now()) / 86_400_000
    assert.closeTo(days, DAYS, 1)
  }).skip(!hasOpenssl, 'needs openssl')

  test('is told to Prometheus', async ({ assert, cleanup }) => {
    const port = await freePort()
    const server = await listen(port)
    cleanup(() => void server.close())
    watchCertificate(`https://127.0.0.1:${port}`)
    await scrape()
    const [told] = (await metrics.certificateExpiresAt.get()).values
    assert.isAbove(told?.value ?? 0, Date.now() / 1000)
  }).skip(!hasOpenssl, 'needs openssl')
})
