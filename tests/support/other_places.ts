import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Engine } from '../../bin/images/engine.js'
import { makeCertificates } from './certificates.js'
import { builtImages } from './images.js'
import { UPLINK } from './uplink.js'
import { waitUntil } from './wait_until.js'

const [BUCKET_PORT, HOST_PORT] = [7171, 7272]
const BUCKET = 'kept'

/** Whether keys for another host can be made here. */
export const canMakeKeys = spawnSync('ssh-keygen', ['-?']).error === undefined

/** A place for copies of backups, which is no part of any install. */
export interface OtherPlace {
  /** Folder of what it holds. */
  data: string
  /** Writes a file that describes it, with some lines changed; its path. */
  describe(changes?: Record<string, string>): string
  end(): void
}

function imageOf(name: string): string {
  const image = builtImages().find((each) => each.name === name)
  if (!image) throw new Error(`There is no image ${name}`)
  return image.image
}

function describer(folder: string, lines: Record<string, string>) {
  let count = 0
  return (changes: Record<string, string> = {}) => {
    const file = join(folder, `${lines.kind}-${count++}`)
    const all = Object.entries({ ...lines, ...changes })
    writeFileSync(file, all.map((pair) => `${pair.join('=')}\n`).join(''))
    return file
  }
}

function keep(file: string, text: string): string {
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

/** Folder for a container of ours to write to. */
function ownFolder(...path: string[]): string {
  const place = join(...path)
  mkdirSync(place, { recursive: true })
  chownSync(place, 10005, 10000)
  return place
}

function started(engine: Engine, name: string, image: string, words: readonly string[]) {
  engine.docker(
    ...['run', '--detach', '--name', name, '--network', 'host', '--user', '10005:10000'],
    ...words.slice(0, words.indexOf('--')),
    imageOf(image),
    ...words.slice(words.indexOf('--') + 1)
  )
  return () => void engine.docker('rm', '--force', name)
}

/** A VersityGW of another project, with TLS of a private authority. */
export async function startBucket(engine: Engine, folder: string): Promise<OtherPlace> {
  const data = ownFolder(folder, 'bucket', 'data')
  ownFolder(data, BUCKET)
  ownFolder(folder, 'bucket', 'sidecar')
  const certificates = makeCertificates(2, `IP:${UPLINK}`)
  const tls = ownFolder(folder, 'bucket', 'tls')
  for (const [name, file] of [
    ['server.pem', certificates.certificate],
    ['server.key', certificates.key],
    ['ca.pem', certificates.authority],
  ] as const) {
    keep(join(tls, name), readFileSync(file, 'utf8'))
    chownSync(join(tls, name), 10005, 10000)
  }
  certificates.remove()
  const [access, secret] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')]
  const end = started(engine, 'bucket-of-others', 'objects', [
    ...['--volume', `${join(folder, 'bucket')}:/bucket`, '--entrypoint', '/usr/bin/versitygw'],
    ...['--env', `ROOT_ACCESS_KEY=${access}`, '--env', `ROOT_SECRET_KEY=${secret}`],
    ...['--', '--port', `:${BUCKET_PORT}`, '--cert', '/bucket/tls/server.pem'],
    ...['--key', '/bucket/tls/server.key', '--quiet', 'posix', '--sidecar', '/bucket/sidecar'],
    '/bucket/data',
  ])
  await waitUntil(() => isOpen(BUCKET_PORT))
  return {
    data: join(data, BUCKET),
    describe: describer(folder, {
      kind: 's3',
      url: `https://${UPLINK}:${BUCKET_PORT}`,
      bucket: BUCKET,
      folder: 'clinic/backups',
      'access-key': keep(join(folder, 'access_key'), access),
      'secret-key': keep(join(folder, 'secret_key'), secret),
      ca: join(tls, 'ca.pem'),
    }),
    end,
  }
}

/** Another host, which takes files by SFTP and runs no command. */
export async function startHost(engine: Engine, folder: string): Promise<OtherPlace> {
  const place = ownFolder(folder, 'host')
  const data = ownFolder(place, 'data')
  const key = (name: string) => {
    const file = join(place, name)
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file])
    chownSync(file, 10005, 10000)
    chmodSync(`${file}.pub`, 0o644)
    return { file, public: readFileSync(`${file}.pub`, 'utf8').trim() }
  }
  const [host, own] = [key('host_key'), key('own_key')]
  const end = started(engine, 'host-of-others', 'keeper', [
    ...['--volume', `${place}:/host`, '--entrypoint', '/usr/bin/rclone'],
    ...['--', 'serve', 'sftp', '/host/data', '--addr', `:${HOST_PORT}`],
    ...['--authorized-keys', '/host/own_key.pub', '--key', '/host/host_key', '--quiet'],
  ])
  await waitUntil(() => isOpen(HOST_PORT))
  const known = `[${UPLINK}]:${HOST_PORT} ${host.public}\n`
  return {
    data,
    describe: describer(folder, {
      kind: 'sftp',
      host: UPLINK,
      port: String(HOST_PORT),
      user: 'belvedere',
      folder: 'clinic/backups',
      key: own.file,
      'known-hosts': keep(join(place, 'known_hosts'), known),
    }),
    end,
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, UPLINK)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
