import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#tests/services/place'
import { Engine } from '../../bin/images/engine.js'
import { OUTPUT } from '../../bin/images/place.js'
import { makeStackFiles, STACK_HOST } from './stack_files.js'

/** Why tests with the stack are skipped. */
export const NEEDS_STACK = 'needs the stack: npm run test:stack starts it'

const PROJECT = 'belvedere'
const PORTS = { HTTP_PORT: '8080', HTTPS_PORT: '8443' }

/** What tests in another process need of a running stack. */
export interface StackPlace {
  /** Folder of the engine, with its socket. */
  engine: string
  /** What stands in the place of `/etc/belvedere`. */
  files: string
}

/** The Compose stack as an installer starts it, in an engine of its own. */
export class Stack {
  readonly url = `https://${STACK_HOST}:${PORTS.HTTPS_PORT}`
  readonly plainUrl = `http://${STACK_HOST}:${PORTS.HTTP_PORT}`

  private constructor(
    readonly engine: Engine,
    readonly files: string,
    readonly project = PROJECT
  ) {}

  /** The stack that `npm run test:stack` has started; undefined in every other run. */
  static running(): Stack | undefined {
    const { STACK } = process.env
    if (!STACK) return undefined
    const { engine, files }: StackPlace = JSON.parse(STACK)
    return new Stack(Engine.at(engine), files)
  }

  /** Loads the built images and starts everything; resolves when the gateway is well. */
  static async start(engine: Engine): Promise<Stack> {
    for (const file of readdirSync(OUTPUT).filter((name) => name.endsWith('.tar'))) {
      engine.docker('load', '--quiet', '--input', join(OUTPUT, file))
    }
    const files = join(engine.folder, 'etc')
    makeStackFiles(files)
    const stack = new Stack(engine, files)
    try {
      stack.compose(['up', '--detach', '--wait', 'gateway', 'worker'])
    } catch (error) {
      console.error(stack.compose(['logs', '--no-color', '--tail', '20']))
      throw error
    }
    return stack
  }

  /** Its services again with nothing in them, beside the running ones; none is started. */
  beside(project: string): Stack {
    return new Stack(this.engine, this.files, project)
  }

  get place(): StackPlace {
    return { engine: this.engine.folder, files: this.files }
  }

  /** Folder of the volume that the processes of the appliance share. */
  get home(): string {
    return this.engine
      .docker(...['volume', 'inspect', '--format', '{{.Mountpoint}}', `${this.project}_home`])
      .trim()
  }

  /** File of the gateway's certificate. */
  get certificate(): string {
    return join(this.files, 'tls', 'server.pem')
  }

  /** The certificate of the authority that has signed the gateway's. */
  get authority(): string {
    return readFileSync(join(this.files, 'tls', 'ca.pem'), 'utf8')
  }

  /** Every secret of the stack, with the name of its file. */
  secrets(): [name: string, value: string][] {
    const folder = join(this.files, 'secrets')
    return readdirSync(folder).map((name) => [name, this.secret(name)])
  }

  /** Runs docker-compose with the stack's file and settings. */
  compose(words: readonly string[], variables: Record<string, string> = {}): string {
    return this.engine.compose(
      [
        ...['--file', join(root, 'compose', 'compose.yaml')],
        ...['--env-file', join(OUTPUT, 'images.env'), '--project-name', this.project],
        ...words,
      ],
      {
        ...PORTS,
        PUBLIC_URL: this.url,
        PUBLIC_HOST: STACK_HOST,
        BELVEDERE_ETC: this.files,
        BELVEDERE_STATE: this.files,
        BELVEDERE_BACKUPS: join(this.files, 'backups'),
        BELVEDERE_OFFSITE: join(this.files, 'offsite'),
        BELVEDERE_VOLUMES: this.project,
        ...variables,
      }
    )
  }

  /** Runs one of the operator's commands in a container of its own. */
  command(words: readonly string[], variables: Record<string, string> = {}): string {
    return this.compose(['run', '--rm', '--no-TTY', 'ops', ...words], variables)
  }

  /** A secret, by the name of its file. */
  secret(name: string): string {
    return readFileSync(join(this.files, 'secrets', name), 'utf8').trim()
  }

  /** Id of the running container of a service. */
  container(service: string): string {
    return this.compose(['ps', '--quiet', service]).trim()
  }

  /** Name of the container of a service, whether it runs or not. */
  nameOf(service: string): string {
    return `${this.project}-${service}-1`
  }

  /** Address of a running service in one of its own networks, which this machine alone is in besides. */
  addressOf(service: string): string {
    const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}'
    const [address = ''] = this.engine
      .docker('inspect', '--format', format, this.nameOf(service))
      .split(' ')
    return address
  }
}
