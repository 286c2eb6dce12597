import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { run } from '../../bin/images/apt.js'
import { differences, objectsOf, rowsOf, writeObject } from '#tests/support/held_content'
import { makeRealBundle, RealInstall } from '#tests/support/real_install'
import { NEEDS_STACK, Stack } from '#tests/support/stack'

const HOST = 'localhost'
const PORTS = ['--http-port', '9080', '--https-port', '9443']

/** How much is kept and restored: `BACKUP_ROWS` rows, and objects of `BACKUP_OBJECTS_MIB` in all. */
const ROWS_KEPT = Number(process.env.BACKUP_ROWS ?? 20_000)
const OBJECTS_KEPT = 4 * Number(process.env.BACKUP_OBJECTS_MIB ?? 10)
const OBJECT_BYTES = 2 ** 18

test.group('What an appliance holds', (group) => {
  const stack = Stack.running()
  let folder = ''
  let first: RealInstall
  let second: RealInstall
  let program = ''
  /** Seconds that the first backup took. */
  let backupTook = 0
  group.tap((each) => each.skip(!stack, NEEDS_STACK).timeout(900_000))
  group.setup(() => {
    if (!stack) return
    folder = mkdtempSync(join(stack.engine.folder, 'backup-'))
    program = makeRealBundle(folder)
    first = new RealInstall(stack.engine, program, join(folder, 'first'))
    second = new RealInstall(stack.engine, program, join(folder, 'second'))
  })
  group.teardown(() => {
    if (!stack) return
    for (const install of [first, second]) install.remove(HOST)
  })

  test('is not kept before there is something, nor restored from nothing', ({ assert }) => {
    assert.equal(first.run('backup').status, 3)
    assert.equal(first.run('drill').status, 3)
    const { status, stderr } = first.run('install', '--host', HOST, ...PORTS)
    assert.equal(status, 0, stderr)
    assert.equal(first.run('drill').status, 3)
    assert.equal(first.run('restore').status, 2)
    const key = join(first.settings, 'secrets/recovery_key')
    const nothing = first.run('restore', '--from', folder, '--recovery-key', key)
    assert.equal(nothing.status, 4, nothing.stderr)
    assert.match(nothing.stderr, /holds no backup/)
  })

  test('is kept while people go on, consistently', async ({ assert }) => {
    first.makeDemo()
    first.sql('create table tried (id serial primary key, object text not null, words text)')
    first.sql(
      `insert into tried (object, words) select 'none', repeat(md5(i::text), 8) from generate_series(1, ${ROWS_KEPT}) i`
    )
    for (let count = 0; count < OBJECTS_KEPT; count++) writeObject(first, OBJECT_BYTES)
    const psql = spawn(
      'docker',
      [...['exec', '-i', `${first.project}-postgres-1`, 'psql', '-qAtX', '-d', 'belvedere']],
      { env: stack!.engine.environment, stdio: ['pipe', 'pipe', 'inherit'] }
    )
    const child = spawn('/bin/sh', [program, 'backup', '--json', '--root', first.root], {
      env: first.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
    const ended = once(child, 'close')
    const begun = performance.now()
    let written = 0
    const write = async () => {
      const object = writeObject(first, 2_000)
      psql.stdin.write(
        `insert into tried (object, words) values ('${object}', 'x') returning pg_current_wal_lsn(), pg_sleep(0.02);\n`
      )
      const [told]: Buffer[] = await once(psql.stdout, 'data')
      written++
      return String(told).split('|')[0] ?? ''
    }
    while (child.exitCode === null) await write()
    await ended
    backupTook = secondsSince(begun)
    // What a host lost at any moment would take with it: from two moments of keeping to the next.
    let [longest, kept] = [0, 0]
    while (kept < 2) {
      const change = { at: performance.now(), place: await write() }
      const name = first.sql(`select pg_walfile_name('${change.place}')`).trim()
      while (
        first.sql(`select last_archived_wal >= '${name}' from pg_stat_archiver`).trim() !== 't'
      ) {
        await write()
        if (secondsSince(change.at) > 120) throw new Error('The last change was never kept')
      }
      longest = Math.max(longest, secondsSince(change.at))
      kept++
    }
    console.log(`    a change was kept after ${longest.toFixed(0)} s at most`)
    assert.isAtMost(longest, 60)
    psql.stdin.end()
    await once(psql, 'close')
    console.log(`    ${written} objects and rows were written meanwhile`)
    assert.equal(child.exitCode, 0, said.stderr)
    const answer = JSON.parse(said.stdout)
    console.log(`    ${said.stdout.trim()}`)
    assert.containSubset(answer, { ok: true, verified: true })
    const status = join(first.root, 'var/lib/belvedere/status/backups.json')
    assert.containSubset(JSON.parse(readFileSync(status, 'utf8')), {
      backups: [{ id: answer.id, verified: true }],
    })
    const drill = first.run('drill', '--json')
    assert.equal(drill.status, 0, drill.stderr + drill.stdout)
    console.log(`    ${drill.stdout.trim()}`)
    assert.containSubset(JSON.parse(drill.stdout), { backup: answer.id, ok: true, differences: 0 })
  })

  /** Copies a folder with the owners of its files. */
  function copy(from: string, to: string) {
    run('cp', ['--archive', from, to])
    return to
  }

  const backupsOf = (install: RealInstall) => join(install.root, 'var/lib/belvedere/backups')

  test('is not restored with another key, nor from damaged backups, nor over something', ({
    assert,
  }) => {
    const backups = backupsOf(first)
    const key = join(first.settings, 'secrets/recovery_key')
    const from = ['restore', '--from', backups, '--recovery-key', key]
    const over = first.run(...from)
    assert.equal(over.status, 3, over.stderr)
    assert.match(over.stderr, /--confirm localhost/)
    const other = join(folder, 'other-key')
    writeFileSync(other, `${'0'.repeat(64)}\n`)
    const confirm = ['--confirm', HOST]
    const wrong = first.run('restore', '--from', backups, '--recovery-key', other, ...confirm)
    assert.equal(wrong.status, 4, wrong.stderr)
    assert.match(wrong.stderr, /is not the recovery key/)
    const early = first.run(...from, ...confirm, '--until', '2020-01-01T00:00:00Z')
    assert.equal(early.status, 4, early.stderr)
    const damaged = copy(backups, join(folder, 'damaged'))
    const bundles = globSync('database/backup/belvedere/*F/bundle/*', { cwd: damaged })
    for (const each of bundles) writeFileSync(join(damaged, each), 'not what was written')
    const broken = first.run('restore', '--from', damaged, '--recovery-key', key, ...confirm)
    assert.equal(broken.status, 4, broken.stderr)
    assert.match(broken.stderr, /nothing was changed/)
    assert.equal(first.run('status').status, 0)
  })

  test('is kept no longer when the disk is full, and goes on', ({ assert }) => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    run('mount', ['-t', 'tmpfs', '-o', 'size=4g', 'tmpfs', disk])
    try {
      const whole = first.run('backup', '--to', disk)
      assert.equal(whole.status, 0, whole.stderr)
      const { files, ffree } = statfsSync(disk)
      run('mount', ['-o', `remount,nr_inodes=${files - ffree + 2}`, disk])
      const full = first.run('backup')
      assert.equal(full.status, 1, full.stderr)
      console.log(`    ${full.stderr.trim().split('\n').at(-1)}`)
      assert.match(full.stderr, /stopped in .*[nN]o space left.*kept: 1 backups/)
      assert.equal(first.run('status').status, 0)
      first.sql(`insert into tried (object, words) values ('none', 'while the disk is full')`)
      run('mount', ['-o', `remount,nr_inodes=${files}`, disk])
      const again = first.run('backup')
      assert.equal(again.status, 0, again.stderr)
      assert.equal(first.run('backup', '--to', backupsOf(first)).status, 0)
    } finally {
      run('umount', ['--lazy', disk])
    }
  })

  test('is restored on another host, row by row and object by object', async ({ assert }) => {
    const backup = first.run('backup')
    assert.equal(backup.status, 0, backup.stderr)
    for (const service of ['web-1', 'web-2', 'worker']) {
      first.engine.docker('stop', `${first.project}-${service}-1`)
    }
    first.sql(`insert into tried (object, words) values ('none', 'after the backup')`)
    const lsn = first.sql('select pg_current_wal_lsn()').trim()
    const begun = performance.now()
    const archived = `select pg_sleep(1); select last_archived_wal >= pg_walfile_name('${lsn}') from pg_stat_archiver`
    while (first.sql(archived).trim() !== 't') {
      if (performance.now() - begun > 120_000) throw new Error('The last change was never kept')
    }
    console.log(`    the last change was kept after ${secondsSince(begun).toFixed(0)} s`)
    const [rows, objects] = [rowsOf(first), await objectsOf(first)]
    assert.isAbove(Object.keys(objects).length, 40)
    const carried = copy(backupsOf(first), join(folder, 'carried'))
    const key = copy(join(first.settings, 'secrets/recovery_key'), join(folder, 'recovery_key'))
    const gone = first.remove(HOST)
    assert.equal(gone.status, 0, gone.stderr)
    assert.isFalse(existsSync(first.settings))

    const installed = second.run('install', '--host', HOST, ...PORTS)
    assert.equal(installed.status, 0, installed.stderr)
    const restoring = performance.now()
    const restored = second.run('restore', '--from', carried, '--recovery-key', key, '--json')
    assert.equal(restored.status, 0, restored.stderr)
    console.log(`    ${restored.stdout.trim()}`)
    const comparing = performance.now()
    assert.deepEqual(differences(rows, rowsOf(second)), [])
    assert.deepEqual(await objectsOf(second), objects)
    const took = [backupTook, (comparing - restoring) / 1000, secondsSince(comparing)]
    console.log(
      `    ${ROWS_KEPT} rows and ${OBJECTS_KEPT / 4} MiB of objects: ` +
        `backup, restore and comparison took ${took.map((each) => each.toFixed(0)).join(', ')} s`
    )
    assert.isAtMost(
      took.reduce((sum, each) => sum + each),
      600
    )
    const proofs = second.command('audit:verify')
    console.log(`    audit:verify: ${proofs.trim()}`)
    assert.match(proofs, /^OK: /m)
    const secret = join(second.settings, 'secrets/recovery_key')
    assert.equal(readFileSync(secret, 'utf8'), readFileSync(key, 'utf8'))
    assert.equal(second.run('restore', '--forget').status, 0)
  })

  test('is restored although the live database is corrupt', async ({ assert }) => {
    const backup = second.run('backup')
    assert.equal(backup.status, 0, backup.stderr)
    const [rows, objects] = [rowsOf(second), await objectsOf(second)]
    const database = `${second.project}-postgres-1`
    second.engine.docker('kill', database)
    const control = join(second.volume('postgres', '/var/lib/postgresql'), 'data/global/pg_control')
    writeFileSync(control, randomBytes(8192))
    second.engine.docker('start', database)
    const from = ['--from', backupsOf(second), '--recovery-key', join(folder, 'recovery_key')]
    const unasked = second.run('restore', ...from)
    assert.equal(unasked.status, 3, unasked.stderr)
    const restored = second.run('restore', ...from, '--confirm', HOST)
    assert.equal(restored.status, 0, restored.stderr)
    assert.deepEqual(differences(rows, rowsOf(second)), [])
    assert.deepEqual(await objectsOf(second), objects)
    assert.match(second.command('audit:verify'), /^OK: /m)
  })
})

/** Seconds since a moment. */
function secondsSince(moment: number): number {
  return (performance.now() - moment) / 1000
}
