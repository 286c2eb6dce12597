import { randomBytes } from 'node:crypto'
import { freePort } from '#tests/support/free_port'
import { packagedProgram } from './packages.js'
import { HOST, ServerProcess } from './server_process.js'
import { newFolder, serviceOf, type Service } from './service.js'

/** Starts Valkey 8.1. `more` are further parameters, such as `--maxmemory 10mb`, word by word. */
export async function startValkey(more: string[] = []): Promise<Service> {
  const folder = newFolder('valkey')
  const port = await freePort()
  const password = randomBytes(16).toString('hex')
  const server = new ServerProcess(
    [
      ...packagedProgram('usr/bin/valkey-server'),
      ...['--bind', HOST, '--port', String(port), '--dir', folder],
      ...['--requirepass', password, '--appendonly', 'yes', '--save', ''],
      ...more,
    ],
    port,
    /Ready to accept connections/
  )
  return serviceOf(server, folder, { REDIS_URL: `redis://:${password}@${HOST}:${port}` })
}
