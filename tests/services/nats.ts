import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#tests/support/free_port'
import { packagedProgram } from './packages.js'
import { HOST, ServerProcess } from './server_process.js'
import { newFolder, serviceOf, type Service } from './service.js'

/**
 * Starts NATS 2.10, with JetStream unless told. `more` are further lines of its configuration,
 * `sync` how often JetStream writes out, `diskMib` the most that it may write.
 */
export async function startNats(
  more = '',
  { hasJetStream = true, sync = '2m', diskMib = 1024 } = {}
): Promise<Service> {
  const folder = newFolder('nats')
  const port = await freePort()
  const password = randomBytes(16).toString('hex')
  const file = join(folder, 'nats.conf')
  writeFileSync(
    file,
    `listen: "${HOST}:${port}"
authorization { user: "belvedere", password: "${password}" }
${hasJetStream ? `jetstream { store_dir: "${join(folder, 'jetstream')}", sync_interval: ${sync}, max_file_store: ${diskMib}MB }` : ''}
${more}
`,
    { mode: 0o600 }
  )
  const server = new ServerProcess(
    [...packagedProgram('usr/sbin/nats-server'), '--config', file],
    port,
    /Server is ready/
  )
  return serviceOf(server, folder, {
    NATS_URL: `nats://belvedere:${password}@${HOST}:${port}`,
  })
}
