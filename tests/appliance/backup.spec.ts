import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { belvedere } from '#tests/support/bundles'
import { InstallStages, missingForInstalls, type InstallStage } from '#tests/support/install_stage'
import { numbersOf } from '#tests/support/random'
import { STATUS_FILES } from '../../app/appliance/status/status_files.js'

const missing = missingForInstalls()
const SEED = Number(process.env.KILLS_SEED ?? Math.floor(Math.random() * 2 ** 31))

test.group('A backup of an appliance', (group) => {
  const machines = new InstallStages(group)

  group.tap((each) => each.skip(Boolean(missing), missing).timeout(600_000))

  const backups = (stage: InstallStage) => join(stage.root, 'var/lib/belvedere/backups')
  const ledger = (stage: InstallStage) =>
    (stage.files(backups(stage))['backups.list'] ?? '').split('\n').filter(Boolean)

  test('is not made with wrong words, nor into what is no folder', async ({ assert }) => {
    const stage = await machines.installed()
    for (const words of [['now'], ['--to'], ['--to', 'relative'], ['--to', '/a b']]) {
      assert.equal((await stage.run(['backup', ...words])).status, 2, words.join(' '))
    }
    assert.equal((await stage.run(['backup', '--to', '/nowhere'])).status, 3)
    assert.notMatch(stage.words(), /pgbackrest/)
  })

  test('is not begun on a full disk, and says what is kept when it fills up', async ({
    assert,
  }) => {
    const stage = await machines.installed()
    writeFileSync(join(stage.engine, 'free'), '0\n')
    const before = await stage.run(['backup'])
    assert.equal(before.status, 3)
    assert.match(before.stderr, /has 0 GiB free.*there is no backup yet/)
    assert.notMatch(stage.words(), /pgbackrest (backup|stanza)/)
    writeFileSync(join(stage.engine, 'free'), '500\n')
    assert.equal((await stage.run(['backup'])).status, 0)
    const whole = ledger(stage)
    writeFileSync(join(stage.engine, 'full-backups'), '')
    const full = await stage.run(['backup'])
    assert.equal(full.status, 1)
    assert.match(full.stderr, /stopped in database: .*No space left.*kept: 1 backups/)
    assert.deepEqual(ledger(stage), whole)
    rmSync(join(stage.engine, 'full-backups'))
    assert.equal((await stage.run(['backup'])).status, 0)
  })

  test('is not made into a folder of another recovery key', async ({ assert }) => {
    const stage = await machines.installed()
    const first = await stage.run(['backup'])
    assert.equal(first.status, 0, first.stderr)
    writeFileSync(join(backups(stage), 'files/config'), 'another key\n')
    const { status, stderr } = await stage.run(['backup'])
    assert.equal(status, 4)
    assert.match(stderr, /not opened by the recovery key/)
    assert.lengthOf(ledger(stage), 1)
  })

  test('does not count when it does not give back what was written', async ({ assert }) => {
    const stage = await machines.installed()
    writeFileSync(join(stage.engine, 'damaged'), '')
    const { status, stderr } = await stage.run(['backup'])
    assert.equal(status, 1)
    assert.match(stderr, /stopped in verify: status: error/)
    assert.lengthOf(ledger(stage), 0)
  })

  test('is told to the console, and tells no secret to anybody', async ({ assert }) => {
    const stage = await machines.installed()
    const { status, stdout, stderr } = await stage.run(['backup', '--json'])
    assert.equal(status, 0, stderr)
    const answer = JSON.parse(stdout)
    const file = join(stage.root, 'var/lib/belvedere/status/backups.json')
    const told = STATUS_FILES.backups(JSON.parse(readFileSync(file, 'utf8')))
    assert.equal(told.target, backups(stage))
    assert.deepEqual(
      told.backups.map(({ id, bytes, verified }) => [id, bytes, verified]),
      [[answer.id, 1234 + 7 + 7, true]]
    )
    assert.equal(told.walArchivedAt, '2026-05-04T13:30:00Z')
    const words = [
      stage.words(),
      stdout,
      stderr,
      readFileSync(file, 'utf8'),
      ...ledger(stage),
    ].join()
    for (const [name, value] of Object.entries(stage.files(stage.secrets))) {
      for (const secret of value.match(/[0-9a-f]{64}/g) ?? [value.trim()]) {
        assert.isFalse(words.includes(secret), `${name} was told`)
      }
    }
  })

  test('goes on although it is killed at any stage', async ({ assert }) => {
    const stage = await machines.installed()
    // The first one does more than those that come later.
    assert.equal((await stage.run(['backup'])).status, 0)
    stage.forgetWords()
    assert.equal((await stage.run(['backup'])).status, 0)
    const { stdout } = await belvedere(machines.program, ['backup', '--stages'])
    const stages = stdout.trim().split('\n')
    const ran = stage.words().split('\n')
    const random = numbersOf(SEED)
    console.log(`    KILLS_SEED=${SEED}`)
    for (const [index, name] of stages.entries()) {
      const programs = ran.filter((line) => line.startsWith(`${index} `)).length
      assert.isAbove(programs, 0, `nothing was seen of ${name}`)
      const at = 1 + Math.floor(random() * programs)
      const before = ledger(stage)
      const killed = await stage.run(['backup'], { stage: index, at })
      const what = `${name}, at ${at} of ${programs}: ${killed.stderr}`
      assert.isNull(killed.status, what)
      // The newest of a day takes the place of an earlier one, once it is whole.
      const kept = ledger(stage).at(-1) ?? ''
      assert.isTrue(existsSync(join(backups(stage), `files/stream.${kept.split(' ')[7]}`)), what)
      if (name !== 'keep') assert.deepEqual(ledger(stage), before, what)
      const again = await stage.run(['backup', '--json'])
      assert.equal(again.status, 0, what + again.stderr)
      const { id } = JSON.parse(again.stdout)
      const line = ledger(stage).find((each) => each.startsWith(`${id} `))
      assert.isDefined(line, what)
      const keys = line!.split(' ')[7]
      assert.isTrue(existsSync(join(backups(stage), `files/stream.${keys}`)), what)
    }
  })
})
