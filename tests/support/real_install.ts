import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root as checkout } from '#tests/services/place'
import type { Engine } from '../../bin/images/engine.js'
import { run } from '../../bin/images/apt.js'
import { OUTPUT, WORK } from '../../bin/images/place.js'
import { makeBundle, makeSigningKey, type Answer } from './bundles.js'
import { builtImages } from './images.js'
import { projectOf } from './install_stage.js'
import { makeUpMachine } from './made_up_machine.js'

const COMPOSE_PLUGIN = join(WORK, 'engine/usr/libexec/docker/cli-plugins/docker-compose')

/**
 * The program of a bundle of the built images.
 *
 * @param kind `light` carries no archives, for an engine that has the images already
 */
export function makeRealBundle(folder: string, kind: 'light' | 'whole' = 'light'): string {
  const images = kind === 'whole' ? OUTPUT : join(folder, 'images')
  mkdirSync(images, { recursive: true })
  if (kind === 'light') cpSync(join(OUTPUT, 'images.json'), join(images, 'images.json'))
  const out = join(folder, 'bundle')
  const { status, stderr } = makeBundle([
    ...['--out', out, '--key', makeSigningKey(join(folder, 'key')), '--images', images],
    ...['--release', '0.1.0', '--compose', join(checkout, 'compose')],
  ])
  if (status !== 0) throw new Error(stderr)
  return join(out, 'belvedere')
}

/** An install of the real images in a real engine, below a folder of its own. */
export class RealInstall {
  readonly #home: string
  readonly #machine: string

  constructor(
    readonly engine: Engine,
    readonly program: string,
    readonly root: string
  ) {
    this.#home = join(root, 'home-of-root')
    this.#machine = join(root, 'machine')
    mkdirSync(join(this.#home, '.docker/cli-plugins'), { recursive: true })
    symlinkSync(COMPOSE_PLUGIN, join(this.#home, '.docker/cli-plugins/docker-compose'))
    makeUpMachine(this.#machine)
  }

  /** What a command of the appliance is run with. */
  get environment(): NodeJS.ProcessEnv {
    return { ...this.engine.environment, HOME: this.#home, BELVEDERE_PROBE: this.#machine }
  }

  /** Runs a command of the appliance to its end. */
  run(...words: string[]): Answer {
    const { status, stdout, stderr } = spawnSync(
      '/bin/sh',
      [this.program, ...words, '--root', this.root],
      {
        encoding: 'utf8',
        env: this.environment,
      }
    )
    return { status, stdout, stderr }
  }

  /** Takes it away with everything. What the engine lost of the images, others here still need. */
  remove(host: string): Answer {
    const answer = this.run('uninstall', '--remove-data', '--confirm', host)
    const left = this.engine.docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}')
    for (const { name, image } of builtImages()) {
      if (left.split('\n').includes(image)) continue
      this.engine.docker('load', '--quiet', '--input', join(OUTPUT, `${name}.tar`))
    }
    return answer
  }

  /** What Compose and the engine name everything of this install by. */
  get project(): string {
    return projectOf(this.root)
  }

  /** Makes the organisation of the demo, with its people and what they made. */
  makeDemo(): void {
    const release = join(this.root, 'opt/belvedere/current')
    const state = join(this.root, 'var/lib/belvedere')
    this.engine.compose(
      [
        ...['--project-name', this.project, '--file', join(release, 'compose/compose.yaml')],
        ...['--env-file', join(release, 'images.env')],
        ...['--env-file', join(this.settings, 'belvedere.env')],
        ...['run', '--rm', '--no-TTY', 'ops', 'prepare'],
      ],
      {
        DEMO: '1',
        BELVEDERE_BACKUPS: join(state, 'backups'),
        BELVEDERE_ETC: this.settings,
        BELVEDERE_STATE: state,
        BELVEDERE_VOLUMES: this.project,
      }
    )
  }

  /** Runs SQL as the superuser; answers with what psql writes. */
  sql(text: string): string {
    const words = ['psql', '-qAtX', '-v', 'ON_ERROR_STOP=1', '-d', 'belvedere', '-f', '-']
    return run('docker', ['exec', '-i', `${this.project}-postgres-1`, ...words], {
      environment: this.engine.environment,
      input: text,
    })
  }

  /** Runs one of the operator's commands beside the worker; answers with what it says. */
  command(...words: string[]): string {
    const node = ['/usr/bin/node', 'bin/console.js']
    return this.engine.docker('exec', `${this.project}-worker-1`, ...node, ...words)
  }

  /** Where a volume lies that a service has at a path. */
  volume(service: string, path: string): string {
    const list = this.engine.docker(
      ...['inspect', '--format', '{{json .Mounts}}', `${this.project}-${service}-1`]
    )
    const mounts: { Destination: string; Source: string }[] = JSON.parse(list)
    return mounts.find(({ Destination }) => Destination === path)?.Source ?? ''
  }

  /** Folder of the objects. */
  get objects(): string {
    return join(this.volume('objects', '/var/lib/objects'), 'data')
  }

  /** Folder below which secrets and settings lie. */
  get settings(): string {
    return join(this.root, 'etc/belvedere')
  }
}
