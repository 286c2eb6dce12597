import { spawnSync } from 'node:child_process'
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GROUP } from '../../bin/images/definitions.js'

/** Name under which the stack of the tests is reached. */
export const STACK_HOST = 'localhost'

/** A secret of 256 bits, as an installer makes it. */
function secret(): string {
  return randomBytes(32).toString('base64url')
}

/** The secrets of a stack, each by the name of its file. */
function secrets(): Record<string, string> {
  const [owner, application, valkey, nats] = [secret(), secret(), secret(), secret()]
  return {
    appliance_key: randomBytes(32).toString('base64'),
    database_owner_url: `postgresql://belvedere_owner:${owner}@postgres:5432/belvedere`,
    database_url: `postgresql://belvedere:${application}@postgres:5432/belvedere`,
    keeper_key: secret(),
    livekit_keys: `belvedere: ${secret()}`,
    nats_password: `password: "${nats}"`,
    nats_url: `nats://belvedere:${nats}@nats:4222`,
    'pgbackrest_key.conf': `[global]\nrepo1-cipher-pass=${secret()}`,
    postgres_owner_password: owner,
    postgres_password: application,
    redis_url: `redis://belvedere:${valkey}@valkey:6379`,
    s3_access_key: secret(),
    s3_secret_key: secret(),
    valkey_users: [
      'user default on nopass -@all +ping',
      `user belvedere on #${createHash('sha256').update(valkey).digest('hex')} ~belvedere:* -@all +@read +@write +@connection +@scripting +@transaction +info +time`,
    ].join('\n'),
  }
}

function openssl(cwd: string, ...words: string[]): void {
  const { status, stderr } = spawnSync('openssl', words, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`)
}

/** Makes an authority, and with it a certificate for `STACK_HOST`. */
function makeCertificates(folder: string): void {
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    folder,
    ...['req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem'],
    ...['-subj', '/CN=An authority of the house', '-days', '2']
  )
  openssl(
    folder,
    ...['req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr'],
    ...['-subj', `/CN=${STACK_HOST}`]
  )
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${STACK_HOST}`)
  openssl(
    folder,
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key'],
    ...['-out', 'server.pem', '-extfile', 'names', '-days', '2']
  )
}

/** Lets the processes in containers read a file, and nobody else on the machine. */
function giveToContainers(file: string): void {
  chownSync(file, 0, GROUP)
  chmodSync(file, 0o440)
}

/** Writes what an installer writes to `/etc/belvedere`, with secrets that nobody knows. */
export function makeStackFiles(folder: string): void {
  const [secretsFolder, tls] = [join(folder, 'secrets'), join(folder, 'tls')]
  for (const each of [folder, secretsFolder, tls]) mkdirSync(each, { recursive: true, mode: 0o700 })
  for (const [name, value] of Object.entries(secrets())) {
    writeFileSync(join(secretsFolder, name), `${value}\n`)
    giveToContainers(join(secretsFolder, name))
  }
  makeCertificates(tls)
  for (const name of ['server.pem', 'server.key']) giveToContainers(join(tls, name))
}

/** The fingerprint by which Chromium can be told to trust a server's key: base64 of its SHA-256. */
export function keyFingerprint(certificate: string): string {
  const { publicKey } = new X509Certificate(readFileSync(certificate))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('base64')
}
