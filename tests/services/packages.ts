import {
  chmodSync,
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Apt, unpack } from '../../bin/images/apt.js'
import { SUITE } from '../../bin/images/definitions.js'
import { MissingPartError } from './missing_part.js'
import { root } from './place.js'

/** What is unpacked, each with all that it needs. */
const PACKAGES = [
  'caddy',
  'clamav-daemon',
  'nats-server',
  'postgresql-17-pgvector',
  'valkey-server',
]
const services = join(root, 'tmp', 'services')
const unpacked = join(services, 'root')
const stamp = join(unpacked, 'packages')

// initdb starts the server by its name, with this machine's own loader.
const POSTGRES = `#!/bin/sh
top=\${0%/usr/lib/postgresql/*}
exec "$top"/usr/lib/*-linux-gnu/ld-linux*.so.* --library-path "$(echo "$top"/usr/lib/*-linux-gnu)" --argv0 "$0" "$0.program" "$@"
`

function unpackServices(): void {
  console.log('Unpacking the real services from packages of Debian 13 …')
  const packages = Apt.ofRelease(join(services, 'apt'), SUITE).fetchAll(PACKAGES)
  const making = `${unpacked}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  unpack(packages, making)
  for (const server of globSync(join(making, 'usr/lib/postgresql/*/bin/postgres'))) {
    renameSync(server, `${server}.program`)
    writeFileSync(server, POSTGRES)
    chmodSync(server, 0o755)
  }
  writeFileSync(join(making, 'packages'), PACKAGES.join('\n'))
  rmSync(unpacked, { recursive: true, force: true })
  renameSync(making, unpacked)
}

/**
 * The command that runs a program of the packages, which are fetched and unpacked the first time;
 * nothing is installed. `path` is the program's place in them (`usr/bin/valkey-server`).
 *
 * @throws MissingPartError where they cannot be had
 */
export function packagedProgram(path: string): string[] {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== PACKAGES.join('\n')) unpackServices()
  const program = join(unpacked, path)
  const libraries = globSync(join(unpacked, 'usr/lib/*-linux-gnu'))[0]
  const loader = libraries && globSync(join(libraries, 'ld-linux*.so.*'))[0]
  if (!loader || !existsSync(program)) throw new MissingPartError(`${path} of the packages`)
  const file = existsSync(`${program}.program`) ? `${program}.program` : program
  return [loader, '--library-path', libraries, '--argv0', program, file]
}
