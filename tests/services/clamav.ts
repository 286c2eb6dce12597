import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#tests/support/free_port'
import { packagedProgram } from './packages.js'
import { HOST, ServerProcess } from './server_process.js'
import { newFolder, serviceOf, type Service } from './service.js'

/**
 * Starts ClamAV's daemon with a single signature, that of the harmless EICAR test file; those of
 * real viruses come from the internet. A stream may have 20 MB, and a file in it 10 MB.
 */
export async function startClamav(): Promise<Service> {
  const folder = newFolder('clamav')
  const port = await freePort()
  const signatures = join(folder, 'signatures')
  mkdirSync(signatures)
  writeFileSync(
    join(signatures, 'eicar.hdb'),
    '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n'
  )
  const settings = join(folder, 'clamd.conf')
  writeFileSync(
    settings,
    `DatabaseDirectory ${signatures}
TemporaryDirectory ${folder}
TCPAddr ${HOST}
TCPSocket ${port}
Foreground yes
StreamMaxLength 40M
MaxFileSize 30M
MaxFiles 30000
AlertExceedsMax yes
`
  )
  const server = new ServerProcess(
    [...packagedProgram('usr/sbin/clamd'), '--config-file', settings],
    port,
    /Listening daemon|Self checking|Not loading|TCP/i
  )
  return serviceOf(server, folder, { CLAMAV_URL: `tcp://${HOST}:${port}` })
}
