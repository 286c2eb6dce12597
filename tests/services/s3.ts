import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#tests/support/free_port'
import { goProgram } from './go_program.js'
import { HOST, ServerProcess } from './server_process.js'
import { newFolder, serviceOf, type Service } from './service.js'

/** The version of VersityGW that is built. */
export const VERSION = 'v1.8.0'
const BUCKET = 'belvedere'

/**
 * Path of VersityGW, which is built the first time where there is Go.
 *
 * @throws MissingPartError where it cannot be had
 */
export function versityGateway(): string {
  return goProgram('VersityGW', 'github.com/versity/versitygw/cmd/versitygw', VERSION)
}

/** Gives the command that follows a small disk of its own in place of a folder. */
function onSmallDisk(data: string, sizeMib: number): string[] {
  const script = `mount -t tmpfs -o size=${sizeMib}m tmpfs ${data} && mkdir ${data}/${BUCKET} && exec "$0" "$@"`
  return ['unshare', '-m', 'sh', '-c', script]
}

/**
 * Starts VersityGW, an S3 server, with one empty bucket.
 *
 * @param diskMib has it write on a disk of this size, which takes the right to mount one
 */
export async function startS3(diskMib?: number): Promise<Service> {
  const program = versityGateway()
  const folder = newFolder('s3')
  const port = await freePort()
  const [accessKey, secretKey] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')]
  const data = join(folder, 'data')
  mkdirSync(join(data, BUCKET), { recursive: true })
  mkdirSync(join(folder, 'sidecar'))
  const server = new ServerProcess(
    [
      ...(diskMib ? onSmallDisk(data, diskMib) : []),
      ...[program, '--port', `${HOST}:${port}`, '--region', 'us-east-1'],
      ...['posix', '--sidecar', join(folder, 'sidecar'), data],
    ],
    port,
    /listening/i,
    { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey }
  )
  return serviceOf(server, folder, {
    S3_URL: `http://${HOST}:${port}`,
    S3_BUCKET: BUCKET,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
  })
}
