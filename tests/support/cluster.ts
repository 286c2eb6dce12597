import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { MissingPartError } from '#tests/services/missing_part'
import { Client } from 'pg'
import { packagedProgram } from '#tests/services/packages'
import { root } from '#tests/services/place'
import { versityGateway } from '#tests/services/s3'
import { HOST, ServerProcess } from '#tests/services/server_process'
import { startService, SERVICE_NAMES, type Services } from '#tests/services/services'
import { newHome } from './appliance.js'
import { freePort } from './free_port.js'

/** Why there can be no cluster in this run; null when there can be one. */
export function whyNoCluster(): string | null {
  if (!process.env.SERVICES) return 'needs several processes: npm run test:nodes starts them'
  try {
    packagedProgram('usr/bin/caddy')
    versityGateway()
    return null
  } catch (error) {
    if (error instanceof MissingPartError) return `needs ${error.message}`
    throw error
  }
}

/** One process of the appliance. */
export interface Node {
  url: string
  process: ServerProcess
}

const program = (name: string) => join(root, 'build', 'bin', name)

/**
 * An appliance of several processes as an operator sets it up: two web and two worker processes of
 * the production build with every real service, behind the gateway that is shipped.
 */
export class Cluster {
  private constructor(
    readonly services: Services,
    readonly home: string,
    /** The settings of every process. */
    readonly environment: NodeJS.ProcessEnv,
    /** The gateway's address. */
    readonly url: string,
    readonly webs: [Node, Node],
    readonly workers: [ServerProcess, ServerProcess],
    readonly gateway: ServerProcess
  ) {}

  /** @throws MissingPartError where a real service cannot be had */
  static async start(): Promise<Cluster> {
    const started: Partial<Services> = {}
    for (const name of SERVICE_NAMES) Object.assign(started, { [name]: await startService(name) })
    if (!isComplete(started)) throw new Error('A service is missing')
    const home = newHome()
    const ports = await threePorts()
    const url = `http://${HOST}:${ports[0]}`
    const settings: Record<string, string> = {}
    for (const name of SERVICE_NAMES) Object.assign(settings, started[name].settings)
    const { DATABASE_OWNER_URL } = settings
    delete settings.DATABASE_OWNER_URL
    const environment = {
      ...settings,
      NODE_ENV: 'production',
      BELVEDERE_HOME: home,
      HOST,
      PUBLIC_URL: url,
      TRUSTED_PROXIES: HOST,
      WORKER: '0',
      DEMO: '1',
      LOG_LEVEL: 'info',
    }
    run('migrate', { ...environment, DATABASE_OWNER_URL })
    run('prepare', environment)
    const web = (port: number): Node => ({
      url: `http://${HOST}:${port}`,
      process: new ServerProcess(
        [process.execPath, program('server.js')],
        port,
        /started HTTP server/,
        {
          ...environment,
          PORT: String(port),
        }
      ),
    })
    const worker = () =>
      new ServerProcess(
        [process.execPath, program('console.js'), 'worker'],
        null,
        null,
        environment
      )
    const webs: [Node, Node] = [web(ports[1]), web(ports[2])]
    const workers: [ServerProcess, ServerProcess] = [worker(), worker()]
    const gateway = new ServerProcess(
      [
        ...packagedProgram('usr/bin/caddy'),
        ...['run', '--config', join(root, 'appliance', 'gateway', 'Caddyfile')],
        ...['--adapter', 'caddyfile'],
      ],
      ports[0],
      /serving initial configuration/,
      {
        BELVEDERE_GATEWAY: url,
        BELVEDERE_NODES: webs.map((each) => new URL(each.url).host).join(' '),
        XDG_DATA_HOME: home,
        XDG_CONFIG_HOME: home,
      }
    )
    const cluster = new Cluster(started, home, environment, url, webs, workers, gateway)
    try {
      await Promise.all(webs.map((each) => each.process.start()))
      await Promise.all(workers.map((each) => each.start()))
      await gateway.start()
    } catch (error) {
      await cluster.dispose()
      throw error
    }
    return cluster
  }

  /** Asks the database beyond all policies. */
  async ask<Row>(sql: string, bindings: unknown[] = []): Promise<Row[]> {
    const client = new Client(this.services.postgres.superuserUrl)
    await client.connect()
    try {
      const { rows } = await client.query<Row & Record<string, unknown>>(sql, bindings)
      return rows
    } finally {
      await client.end()
    }
  }

  /** Ends every process and removes every state. */
  async dispose(): Promise<void> {
    const processes = [this.gateway, ...this.webs.map((web) => web.process), ...this.workers]
    await Promise.all(processes.map((each) => each.end('SIGKILL')))
    await Promise.all(SERVICE_NAMES.map((name) => this.services[name].remove()))
    rmSync(join(this.home, '..'), { recursive: true, force: true })
  }
}

/** A port that is free is free until somebody takes it, so the same may come twice. */
async function threePorts(): Promise<[number, number, number]> {
  for (;;) {
    const ports: [number, number, number] = [await freePort(), await freePort(), await freePort()]
    if (new Set(ports).size === ports.length) return ports
  }
}

function isComplete(services: Partial<Services>): services is Services {
  return SERVICE_NAMES.every((name) => services[name])
}

function run(command: string, environment: NodeJS.ProcessEnv): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program('console.js'), command], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`)
}
