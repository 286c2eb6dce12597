import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { belvedere } from '#tests/support/bundles'
import { InstallStages, missingForInstalls, type InstallStage } from '#tests/support/install_stage'
import { numbersOf } from '#tests/support/random'
import { STATUS_FILES } from '../../app/appliance/status/status_files.js'

const missing = missingForInstalls()
const SEED = Number(process.env.KILLS_SEED ?? Math.floor(Math.random() * 2 ** 31))
const HOST = 'belvedere.example.org'
const SETS = 'database/backup/belvedere'

test.group('What a backup gives back', (group) => {
  const machines = new InstallStages(group)
  let copies = 0
  /** An appliance with people in it, and a backup of it. */
  let lived: InstallStage

  group.tap((each) => each.skip(Boolean(missing), missing).timeout(600_000))
  group.setup(async () => {
    if (missing) return
    lived = await machines.installed()
    writeFileSync(join(lived.engine, 'set-up'), '')
    const { status, stderr } = await lived.run(['backup'])
    if (status !== 0) throw new Error(stderr)
    fill(lived, 'what people made')
    await lived.run(['backup'])
  })

  const settings = (stage: InstallStage) => join(stage.root, 'etc/belvedere')
  const state = (stage: InstallStage) => join(stage.root, 'var/lib/belvedere')
  const backups = (stage: InstallStage) => join(state(stage), 'backups')
  const key = () => join(lived.secrets, 'recovery_key')

  /** Folder of a volume that is in use. */
  function volume(stage: InstallStage, name: string) {
    const environment = readFileSync(join(settings(stage), 'belvedere.env'), 'utf8')
    const volumes = /^BELVEDERE_VOLUMES=(.*)$/m.exec(environment)?.[1]
    const place = volumes ? join('volumes.d', `${volumes}_${name}`) : name
    return join(stage.engine, place, '_data')
  }

  /** Writes one row and one object. */
  function fill(stage: InstallStage, words: string) {
    for (const name of ['postgres', 'objects']) {
      mkdirSync(join(volume(stage, name), 'data'), { recursive: true })
    }
    writeFileSync(join(volume(stage, 'postgres'), 'words'), words)
    writeFileSync(join(volume(stage, 'objects'), 'data', 'object'), words)
  }

  /** The row, the object, and the key that opens both. */
  function held(stage: InstallStage) {
    return [
      join(volume(stage, 'postgres'), 'words'),
      join(volume(stage, 'objects'), 'data', 'object'),
      join(stage.secrets, 'appliance_key'),
      join(volume(stage, 'home'), 'keys', 'data_keys.json'),
    ].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
  }

  const from = (place = backups(lived), file = key()) => [
    ...['restore', '--from', place, '--recovery-key', file],
  ]

  /** A copy of the backups, with the ledger changed. */
  function copyOf(change = (line: string) => line) {
    const place = join(machines.quick, `copy-${copies++}`)
    cpSync(backups(lived), place, { recursive: true })
    const ledger = join(place, 'backups.list')
    const lines = readFileSync(ledger, 'utf8').trim().split('\n')
    writeFileSync(ledger, lines.map((line) => `${change(line)}\n`).join(''))
    return place
  }

  test('is not asked for with wrong words', async ({ assert }) => {
    const stage = await machines.installed()
    const wrong = [
      ['restore'],
      ['restore', 'now'],
      ['restore', '--from', 'relative', '--recovery-key', key()],
      ['restore', '--from', backups(lived)],
      from(backups(lived), '/nowhere'),
      [...from(), '--until', 'yesterday'],
      ['drill', 'now'],
    ]
    for (const words of wrong) assert.equal((await stage.run(words)).status, 2, words.join(' '))
    for (const words of [['drill'], ['restore', '--undo'], ['restore', '--forget']]) {
      assert.equal((await stage.run(words)).status, 3, words.join(' '))
    }
  })

  test('is refused before anything is changed', async ({ assert }) => {
    const other = join(machines.quick, 'other-key')
    writeFileSync(other, `${'0'.repeat(64)}\n`)
    const noKey = join(machines.quick, 'no-key')
    writeFileSync(noKey, 'a password\n')
    const newer = copyOf((line) => line.replace(' 0.1.0 ', ' 0.2.0 '))
    const large = copyOf((line) => line.replace(/\d+$/, String(600 * 2 ** 30)))
    const noSet = copyOf()
    const set = readFileSync(join(noSet, 'backups.list'), 'utf8').trim().split('\n').at(-1)
    rmSync(join(noSet, SETS, set?.split(' ')[5] ?? '', 'words'))
    const gap = copyOf()
    const archive = 'database/archive/belvedere/17-1/0000000100000000'
    writeFileSync(join(gap, archive, '000000010000000000000005-abcdef.zst'), '')
    const noKeys = copyOf()
    rmSync(join(noKeys, 'files', `stream.${set?.split(' ')[7]}`))
    const noObjects = copyOf()
    rmSync(join(noObjects, 'files', `objects.${set?.split(' ')[6]}`))
    const refused: [what: string, words: string[], status: number, said: RegExp][] = [
      ['another key', from(backups(lived), other), 4, /is not the recovery key/],
      ['no key', from(backups(lived), noKey), 4, /holds no recovery key/],
      ['no backups', from(machines.quick), 4, /holds no backup/],
      ['too early', [...from(), '--until', '2020-01-01T00:00:00Z'], 4, /older than 2020/],
      ['a newer release', from(newer), 3, /is of 0\.2\.0, and 0\.1\.0 is installed/],
      ['no room', from(large), 3, /500 GiB are free .*601 are needed/],
      ['a set that is gone', from(noSet), 4, /set is not valid; nothing was changed/],
      ['a gap', from(gap), 4, /changes between .*03 and .*05 are missing/],
      ['keys that are gone', from(noKeys), 4, /does not give back.*nothing was changed/],
      ['objects that are gone', from(noObjects), 4, /does not give back.*nothing was changed/],
    ]
    const stage = await machines.installed()
    fill(stage, 'nothing yet')
    const before = held(stage)
    for (const [what, words, status, said] of refused) {
      const answer = await stage.run(words)
      assert.equal(answer.status, status, `${what}: ${answer.stderr}`)
      assert.match(answer.stderr, said, what)
      assert.deepEqual(held(stage), before, what)
    }
    assert.notMatch(stage.words(), / down /)
  })

  test('does not take the place of something without being told twice', async ({ assert }) => {
    const stage = await machines.installed()
    fill(stage, 'something else')
    writeFileSync(join(stage.engine, 'set-up'), '')
    const before = held(stage)
    for (const words of [from(), [...from(), '--confirm', 'another.example.org']]) {
      const { status, stderr } = await stage.run(words)
      assert.equal(status, 3)
      assert.match(stderr, /something here already.*--confirm belvedere\.example\.org/)
    }
    rmSync(join(stage.engine, 'set-up'))
    writeFileSync(join(stage.engine, 'database-down'), '')
    assert.equal((await stage.run(from())).status, 3, 'a database that does not answer')
    assert.deepEqual(held(stage), before)
    assert.notMatch(stage.words(), / down /)

    const restored = await stage.run([...from(), '--confirm', HOST])
    assert.equal(restored.status, 0, restored.stderr)
    assert.deepEqual(held(stage), held(lived))
    const again = await stage.run([...from(), '--confirm', HOST])
    assert.equal(again.status, 3)
    assert.match(again.stderr, /still keeps what it replaced/)
    const undone = await stage.run(['restore', '--undo'])
    assert.equal(undone.status, 0, undone.stderr)
    assert.deepEqual(held(stage), before)
    assert.equal((await stage.run([...from(), '--confirm', HOST])).status, 0)
    assert.equal((await stage.run(['restore', '--forget'])).status, 0)
    assert.deepEqual(held(stage), held(lived))
    assert.equal((await stage.run(['restore', '--undo'])).status, 3)
  })

  test('is what was there, with the keys, and tells no secret', async ({ assert }) => {
    const stage = await machines.installed()
    const { status, stdout, stderr } = await stage.run([...from(), '--json'])
    assert.equal(status, 0, stderr)
    assert.containSubset(JSON.parse(stdout), { ok: true, address: `https://${HOST}` })
    assert.deepEqual(held(stage), held(lived))
    assert.deepEqual(stage.files(stage.secrets), lived.files(lived.secrets))
    const words = [stage.words(), stdout, stderr].join()
    for (const [name, value] of Object.entries(stage.files(stage.secrets))) {
      for (const secret of value.match(/[0-9a-f]{64}/g) ?? [value.trim()]) {
        assert.isFalse(words.includes(secret), `${name} was told`)
      }
    }
  })

  test('comes although it is killed at any stage', async ({ assert }) => {
    const whole = await machines.installed()
    assert.equal((await whole.run(from())).status, 0)
    const { stdout } = await belvedere(machines.program, ['restore', '--stages'])
    const ran = whole.words().split('\n')
    const random = numbersOf(SEED)
    console.log(`    KILLS_SEED=${SEED}`)
    for (const [index, name] of stdout.trim().split('\n').entries()) {
      const stage = await machines.installed()
      fill(stage, 'nothing yet')
      const before = held(stage)
      const programs = ran.filter((line) => line.startsWith(`${index} `)).length
      assert.isAbove(programs, 0, `nothing was seen of ${name}`)
      const at = 1 + Math.floor(random() * programs)
      const killed = await stage.run(from(), { stage: index, at })
      const what = `${name}, at ${at} of ${programs}: ${killed.stderr}`
      assert.isNull(killed.status, what)
      if (['keys', 'database', 'objects'].includes(name))
        assert.deepEqual(held(stage), before, what)
      const again = await stage.run(from())
      assert.equal(again.status, 0, what + again.stderr)
      assert.deepEqual(held(stage), held(lived), what)
      const undone = await stage.run(['restore', '--undo'])
      assert.equal(undone.status, 0, what + undone.stderr)
      assert.deepEqual(held(stage), before, what)
    }
  })

  test('is undone although it was killed when it took over', async ({ assert }) => {
    const whole = await machines.installed()
    assert.equal((await whole.run(from())).status, 0)
    const ran = whole.words().split('\n')
    const random = numbersOf(SEED)
    for (const [index, name] of ['keys', 'database', 'objects', 'switch', 'start'].entries()) {
      if (index < 3) continue
      const stage = await machines.installed()
      fill(stage, 'nothing yet')
      const before = held(stage)
      const programs = ran.filter((line) => line.startsWith(`${index} `)).length
      const at = 1 + Math.floor(random() * programs)
      const killed = await stage.run(from(), { stage: index, at })
      const what = `${name}, at ${at} of ${programs} (KILLS_SEED=${SEED}): ${killed.stderr}`
      if (existsSync(join(settings(stage), '.replaced'))) {
        assert.equal((await stage.run(['backup'])).status, 3, what)
        const undone = await stage.run(['restore', '--undo'])
        assert.equal(undone.status, 0, what + undone.stderr)
      }
      assert.deepEqual(held(stage), before, what)
    }
  })

  test('is drilled beside what runs, and differences are told', async ({ assert }) => {
    const before = held(lived)
    const { status, stdout, stderr } = await lived.run(['drill', '--json'])
    assert.equal(status, 0, stderr)
    const file = join(state(lived), 'status/drill.json')
    const told = STATUS_FILES.drill(JSON.parse(readFileSync(file, 'utf8')))
    assert.equal(JSON.stringify(told), JSON.stringify(JSON.parse(stdout)))
    assert.isTrue(told.ok)
    const ledger = join(backups(lived), 'backups.list')
    const line = readFileSync(ledger, 'utf8').trim().split('\n').at(-1) ?? ''
    writeFileSync(join(backups(lived), SETS, line.split(' ')[5] ?? '', 'words'), 'other words')
    const differs = await lived.run(['drill'])
    assert.equal(differs.status, 5, differs.stderr)
    assert.match(differs.stdout, /1 differ.\npublic\.things/)
    assert.containSubset(JSON.parse(readFileSync(file, 'utf8')), { ok: false, differences: 1 })
    rmSync(join(backups(lived), 'files', `objects.${line.split(' ')[6]}`))
    const lost = await lived.run(['drill'])
    assert.equal(lost.status, 4, lost.stderr)
    assert.deepEqual(held(lived), before)
    assert.isFalse(
      existsSync(join(lived.engine, 'volumes.d', `${lived.project}-drill_postgres`, '_data'))
    )
  })
})
