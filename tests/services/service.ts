import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOST, type ServerProcess } from './server_process.js'

/** A real service on this machine, with its state in a folder of its own. */
export interface Service {
  host: string
  port: number
  /** Number of its process, while it runs. */
  readonly pid: number | undefined
  /** The appliance's settings that make it use this service. */
  settings: Record<string, string>
  /** Ends it in good order; its data stays. */
  stop(): Promise<void>
  /** Ends it as a power cut would; its data stays as it is. */
  kill(): Promise<void>
  /** Brings a stopped or killed one back, on the same port and with its data. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** A new folder for a service's state. */
export function newFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `belvedere-${name}-`))
}

/** Starts a server and gives what its users need of it. */
export async function serviceOf(
  server: ServerProcess,
  folder: string,
  settings: Record<string, string>,
  stopSignal: NodeJS.Signals = 'SIGTERM'
): Promise<Service> {
  const stop = () => server.end(stopSignal)
  const remove = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await server.start()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    host: HOST,
    port: server.port ?? 0,
    get pid() {
      return server.pid
    },
    settings,
    stop,
    kill: () => server.end('SIGKILL'),
    restart: () => server.start(),
    remove,
  }
}
