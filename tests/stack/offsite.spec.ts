import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { canMakeCertificates, makeCertificates } from '#tests/support/certificates'
import { differences, objectsOf, rowsOf, writeObject } from '#tests/support/held_content'
import { canMakeKeys, startBucket, startHost, type OtherPlace } from '#tests/support/other_places'
import { makeRealBundle, RealInstall } from '#tests/support/real_install'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import type { Answer } from '#tests/support/bundles'

const HOST = 'localhost'
const PORTS = ['--http-port', '9080', '--https-port', '9443']
const SECRET_WORD = /^[0-9a-f]{40}$/

const missing = () => {
  if (!Stack.running()) return NEEDS_STACK
  if (!canMakeCertificates) return 'no openssl'
  return canMakeKeys ? undefined : 'no ssh-keygen'
}

test.group('A copy of the backups at another place', (group) => {
  let folder = ''
  let first: RealInstall
  let second: RealInstall
  let bucket: OtherPlace
  let host: OtherPlace
  group.tap((each) => each.skip(missing() !== undefined, missing()).timeout(900_000))
  group.setup(async () => {
    const stack = Stack.running()
    if (!stack || missing()) return
    folder = mkdtempSync(join(stack.engine.folder, 'offsite-'))
    const program = makeRealBundle(folder)
    first = new RealInstall(stack.engine, program, join(folder, 'first'))
    second = new RealInstall(stack.engine, program, join(folder, 'second'))
    bucket = await startBucket(stack.engine, folder)
    host = await startHost(stack.engine, folder)
    const { status, stderr } = first.run('install', '--host', HOST, ...PORTS)
    if (status !== 0) throw new Error(stderr)
    first.makeDemo()
    first.sql('create table tried (id serial primary key, object text not null, words text)')
    first.sql(
      `insert into tried (object, words) select 'none', repeat(md5(i::text), 8) from generate_series(1, 20000) i`
    )
    for (let count = 0; count < 40; count++) writeObject(first, 2 ** 18)
  })
  group.teardown(() => {
    if (missing()) return
    for (const install of [first, second]) install.remove(HOST)
    for (const place of [bucket, host]) place.end()
  })

  const settingsOf = (install: RealInstall) => join(install.settings, 'offsite')
  const backupsOf = (install: RealInstall) => join(install.root, 'var/lib/belvedere/backups')
  const statusOf = (install: RealInstall): unknown =>
    JSON.parse(readFileSync(join(install.root, 'var/lib/belvedere/status/offsite.json'), 'utf8'))
  const done = ({ status, stdout, stderr }: Answer) => {
    if (status !== 0) throw new Error(stdout + stderr)
    return stdout
  }

  test('is not taken up where it is not what it should be, and nothing is changed', ({
    assert,
  }) => {
    const other = makeCertificates(2)
    const wrong = join(folder, 'wrong')
    writeFileSync(wrong, '0'.repeat(40))
    const unknown = join(folder, 'unknown')
    writeFileSync(unknown, `elsewhere ${readFileSync(join(folder, 'host/host_key.pub'), 'utf8')}`)
    const changed = join(folder, 'changed')
    const own = readFileSync(join(folder, 'host/own_key.pub'), 'utf8').trim()
    writeFileSync(changed, `[192.0.2.1]:7272 ${own}\n`)
    const refused: [what: string, file: string, status: number, said: RegExp][] = [
      ['another secret', bucket.describe({ 'secret-key': wrong }), 3, /refused: .*Signature/],
      ['another authority', bucket.describe({ ca: other.authority }), 4, /untrusted: .*x509/],
      ['no bucket', bucket.describe({ bucket: 'nowhere' }), 3, /noBucket: /],
      ['nobody', bucket.describe({ url: 'https://192.0.2.1:7979' }), 3, /unreachable: /],
      ['no such name', bucket.describe({ url: 'https://nobody.example' }), 3, /not known/],
      ['an unknown host key', host.describe({ 'known-hosts': unknown }), 4, /key is unknown/],
      ['a changed host key', host.describe({ 'known-hosts': changed }), 4, /key mismatch/],
      ['another key', host.describe({ key: join(folder, 'host/host_key') }), 3, /authenticate/],
    ]
    for (const [what, file, status, said] of refused) {
      const answer = first.run('offsite', '--to', file)
      console.log(`    ${what}: ${answer.stderr.trim().split('\n').at(-1)}`)
      assert.equal(answer.status, status, `${what}: ${answer.stderr}`)
      assert.match(answer.stderr, said, what)
      assert.match(answer.stderr, /nothing was changed/, what)
      assert.isFalse(existsSync(settingsOf(first)), what)
    }
    other.remove()
    assert.equal(first.run('offsite').status, 3)
  })

  test('is made on another host by SFTP, read back, and mended there', ({ assert }) => {
    done(first.run('offsite', '--to', host.describe()))
    assert.equal(first.run('offsite').status, 3, 'there is no backup yet')
    const backup: unknown = JSON.parse(done(first.run('backup', '--json')))
    assert.containSubset(backup, { ok: true, offsite: 'whole' })
    const [pack = ''] = globSync('clinic/backups/files/data/*/*', { cwd: host.data })
    flip(join(host.data, pack))
    done(first.run('offsite'))
    const name = pack.split('/').slice(-4).join('/')
    const here = readFileSync(join(backupsOf(first), name))
    assert.isTrue(here.equals(readFileSync(join(host.data, pack))), 'mended')
    const drill = done(first.run('drill', '--offsite', '--json'))
    assert.containSubset(JSON.parse(drill), { ok: true, differences: 0 })
    assert.isFalse(existsSync(join(first.root, 'var/lib/belvedere/offsite-drill')))
  })

  test('is made in a bucket, and tells no secret', ({ assert }) => {
    done(first.run('offsite', '--to', bucket.describe()))
    const begun = performance.now()
    const { stdout, stderr } = first.run('backup', '--json')
    console.log(`    ${stdout.trim()} after ${secondsSince(begun)} s`)
    assert.containSubset(JSON.parse(stdout), { ok: true, offsite: 'whole' })
    assert.containSubset(statusOf(first), {
      target: 's3 https://192.0.2.1:7171/kept/clinic/backups',
      problem: null,
    })
    assert.equal(first.run('status').status, 0)
    const bundle = done(first.run('support-bundle', '--preview'))
    for (const name of ['access_key', 'secret_key']) {
      const word = readFileSync(join(folder, name), 'utf8')
      assert.notInclude(bundle + stdout + stderr, word, name)
      if (name === 'secret_key') assert.match(word, SECRET_WORD)
    }
    const here = fileNames(join(backupsOf(first), 'files')).filter((each) => !/^locks/.test(each))
    const there = fileNames(join(bucket.data, 'clinic/backups/files'))
    assert.sameMembers(there, here)
  })

  test('is not written over where another appliance writes', ({ assert }) => {
    const ledger = join(backupsOf(first), 'backups.list')
    const whole = readFileSync(ledger, 'utf8')
    writeFileSync(ledger, '')
    const before = fileNames(bucket.data)
    const lost = first.run('offsite')
    assert.equal(lost.status, 3, lost.stderr)
    writeFileSync(ledger, whole.replaceAll(/2\d{7}T/g, '20200101T'))
    const foreign = first.run('offsite')
    assert.equal(foreign.status, 4, foreign.stderr)
    assert.match(foreign.stderr, /foreign: backup .* is there and not here/)
    assert.sameMembers(fileNames(bucket.data), before)
    writeFileSync(ledger, whole)
    assert.equal(first.run('status').status, 5)
    done(first.run('offsite'))
    assert.equal(first.run('status').status, 0)
  })

  test('is not written over by what is damaged here', ({ assert }) => {
    const [pack = ''] = globSync('data/*/*', { cwd: join(backupsOf(first), 'files') })
    const file = join(backupsOf(first), 'files', pack)
    const there = join(bucket.data, 'clinic/backups/files', pack)
    const good = readFileSync(there)
    flip(file)
    const damaged = first.run('offsite')
    assert.equal(damaged.status, 4, damaged.stderr)
    assert.match(damaged.stderr, /here: what is here differs/)
    assert.isTrue(readFileSync(there).equals(good))
    writeFileSync(file, good)
    flip(there)
    done(first.run('offsite'))
    assert.isTrue(readFileSync(there).equals(good))
  })

  test('has the last change within a minute, and is all that a new host needs', async ({
    assert,
  }) => {
    for (const service of ['web-1', 'web-2', 'worker']) {
      first.engine.docker('stop', `${first.project}-${service}-1`)
    }
    done(first.run('offsite', '--changes'))
    first.sql(`insert into tried (object, words) values ('none', 'after the backup')`)
    const name = first.sql('select pg_walfile_name(pg_current_wal_lsn())').trim()
    const begun = performance.now()
    const isThere = () => fileNames(bucket.data).some((each) => each.includes(`/${name}-`))
    while (!isThere()) {
      done(first.run('offsite', '--changes'))
      if (secondsSince(begun) > 120) throw new Error('The last change never came there')
    }
    console.log(`    the last change was there after ${secondsSince(begun)} s`)
    const pass = performance.now()
    done(first.run('offsite', '--changes'))
    console.log(`    a look for changes takes ${(performance.now() - pass).toFixed(0)} ms`)
    const [rows, objects] = [rowsOf(first), await objectsOf(first)]
    const key = join(folder, 'recovery_key')
    cpSync(join(first.settings, 'secrets/recovery_key'), key)
    done(first.remove(HOST))
    const label = `label=com.docker.compose.project=${first.project}`
    assert.equal(first.engine.docker('network', 'ls', '--quiet', '--filter', label), '')
    rmSync(first.root, { recursive: true, force: true })

    done(second.run('install', '--host', HOST, ...PORTS))
    const from = ['restore', '--from-offsite', bucket.describe(), '--recovery-key']
    const other = join(folder, 'other-key')
    writeFileSync(other, `${'0'.repeat(64)}\n`)
    const wrong = second.run(...from, other)
    assert.equal(wrong.status, 4, wrong.stderr)
    assert.match(wrong.stderr, /is not the recovery key/)
    const restoring = performance.now()
    console.log(`    ${done(second.run(...from, key, '--json')).trim()}`)
    console.log(`    fetched and restored in ${secondsSince(restoring)} s`)
    assert.deepEqual(differences(rows, rowsOf(second)), [])
    assert.deepEqual(await objectsOf(second), objects)
    assert.isAtLeast(Object.keys(objects).length, 40)
    assert.match(second.command('audit:verify'), /^OK: /m)

    done(second.run('offsite', '--to', bucket.describe()))
    const goesOn = second.run('backup', '--json')
    assert.containSubset(JSON.parse(done(goesOn)), { offsite: 'whole' })
    assert.equal(second.run('restore', '--forget').status, 0)
  })
})

/** Changes a byte in the middle of a file; its size and times of writing stay what they may. */
function flip(file: string) {
  const place = Math.floor(statSync(file).size / 2)
  const byte = readFileSync(file)[place] ?? 0
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.from([byte ^ 255]), 0, 1, place)
  closeSync(handle)
}

function fileNames(folder: string): string[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
}

function secondsSince(moment: number): number {
  return Math.round((performance.now() - moment) / 1000)
}
