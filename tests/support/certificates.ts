import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether certificates can be made here. */
export const canMakeCertificates = spawnSync('openssl', ['version']).status === 0

/** An authority, and a server's certificate of it, in files (PEM). */
export interface Certificates {
  authority: string
  certificate: string
  key: string
  remove: () => void
}

/**
 * Makes them by openssl.
 *
 * @param daysLeft may be negative: then the server's has expired
 * @param name of the server, as `IP:…` or `DNS:…`
 */
export function makeCertificates(daysLeft: number, name = 'IP:127.0.0.1'): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-certificates-'))
  const openssl = (...words: string[]) => {
    const { status, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`)
  }
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    ...['req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.crt'],
    ...['-subj', '/CN=authority', '-days', '2']
  )
  openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server')
  writeFileSync(join(folder, 'names'), `subjectAltName=${name}`)
  openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key'],
    ...['-out', 'server.crt', '-extfile', 'names', '-days', String(daysLeft)]
  )
  return {
    authority: join(folder, 'ca.crt'),
    certificate: join(folder, 'server.crt'),
    key: join(folder, 'server.key'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
