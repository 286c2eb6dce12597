import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate for this machine, valid from and to these days from now, and the authority that signed it. */
export function certificates(from: number, to: number) {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-certificates-'))
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
  const day = (days: number) =>
    `${new Date(Date.now() + days * 86_400_000).toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=ca')
  openssl('req', ...key, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=nats')
  writeFileSync(join(folder, 'index'), '')
  writeFileSync(
    join(folder, 'ca.conf'),
    `[ca]\ndefault_ca=a\n[a]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=IP:127.0.0.1\n`
  )
  openssl(
    ...['ca', '-batch', '-config', 'ca.conf', '-cert', 'ca.pem', '-keyfile', 'ca.key'],
    ...['-startdate', day(from), '-enddate', day(to)],
    ...['-in', 'request.pem', '-out', 'certificate.pem', '-notext']
  )
  const file = (name: string) => join(folder, name)
  return {
    folder,
    ca: file('ca.pem'),
    certificate: file('certificate.pem'),
    key: file('key.pem'),
    tls: (more = '') =>
      `tls { cert_file: "${file('certificate.pem')}", key_file: "${file('key.pem')}", ${more} }`,
  }
}
