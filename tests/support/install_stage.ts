import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Group } from '@japa/runner/core'
import { root } from '#tests/services/place'
import {
  makeBundle,
  makeSigningKey,
  missingForBundles,
  newTestFolder,
  QUICK,
  type Answer,
} from './bundles.js'
import { canMakeCertificates } from './certificates.js'
import { makeUpMachine } from './made_up_machine.js'
import { standInEngine, standInImage } from './stand_in_engine.js'
import { watchTools } from './watched_tools.js'

/** The Compose file of the tests: its one job is to be loaded. It names what the real one names. */
const COMPOSE = `# A stand-in of a test.
services:
  gateway: { image: '\${IMAGE_GATEWAY:?}' }
secrets:
${['appliance_key', 'database_url', 's3_secret_key', 'nats_password', 'valkey_users']
  .map((name) => `  ${name}: { file: '\${BELVEDERE_ETC:-/etc/belvedere}/secrets/${name}' }`)
  .join('\n')}
  tls_key: { file: '\${BELVEDERE_ETC:-/etc/belvedere}/tls/server.key' }
`

/** Why nothing can be installed here, or nothing. */
export function missingForInstalls(): string | undefined {
  return (
    missingForBundles() ??
    (process.getuid?.() === 0 ? undefined : 'needs root') ??
    (canMakeCertificates ? undefined : 'no openssl')
  )
}

/**
 * A bundle with stand-ins for images; answers with the path of its program.
 *
 * @param idOf what images.json says of an image's id
 * @param key of an earlier bundle, whose file it is
 * @param words for the program that makes bundles
 * @param names of the images
 */
export function makeStandInBundle(
  folder: string,
  idOf = (digest: string) => digest,
  {
    release = '0.1.0',
    key,
    words = [],
    names = ['belvedere', 'gateway'],
  }: { release?: string; key?: string; words?: string[]; names?: string[] } = {}
): string {
  const images = join(folder, 'images')
  mkdirSync(images, { recursive: true })
  const list = names.map((name) => {
    const image = `belvedere/${name}:${release}`
    const { archive, digest } = standInImage(image, 150_000)
    writeFileSync(join(images, `${name}.tar`), archive)
    return { name, image, digest: idOf(digest), architecture: 'any', unpackedBytes: archive.length }
  })
  writeFileSync(join(images, 'images.json'), `${JSON.stringify(list, null, 2)}\n`)
  mkdirSync(join(folder, 'compose'), { recursive: true })
  writeFileSync(join(folder, 'compose', 'compose.yaml'), COMPOSE)
  for (const name of ['mail.yaml', 'mail_authority.yaml', 'licence.yaml']) {
    cpSync(join(root, 'compose', name), join(folder, 'compose', name))
  }
  const out = join(folder, 'bundle')
  const { status, stderr } = makeBundle([
    ...['--out', out, '--key', key ?? makeSigningKey(join(folder, 'key')), '--images', images],
    ...['--part-bytes', '100000', '--release', release, '--compose', join(folder, 'compose')],
    ...words,
  ])
  if (status !== 0) throw new Error(stderr)
  return join(out, 'belvedere')
}

/** Commands that note their stages under their own name, and one that has none: all of it is stage 0. */
const JOURNALLED = ['backup', 'restore', 'upgrade', 'rollback', 'offsite']

/** What Compose and the engine name everything of an install below a folder by. */
export function projectOf(root: string): string {
  const { stdout } = spawnSync('cksum', { input: root, encoding: 'utf8' })
  return `belvedere-${stdout.split(' ')[0]}`
}

/** A made-up machine with a stand-in for its engine, on which one installs and kills. */
export class InstallStage {
  readonly root: string
  readonly engine: string
  /** Whether it matters only where it leads: then it goes faster. */
  unwatched = false
  readonly #tools: string
  /** Programs that stand in for those of the machine. */
  readonly standIns: string
  readonly #watched: string
  /** What the machine tells of itself. */
  readonly machine: string
  readonly #program: string
  readonly #scratch: string

  /**
   * @param program of the bundle
   * @param place folder for programs
   * @param quick folder for what is written; nothing is started from it
   */
  constructor(program: string, place: string, quick: string) {
    this.#program = program
    this.root = join(quick, 'root')
    this.engine = join(quick, 'engine')
    this.#watched = join(quick, 'watched')
    this.#tools = join(place, 'tools')
    // What is killed leaves its scratch folder behind.
    this.#scratch = join(place, 'scratch')
    mkdirSync(this.#scratch, { recursive: true })
    this.machine = makeUpMachine(join(place, 'machine'))
    this.standIns = join(place, 'stand-ins')
    standInEngine(this.standIns, this.engine)
    watchTools(this.#tools, `${this.standIns}:${process.env.PATH ?? ''}`)
    this.forgetWords()
  }

  get secrets() {
    return join(this.root, 'etc/belvedere/secrets')
  }

  /** What Compose and the engine name everything of this install by. */
  get project(): string {
    return projectOf(this.root)
  }

  get journal() {
    return join(this.root, 'var/lib/belvedere/journal')
  }

  /** Runs the program; `kill` ends it at the given stage, once it has run so many programs there. */
  run(words: string[], kill?: { stage: number; at: number }, program = this.#program) {
    rmSync(join(this.#watched, 'count'), { force: true })
    const child = spawn('/bin/sh', [program, ...words, '--root', this.root], {
      // A process group of its own is what is killed.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${this.unwatched && !kill ? this.standIns : this.#tools}:${process.env.PATH ?? ''}`,
        HOME: '/',
        TMPDIR: this.#scratch,
        LANG: 'C.UTF-8',
        BELVEDERE_PROBE: this.machine,
        STAND_IN: this.engine,
        JOURNAL: this.journal,
        WATCHED: this.#watched,
        WATCHED_COMMAND: JOURNALLED.find((command) => command === words[0]) ?? 'install',
        ...(kill ? { KILL_STAGE: String(kill.stage), KILL_AT: String(kill.at) } : {}),
      },
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
    return new Promise<Answer>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (status) => resolve({ status, ...said }))
    })
  }

  install(kill?: { stage: number; at: number }) {
    return this.run(['install', '--host', 'belvedere.example.org'], kill)
  }

  /** Every word that a program was run with, one line each: stage, program, words. */
  words() {
    return readFileSync(join(this.#watched, 'words'), 'utf8')
  }

  forgetWords() {
    mkdirSync(this.#watched, { recursive: true })
    writeFileSync(join(this.#watched, 'words'), '')
  }

  /** Files of a folder below the root: name → content. */
  files(folder: string): Record<string, string> {
    let entries
    try {
      entries = readdirSync(folder, { withFileTypes: true })
    } catch {
      return {}
    }
    return Object.fromEntries(
      entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')])
    )
  }
}

/** Made-up machines for the tests of a group, with one bundle for all of them. */
export class InstallStages {
  /** What belongs to the group; it is gone when the group is over. */
  folder = ''
  /** The same, in memory where that is there: nothing is started from it. */
  quick = ''
  /** The program of the bundle. */
  program = ''
  #count = 0

  constructor(group: Group) {
    group.setup(() => {
      if (missingForInstalls()) return
      this.folder = newTestFolder((remove) => group.teardown(remove))
      this.quick = newTestFolder((remove) => group.teardown(remove), QUICK)
      this.program = makeStandInBundle(this.folder)
    })
  }

  /** A machine on which there is nothing yet. */
  next(): InstallStage {
    const name = `stage-${this.#count++}`
    return new InstallStage(this.program, join(this.folder, name), join(this.quick, name))
  }

  /** A machine on which everything is installed. */
  async installed({ unwatched = false } = {}): Promise<InstallStage> {
    const stage = this.next()
    stage.unwatched = unwatched
    const { status, stderr } = await stage.install()
    if (status !== 0) throw new Error(stderr)
    stage.forgetWords()
    return stage
  }
}
