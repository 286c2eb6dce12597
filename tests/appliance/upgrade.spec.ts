import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { QUICK, belvedere, newTestFolder } from '#tests/support/bundles'
import { InstallStage, makeStandInBundle, missingForInstalls } from '#tests/support/install_stage'
import { numbersOf } from '#tests/support/random'

const missing = missingForInstalls()
/** In each stage the upgrade is killed so often; `KILLS=5 npm test -- appliance --files upgrade`. */
const KILLS = Number(process.env.KILLS ?? 1)
const SEED = Number(process.env.KILLS_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** An install of 0.1.0, in which people write as long as they can come in, and what follows it. */
class UpgradeStage extends InstallStage {
  /** Folder of the database's volume. */
  get volume() {
    return join(this.engine, 'postgres/_data')
  }

  /** Installs 0.1.0 and lets people in. Time that commands only wait is not waited. */
  async begin() {
    const { status, stderr } = await this.install()
    if (status !== 0) throw new Error(stderr)
    writeFileSync(join(this.engine, 'people'), '')
    writeFileSync(join(this.engine, 'slept'), '0\n')
    await this.run(['status'])
    return this
  }

  /** Takes over what another has installed. */
  take(other: UpgradeStage) {
    for (const [from, to] of [
      [other.root, this.root],
      [other.engine, this.engine],
    ] as const) {
      rmSync(to, { recursive: true, force: true })
      spawnSync('cp', ['-a', from, to])
    }
    return this
  }

  /** How many programs a stage has run; the journal is empty before the first and after the last. */
  programsIn(stage: number) {
    const lines = this.words().split('\n')
    const second = lines.findIndex((line) => line.startsWith('1 '))
    const within = stage === 0 ? lines.slice(0, second) : lines
    return within.filter((line) => line.startsWith(`${stage} `)).length
  }

  upgrade(program: string, kill?: { stage: number; at: number }) {
    return this.run(['upgrade'], kill, program)
  }

  /** By the program of the release that is in use. */
  rollback(words: string[] = [], kill?: { stage: number; at: number }) {
    const program = join(this.root, 'opt/belvedere/current/belvedere')
    return this.run(['rollback', ...words], kill, program)
  }

  /** A file in the folder of what the stand-in for the engine is told. */
  tell(name: string, content: string) {
    writeFileSync(join(this.engine, name), content)
  }

  lines(folder: string, name: string) {
    const file = join(folder, name)
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : []
  }

  /** What people were told is kept, and what the database has of it. */
  get writing() {
    return {
      told: this.lines(this.engine, 'people'),
      kept: this.lines(this.volume, 'data/base/written'),
    }
  }

  /** Releases that have brought the database forward. */
  get migrations() {
    return this.lines(this.volume, 'data/base/migrations')
  }

  get release() {
    const file = join(this.root, 'var/lib/belvedere/status/release.json')
    const { version, previous }: { version: string; previous: string | null } = JSON.parse(
      readFileSync(file, 'utf8')
    )
    return { version, previous }
  }

  get folders() {
    return readdirSync(join(this.root, 'opt/belvedere')).toSorted()
  }

  /** Everything that a refusal must leave as it is. */
  get everything() {
    return {
      folders: this.folders,
      // Which stages have looked at what there is, is no change.
      journal: Object.keys(this.files(this.journal)).filter((name) => name !== 'upgrade.verify'),
      settings: this.files(join(this.root, 'etc/belvedere')),
      images: this.files(this.engine).images,
      volume: readdirSync(this.volume),
      containers: this.files(this.engine).containers,
      planned: existsSync(join(this.root, 'var/lib/belvedere/upgrade')),
    }
  }
}

test.group('An appliance is brought to another release', (group) => {
  let folder = ''
  let quick = ''
  let count = 0
  const bundles: Record<string, string> = {}

  group.setup(() => {
    if (missing) return
    folder = newTestFolder((remove) => group.teardown(remove))
    quick = newTestFolder((remove) => group.teardown(remove), QUICK)
    const made = (name: string, release: string, words: string[] = [], key?: string) => {
      const place = join(folder, name)
      mkdirSync(place)
      bundles[name] = makeStandInBundle(place, undefined, {
        release,
        words,
        ...(key ? { key } : {}),
      })
    }
    made('first', '0.1.0')
    const key = join(folder, 'first', 'key')
    made('next', '0.2.0', ['--schema-serves', '0.1.0'], key)
    made('new-schema', '0.2.0', ['--schema-serves', '0.2.0'], key)
    made('third', '0.3.0', ['--schema-serves', '0.3.0'], key)
    made('older', '0.0.9', [], key)
    made('other-key', '0.2.0')
  })

  let installed: Promise<UpgradeStage> | undefined

  /** An install of its own. */
  async function begun() {
    installed ??= stage().begin()
    return stage().take(await installed)
  }

  function program(name: string) {
    const found = bundles[name]
    if (!found) throw new Error(`There is no bundle ${name}`)
    return found
  }

  function stage() {
    const number = count++
    return new UpgradeStage(
      program('first'),
      join(folder, `stage-${number}`),
      join(quick, `stage-${number}`)
    )
  }

  test('not where there is none', async ({ assert }) => {
    const place = stage()
    const { status, stderr } = await place.upgrade(program('next'))
    assert.equal(status, 3)
    assert.match(stderr, /nothing is installed/)
    assert.equal((await place.run(['rollback'])).status, 3)
    assert.isFalse(existsSync(join(place.root, 'opt')))
  }).skip(Boolean(missing), missing)

  const refusals: {
    title: string
    bundle: string
    status: number
    says: RegExp
    prepare?: (place: UpgradeStage) => void
  }[] = [
    { title: 'to the same', bundle: 'first', status: 3, says: /0\.1\.0 is installed already/ },
    {
      title: 'to an older one',
      bundle: 'older',
      status: 4,
      says: /is release 0\.0\.9, and 0\.1\.0 is installed/,
    },
    {
      title: 'past one that it has to go through',
      bundle: 'next',
      status: 4,
      says: /takes over from 0\.1\.0 or later, and 0\.0\.5 is installed/,
      prepare: ({ root }) => {
        const releases = join(root, 'opt/belvedere')
        renameSync(join(releases, '0.1.0'), join(releases, '0.0.5'))
        rmSync(join(releases, 'current'))
        symlinkSync('0.0.5', join(releases, 'current'))
      },
    },
    {
      title: 'for another kind of processor',
      bundle: 'next',
      status: 4,
      says: /is for \w+; this machine is riscv64/,
      prepare: (place) => place.tell('machine', 'riscv64\n'),
    },
    {
      title: 'that is signed with another key',
      bundle: 'other-key',
      status: 4,
      says: /signed with another key/,
    },
    {
      title: 'when a service is not well',
      bundle: 'next',
      status: 3,
      says: /gateway: running, unhealthy.*belvedere doctor/,
      prepare: (place) => place.tell('health', 'unhealthy\n'),
    },
    {
      title: 'without room for the copy of the database',
      bundle: 'next',
      status: 3,
      says: /has 30720 MiB free, and 31514 are needed: 1 for images, 31001 for a copy/,
      prepare: (place) => {
        place.tell('large', `${31_000 * 1024}`)
        place.tell('free', '30\n')
      },
    },
    {
      title: 'on a machine that will not do for it',
      bundle: 'next',
      status: 3,
      says: /room_for_data/,
      prepare: (place) => place.tell('free', '1\n'),
    },
    {
      title: 'while an install is not finished',
      bundle: 'next',
      status: 3,
      says: /the install of 0\.1\.0 was not finished/,
      prepare: ({ journal }) => renameSync(join(journal, 'install.ready'), join(journal, 'aside')),
    },
  ]

  for (const { title, bundle, status, says, prepare } of refusals) {
    test(`not ${title}: nothing is changed`, async ({ assert }) => {
      const place = await begun()
      prepare?.(place)
      const before = place.everything
      const answer = await place.upgrade(program(bundle))
      assert.equal(answer.status, status, answer.stderr)
      assert.match(answer.stderr, says)
      assert.deepEqual(place.everything, before)
      assert.notMatch(place.words(), /docker load|docker compose .* (down|up)/)
    }).skip(Boolean(missing), missing)
  }

  test('not with a byte that is wrong, and not by install', async ({ assert }) => {
    const place = await begun()
    const answer = await place.run(
      ['install', '--host', 'belvedere.example.org'],
      undefined,
      program('next')
    )
    assert.equal(answer.status, 3)
    assert.match(answer.stderr, /0\.1\.0 is installed: \.\/belvedere upgrade brings 0\.2\.0/)
    assert.equal((await place.run(['upgrade', 'now'], undefined, program('next'))).status, 2)
    assert.equal((await place.run(['rollback', 'now'])).status, 2)
    const nothing = await place.rollback()
    assert.equal(nothing.status, 3)
    assert.match(nothing.stderr, /no upgrade to go back from/)
  }).skip(Boolean(missing), missing)

  test('with everything that people wrote, whatever the licence says', async ({ assert }) => {
    const place = await begun()
    writeFileSync(join(place.root, 'etc/belvedere/licence'), 'this has expired long ago\n')
    const secrets = place.files(place.secrets)
    const { status, stdout, stderr } = await place.upgrade(program('next'))
    assert.equal(status, 0, stderr)
    assert.match(stdout, /0\.2\.0 is ready at .* It was away for \d+ s/)
    assert.match(stdout, /To go back to 0\.1\.0: belvedere rollback/)
    assert.deepEqual(place.release, { version: '0.2.0', previous: '0.1.0' })
    assert.deepEqual(place.folders, ['0.1.0', '0.2.0', 'current'])
    assert.deepEqual(place.files(place.secrets), secrets)
    assert.deepEqual(place.migrations, ['0.1.0', '0.2.0'])
    await place.run(['status'])
    const { told, kept } = place.writing
    assert.deepEqual(kept, told)
    assert.isAbove(told.length, 5)

    // What was changed between the two passes, the second one's included, is in the copy.
    const copy = join(place.volume, 'before-0.2.0')
    assert.deepEqual(place.lines(copy, 'base/migrations'), ['0.1.0'])
    assert.deepEqual(place.lines(copy, 'control'), ['stopped'])
    const written = place.lines(copy, 'base/written')
    assert.isNotEmpty(written)
    assert.deepEqual(written, told.slice(0, written.length))
    assert.deepEqual(place.lines(copy, 'base/latest'), written.slice(-1))
    assert.isFalse(existsSync(join(copy, 'postmaster.pid')))

    const well = await place.run(['status', '--json'])
    assert.containSubset(JSON.parse(well.stdout), {
      release: '0.2.0',
      copies: [{ name: 'before-0.2.0', mebibytes: 1 }],
    })
    assert.match((await place.run(['doctor'])).stdout, /before-0\.2\.0 +1 MiB/)
    const again = await place.upgrade(program('next'))
    assert.equal(again.status, 3)
    assert.match(again.stderr, /0\.2\.0 is installed already/)
    // Its install finds everything done.
    place.forgetWords()
    const installed = await place.run(
      ['install', '--host', 'belvedere.example.org'],
      undefined,
      program('next')
    )
    assert.equal(installed.status, 0, installed.stderr)
    assert.notMatch(place.words(), /docker load/)
    assert.deepEqual(place.release, { version: '0.2.0', previous: '0.1.0' })
  }).skip(Boolean(missing), missing)

  test('with all of the database, although the clock is set back between the two passes', async ({
    assert,
  }) => {
    const place = await begun()
    // It is ahead until the copy has begun; the files' own times are right.
    place.tell('slept', '3600\n')
    const { status, stderr } = await place.upgrade(program('next'))
    assert.equal(status, 0, stderr)
    const copy = join(place.volume, 'before-0.2.0')
    const written = place.lines(copy, 'base/written')
    assert.isAbove(written.length, 1)
    assert.deepEqual(place.lines(copy, 'base/latest'), written.slice(-1))
  }).skip(Boolean(missing), missing)

  test('and back, keeping everything that was written since', async ({ assert }) => {
    const place = await begun()
    assert.equal((await place.upgrade(program('next'))).status, 0)
    await place.run(['status'])
    const { status, stdout, stderr } = await place.rollback(['--json'])
    assert.equal(status, 0, stderr)
    assert.containSubset(JSON.parse(stdout), { ok: true, release: '0.1.0', kept: true })
    assert.deepEqual(place.release, { version: '0.1.0', previous: null })
    assert.deepEqual(place.folders, ['0.1.0', 'current'])
    assert.deepEqual(readdirSync(place.volume), ['data'])
    assert.notMatch(readFileSync(join(place.engine, 'images'), 'utf8'), /0\.2\.0/)
    assert.deepEqual(place.migrations, ['0.1.0', '0.2.0'])
    const { told, kept } = place.writing
    assert.deepEqual(kept, told)
    assert.equal((await place.rollback()).status, 3)
    assert.equal((await place.upgrade(program('next'))).status, 0)
    assert.deepEqual(place.writing.kept, place.writing.told)
  }).skip(Boolean(missing), missing)

  test('and back to the database of then, once one says what is given up', async ({ assert }) => {
    const place = await begun()
    // Backups are made, and have what is given up: what is written next needs names of its own.
    writeFileSync(join(place.volume, 'archive.conf'), 'archive_timeout = 30\n')
    assert.equal((await place.upgrade(program('new-schema'))).status, 0)
    await place.run(['status'])
    const before = place.everything
    const refused = await place.rollback()
    assert.equal(refused.status, 3)
    const since = /since (\S+Z) would be given up/.exec(refused.stderr)?.[1] ?? ''
    assert.notEqual(since, '')
    const wrong = await place.rollback(['--confirm', '2020-01-01T00:00:00Z'])
    assert.equal(wrong.status, 3)
    assert.deepEqual(place.everything, before)

    const written = place.lines(join(place.volume, 'before-0.2.0'), 'base/written')
    const { told } = place.writing
    const { status, stdout, stderr } = await place.rollback(['--confirm', since])
    assert.equal(status, 0, stderr)
    assert.match(stdout, new RegExp(`What was written since ${since} was given up`))
    assert.deepEqual(place.migrations, ['0.1.0'])
    const conf = place.lines(place.volume, 'data/postgresql.auto.conf').join('\n')
    assert.match(conf, /^recovery_target_timeline = 'current'\nrestore_command = 'case %f/)
    assert.isFalse(existsSync(join(place.volume, 'data/recovery.signal')))
    assert.deepEqual(place.writing.kept.slice(0, written.length), written)
    // What was given up is kept aside …
    const aside = place.lines(place.volume, 'given-up-0.2.0/base/written')
    assert.deepEqual(aside.slice(0, told.length), told)
    // … until one asks for room.
    const forgotten = await place.rollback(['--forget'])
    assert.equal(forgotten.status, 0, forgotten.stderr)
    assert.sameMembers(readdirSync(place.volume), ['archive.conf', 'data'])
  }).skip(Boolean(missing), missing)

  test('and on to a third: then one can go back to the second alone', async ({ assert }) => {
    const place = await begun()
    assert.equal((await place.upgrade(program('next'))).status, 0)
    // One that fails leaves the way back to the first.
    place.tell('does-not-migrate', '0.3.0\n')
    assert.equal((await place.upgrade(program('third'))).status, 1)
    assert.deepEqual(place.release, { version: '0.2.0', previous: '0.1.0' })
    assert.deepEqual(place.folders, ['0.1.0', '0.2.0', 'current'])
    assert.include(readdirSync(place.volume), 'before-0.2.0')
    place.tell('does-not-migrate', '')
    const { status, stderr } = await place.upgrade(program('third'))
    assert.equal(status, 0, stderr)
    assert.deepEqual(place.release, { version: '0.3.0', previous: '0.2.0' })
    assert.deepEqual(place.folders, ['0.2.0', '0.3.0', 'current'])
    assert.deepEqual(readdirSync(place.volume).toSorted(), ['before-0.3.0', 'data'])
    assert.notMatch(readFileSync(join(place.engine, 'images'), 'utf8'), /0\.1\.0/)
    assert.equal((await place.run(['uninstall'])).status, 0)
    assert.equal(readFileSync(join(place.engine, 'images'), 'utf8'), '')
  }).skip(Boolean(missing), missing)

  test('and an older one does not come onto data that an uninstall has kept', async ({
    assert,
  }) => {
    const place = await begun()
    assert.equal((await place.upgrade(program('next'))).status, 0)
    assert.equal((await place.run(['uninstall'])).status, 0)
    const words = ['install', '--host', 'belvedere.example.org']
    const before = readdirSync(join(place.root, 'var/lib/belvedere'), { recursive: true })
    place.forgetWords()
    const refused = await place.run(words)
    assert.equal(refused.status, 3)
    assert.match(
      refused.stderr,
      /the data here are of 0\.2\.0, and 0\.1\.0 cannot use them: install 0\.2\.0 or a later release; nothing was changed/
    )
    const looked = await place.run(['preflight'])
    assert.match(looked.stdout, /fail +existing_install +data of 0\.2\.0/)
    assert.notMatch(place.words(), /docker load|docker compose .* (down|up)/)
    assert.deepEqual(
      readdirSync(join(place.root, 'var/lib/belvedere'), { recursive: true }),
      before
    )
    assert.isFalse(existsSync(join(place.root, 'opt/belvedere')))
    const { status, stderr } = await place.run(words, undefined, program('third'))
    assert.equal(status, 0, stderr)
    assert.deepEqual(place.writing.kept, place.writing.told)
  }).skip(Boolean(missing), missing)

  const failures: { title: string; says: RegExp; prepare: (place: UpgradeStage) => void }[] = [
    {
      title: 'cannot bring the database forward',
      says: /password \[secret\] is not good[^]*could not be brought to 0\.2\.0/,
      prepare: (place) => place.tell('does-not-migrate', '0.2.0\n'),
    },
    {
      title: 'is not well',
      says: /not ready after 180 s: web-1: running, unhealthy/,
      prepare: (place) => place.tell('ill', '0.2.0\n'),
    },
    {
      title: 'finds the disk full when the rest of the database is copied',
      says: /could not be copied: .*No space left on device/,
      prepare: (place) => place.tell('full', '--parents'),
    },
  ]

  for (const { title, says, prepare } of failures) {
    test(`not when it ${title}: the one before runs again`, async ({ assert }) => {
      const place = await begun()
      prepare(place)
      const before = place.everything
      const { status, stdout, stderr } = await place.run(
        ['upgrade', '--json'],
        undefined,
        program('new-schema')
      )
      assert.equal(status, 1, stderr)
      assert.containSubset(JSON.parse(stdout), { ok: false, release: '0.1.0', rolledBack: true })
      assert.match(stderr, says)
      assert.match(stderr, /0\.1\.0 runs again with everything that was there/)
      for (const secret of Object.values(place.files(place.secrets))) {
        assert.isFalse(`${stdout}${stderr}`.includes(secret.trim()), 'a secret was told')
      }
      assert.deepEqual(place.everything, before)
      assert.deepEqual(place.release, { version: '0.1.0', previous: null })
      assert.deepEqual(place.migrations, ['0.1.0'])
      assert.deepEqual(place.writing.kept, place.writing.told)
      assert.isFalse(existsSync(join(place.volume, 'data/base/half')))
      assert.equal((await place.run(['status'])).status, 0)
    }).skip(Boolean(missing), missing)
  }

  test('not when the disk is full before it begins: nothing is stopped', async ({ assert }) => {
    const place = await begun()
    place.tell('full', '.making')
    const { status, stderr } = await place.upgrade(program('next'))
    assert.equal(status, 1)
    assert.match(stderr, /no space left for a copy of the database .*nothing was stopped/)
    assert.notMatch(place.words(), /docker compose .* down/)
    const ill = await place.run(['status'])
    assert.equal(ill.status, 5)
    assert.match(ill.stdout, /an upgrade to 0\.2\.0 was begun/)
    for (const words of [['rotate', 'services'], ['uninstall'], ['rollback', '--forget']]) {
      const between = await place.run(words)
      assert.equal(between.status, 3, words.join(' '))
      assert.match(between.stderr, /an upgrade to 0\.2\.0 was begun/)
    }
    const other = await place.upgrade(program('third'))
    assert.equal(other.status, 3)
    place.tell('full', 'nothing')
    assert.equal((await place.upgrade(program('next'))).status, 0)
    assert.deepEqual(place.writing.kept, place.writing.told)
  }).skip(Boolean(missing), missing)

  test('although it is killed at any stage: it goes on, or back', async ({ assert }) => {
    const whole = await begun()
    assert.equal((await whole.upgrade(program('new-schema'))).status, 0)
    const listed = await belvedere(program('new-schema'), ['upgrade', '--stages'])
    const stages = listed.stdout.trim().split('\n')
    const random = numbersOf(SEED)
    console.log(`    KILLS_SEED=${SEED}`)
    for (const [index, name] of stages.entries()) {
      const programs = whole.programsIn(index)
      assert.isAbove(programs, 0, `nothing was seen of ${name}`)
      for (let kill = 0; kill < KILLS; kill++) {
        const at = 1 + Math.floor(random() * programs)
        const place = await begun()
        place.unwatched = true
        const killed = await place.upgrade(program('new-schema'), { stage: index, at })
        assert.isNull(killed.status, `${name} was not killed at ${at} of ${programs}`)
        const goesOn = random() < 0.5
        const what = `${name}, at ${at} of ${programs}, ${goesOn ? 'on' : 'back'}`
        const planned = existsSync(join(place.root, 'var/lib/belvedere/upgrade'))
        if (goesOn) {
          const { status, stderr } = await place.upgrade(program('new-schema'))
          assert.equal(status, 0, `${what}: ${stderr}`)
          assert.deepEqual(place.release, { version: '0.2.0', previous: '0.1.0' }, what)
        } else if (planned) {
          // Before it was opened nobody is asked; afterwards it says what would be given up.
          const { status, stderr } = await place.rollback()
          const since = /--confirm (\S+Z)/.exec(stderr)?.[1]
          if (status === 3 && since) {
            assert.include(['switch', 'open', 'finish'], name)
            assert.equal((await place.rollback(['--confirm', since])).status, 0, what)
          } else {
            assert.equal(status, 0, `${what}: ${stderr}`)
            assert.deepEqual(place.writing.kept, place.writing.told, what)
          }
          assert.deepEqual(place.release, { version: '0.1.0', previous: null }, what)
          assert.deepEqual(place.migrations, ['0.1.0'], what)
        }
        if (goesOn || !planned) assert.deepEqual(place.writing.kept, place.writing.told, what)
        assert.equal((await place.run(['status'])).status, 0, what)
        console.log(`    killed in ${what}: well`)
      }
    }
  })
    .skip(Boolean(missing), missing)
    .timeout(900_000)

  test('and back, although that is killed at any stage', async ({ assert }) => {
    const confirm = async (place: UpgradeStage) =>
      /--confirm (\S+Z)/.exec((await place.rollback()).stderr)?.[1] ?? ''
    const whole = await begun()
    await whole.upgrade(program('new-schema'))
    const since = await confirm(whole)
    whole.forgetWords()
    assert.equal((await whole.rollback(['--confirm', since])).status, 0)
    const random = numbersOf(SEED)
    console.log(`    KILLS_SEED=${SEED}`)
    for (const index of [0, 1, 2, 3, 4]) {
      const programs = whole.programsIn(index)
      assert.isAbove(programs, 0, `nothing was seen of stage ${index}`)
      for (let kill = 0; kill < KILLS; kill++) {
        const at = 1 + Math.floor(random() * programs)
        const place = await begun()
        place.unwatched = true
        await place.upgrade(program('new-schema'))
        const words = ['--confirm', await confirm(place)]
        const written = place.lines(join(place.volume, 'before-0.2.0'), 'base/written')
        const { told } = place.writing
        const killed = await place.rollback(words, { stage: index, at })
        const what = `stage ${index}, at ${at} of ${programs}`
        assert.isNull(killed.status, what)
        const { status, stderr } = await place.rollback(words)
        assert.equal(status, 0, `${what}: ${stderr}`)
        assert.deepEqual(place.release, { version: '0.1.0', previous: null }, what)
        assert.deepEqual(place.migrations, ['0.1.0'], what)
        assert.deepEqual(place.writing.kept.slice(0, written.length), written, what)
        const aside = place.lines(place.volume, 'given-up-0.2.0/base/written')
        assert.deepEqual(aside.slice(0, told.length), told, what)
        console.log(`    killed in ${what}: went on`)
      }
    }
  })
    .skip(Boolean(missing), missing)
    .timeout(600_000)
})
