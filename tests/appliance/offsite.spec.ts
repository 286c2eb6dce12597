import { spawnSync } from 'node:child_process'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { parse } from 'yaml'
import { root } from '#tests/services/place'
import { InstallStages, missingForInstalls, type InstallStage } from '#tests/support/install_stage'
import { numbersOf } from '#tests/support/random'
import { STATUS_FILES } from '../../app/appliance/status/status_files.js'

const missing = missingForInstalls()
const HOST = 'belvedere.example.org'
const DAY = 86_400_000
const SEED = Number(process.env.KILLS_SEED ?? Math.floor(Math.random() * 2 ** 31))

test.group('The containers of a copy of the backups', () => {
  test('are alone where there is a way out, with no key of the backups', ({ assert }) => {
    const file: ComposeFile = parse(readFileSync(join(root, 'compose/compose.yaml'), 'utf8'), {
      merge: true,
    })
    const carriers = Object.entries(file.services).filter(([, { networks }]) =>
      [networks].flat().includes('offsite')
    )
    assert.sameMembers(
      carriers.map(([name]) => name),
      ['carrier', 'fetcher']
    )
    for (const [name, { networks, secrets, volumes = [], profiles }] of carriers) {
      assert.deepEqual([networks, secrets, profiles], [['offsite'], [], ['keep']], name)
      const written = volumes.filter((volume) => !volume.endsWith(':ro'))
      assert.lengthOf(written, name === 'fetcher' ? 2 : 0, name)
    }
  })
})

interface ComposeFile {
  services: Record<
    string,
    { networks?: string[] | object; secrets?: string[]; volumes?: string[]; profiles?: string[] }
  >
}

test.group('A copy of the backups at another place', (group) => {
  const machines = new InstallStages(group)
  const installed = () => machines.installed({ unwatched: true })
  let places = 0

  group.tap((each) => each.skip(Boolean(missing), missing).timeout(600_000))

  const keys = () => {
    const place = join(machines.quick, 'keys')
    mkdirSync(place, { recursive: true })
    const file = (name: string, text: string) => {
      writeFileSync(join(place, name), text)
      return join(place, name)
    }
    return {
      access: file('access', 'ACCESSKEY0123456789'),
      secret: file('secret', 'SECRET/KEY+0123456789abcdef=\n'),
      ca: file('ca', '-----BEGIN CERTIFICATE-----\n'),
      key: file('key', '-----BEGIN OPENSSH PRIVATE KEY-----\n'),
      known: file('known', '[127.0.0.1]:22 ssh-ed25519 AAAA\n'),
      empty: file('empty', ''),
    }
  }

  /** A file that describes a place. */
  function describe(lines: Record<string, string>) {
    const file = join(machines.quick, `place-${places++}`)
    writeFileSync(
      file,
      Object.entries(lines)
        .map((pair) => `${pair.join('=')}\n`)
        .join('')
    )
    return file
  }

  function bucket(changes: Record<string, string> = {}) {
    const { access, secret, ca } = keys()
    return describe({
      ...{ kind: 's3', url: 'https://127.0.0.1:9000', bucket: 'kept', folder: 'clinic', ca },
      ...{ 'access-key': access, 'secret-key': secret, ...changes },
    })
  }

  function host(changes: Record<string, string> = {}) {
    const { key, known } = keys()
    return describe({
      ...{ kind: 'sftp', host: '127.0.0.1', user: 'belvedere', folder: 'backups/clinic' },
      ...{ key, 'known-hosts': known, ...changes },
    })
  }

  const state = (stage: InstallStage) => join(stage.root, 'var/lib/belvedere')
  const settings = (stage: InstallStage) => join(stage.root, 'etc/belvedere')
  const backups = (stage: InstallStage) => join(state(stage), 'backups')
  const away = (stage: InstallStage) => join(stage.engine, 'away')
  const says = (stage: InstallStage, text: string) =>
    writeFileSync(join(stage.engine, 'away-says'), `2026/11/23 14:00:00 ${text}\n`)
  const silent = (stage: InstallStage) => {
    for (const name of ['says', 'room', 'ends', 'bytes']) {
      rmSync(join(stage.engine, `away-${name}`), { force: true })
    }
  }

  /** Every file of a folder, with what is in it. */
  function filesIn(place: string): Record<string, string> {
    const names = globSync('**/*', { cwd: place }).toSorted()
    const files = names.filter((name) => statSync(join(place, name)).isFile())
    return Object.fromEntries(files.map((name) => [name, readFileSync(join(place, name), 'utf8')]))
  }

  /** What the console is told. */
  function told(stage: InstallStage) {
    const file = join(state(stage), 'status/offsite.json')
    return STATUS_FILES.offsite(JSON.parse(readFileSync(file, 'utf8')))
  }

  /** An appliance with a backup and a place for its copy. */
  async function placed(file = bucket()) {
    const stage = await installed()
    for (const words of [['backup'], ['offsite', '--to', file]]) {
      const { status, stderr } = await stage.run(words)
      if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`)
    }
    return stage
  }

  test('is not asked for with wrong words, nor at a place that is not described', async ({
    assert,
  }) => {
    const stage = await installed()
    const { ca, empty, secret } = keys()
    const twoWords = join(machines.quick, 'two-words')
    writeFileSync(twoWords, 'two words\n')
    const wrong = [
      ['now'],
      ['--to'],
      ['--to', '/nowhere'],
      ['--changes', '--forget'],
      ['--to', describe({ kind: 'tape' })],
      ['--to', bucket({ url: 'http://127.0.0.1:9000' })],
      ['--to', bucket({ bucket: '' })],
      ['--to', bucket({ bucket: 'kept\ttwice' })],
      ['--to', bucket({ 'secret-key': empty })],
      ['--to', bucket({ 'secret-key': 'secret' })],
      ['--to', bucket({ 'secret-key': twoWords })],
      ['--to', bucket({ ca: '/nowhere' })],
      ['--to', bucket({ password: 'a' })],
      ['--to', host({ 'known-hosts': empty })],
      ['--to', host({ key: '' })],
      ['--to', host({ port: 'ssh' })],
      ['--to', host({ folder: '' })],
    ]
    for (const words of wrong) {
      const answer = await stage.run(['offsite', ...words])
      assert.equal(answer.status, 2, words.join(' ') + answer.stderr)
    }
    assert.equal((await stage.run(['restore', '--from-offsite', bucket()])).status, 2)
    const both = ['restore', '--from-offsite', bucket(), '--from', '/a', '--recovery-key', ca]
    assert.equal((await stage.run(both)).status, 2)
    for (const words of [['offsite'], ['offsite', '--changes'], ['offsite', '--forget']]) {
      assert.equal((await stage.run(words)).status, 3, words.join(' '))
    }
    assert.equal((await stage.run(['drill', '--offsite'])).status, 3)
    assert.isFalse(existsSync(join(settings(stage), 'offsite')))
    assert.isFalse(existsSync(join(settings(stage), '.offsite.new')))
    assert.isTrue(existsSync(secret))
  })

  test('is refused where it cannot be, with the reason, and nothing is changed', async ({
    assert,
  }) => {
    const stage = await installed()
    const refused: [said: string, code: string, status: number][] = [
      ['Failed to cat: SignatureDoesNotMatch: …\n\tstatus code: 403, id', 'refused', 3],
      ['NewFs: ssh: handshake failed: ssh: unable to authenticate', 'refused', 3],
      ['NewFs: ssh: handshake failed: knownhosts: key is unknown', 'untrusted', 4],
      ['NewFs: ssh: handshake failed: knownhosts: key mismatch', 'untrusted', 4],
      [
        'Failed to cat: send request failed\ncaused by: tls: failed to verify certificate: x509',
        'untrusted',
        4,
      ],
      ['NoSuchBucket: The specified bucket does not exist.', 'noBucket', 3],
      ['dial tcp 127.0.0.1:9000: connect: connection refused', 'unreachable', 3],
      ['something that nobody has seen yet', 'failed', 3],
    ]
    for (const [said, code, status] of refused) {
      says(stage, said)
      const answer = await stage.run(['offsite', '--to', bucket()])
      assert.equal(answer.status, status, answer.stderr)
      assert.match(answer.stderr, new RegExp(`${code}: .*; nothing was changed`))
      assert.include(answer.stderr, said.split('\n')[0] ?? '', 'the cause, and not the last line')
      assert.isFalse(existsSync(join(settings(stage), 'offsite')))
      assert.isFalse(existsSync(join(settings(stage), '.offsite.new')))
    }
    silent(stage)
    const unknown = bucket({ url: 'https://nobody.invalid' })
    assert.match((await stage.run(['offsite', '--to', unknown])).stderr, /unreachable: .*not known/)
    assert.isNull(told(stage).target)
  })

  test('is not made over the backups of others, nor where some are that are missing here', async ({
    assert,
  }) => {
    const first = await placed()
    assert.equal((await first.run(['offsite'])).status, 0)
    const second = await installed()
    spawnSync('cp', ['-a', away(first), away(second)])
    assert.equal((await second.run(['backup'])).status, 0)
    const before = filesIn(away(second))
    const other = await second.run(['offsite', '--to', bucket()])
    assert.equal(other.status, 4, other.stderr)
    assert.match(other.stderr, /foreign: other backups are there/)
    assert.deepEqual(filesIn(away(second)), before)

    const ledger = join(away(first), 'backups.list')
    const line = readFileSync(ledger, 'utf8')
    writeFileSync(ledger, line + line.replace(/^\d{8}/, '20991231'))
    const newer = await first.run(['offsite'])
    assert.equal(newer.status, 4, newer.stderr)
    assert.match(newer.stderr, /foreign: backup 20991231.* is there and not here/)
    writeFileSync(ledger, `${line}$(touch /tmp/x) --delete\n`)
    const strange = await first.run(['offsite'])
    assert.equal(strange.status, 4, strange.stderr)
    assert.match(strange.stderr, /not one of ours/)
    assert.equal(told(first).problem, 'foreign')
  })

  test('goes on where it was broken off, and says so meanwhile', async ({ assert }) => {
    const stage = await placed(host())
    for (const [ends, code] of [
      ['Failed to copy: unexpected EOF', 'unreachable'],
      ['Failed to copy: XMinioStorageFull: Storage backend has reached its limit', 'full'],
      ['Failed to copy: Update ReadFrom failed: sftp: "Failure" (SSH_FX_FAILURE)', 'full'],
    ] as const) {
      const before = Object.keys(filesIn(away(stage))).length
      writeFileSync(join(stage.engine, 'away-room'), '1\n')
      writeFileSync(join(stage.engine, 'away-ends'), `${ends}\n`)
      const stopped = await stage.run(['offsite'])
      assert.equal(stopped.status, 1, stopped.stderr)
      assert.match(stopped.stderr, new RegExp(`${code}: .*run it again`))
      assert.equal(Object.keys(filesIn(away(stage))).length, before + 1)
      assert.isFalse(existsSync(join(away(stage), 'backups.list')))
      assert.containSubset(told(stage), { copiedAt: null, problem: code })
      const status = await stage.run(['status', '--json'])
      assert.equal(status.status, 5)
      assert.containSubset(JSON.parse(status.stdout), { ok: false, offsite: { problem: code } })
      assert.match((await stage.run(['doctor'])).stdout, new RegExp(`nothing yet.*${code}`))
    }
    silent(stage)
    const whole = await stage.run(['offsite', '--json'])
    assert.equal(whole.status, 0, whole.stderr)
    assert.containSubset(JSON.parse(whole.stdout), { ok: true, offsite: { problem: null } })
    assert.equal((await stage.run(['status'])).status, 0)
    const here = filesIn(backups(stage))
    assert.deepEqual(filesIn(away(stage)), here)
  })

  test('belongs to every backup, and does not stop one', async ({ assert }) => {
    const stage = await placed()
    const good = await stage.run(['backup', '--json'])
    assert.equal(good.status, 0, good.stderr)
    assert.containSubset(JSON.parse(good.stdout), { ok: true, offsite: 'whole' })
    const copied = told(stage).copiedAt
    says(stage, 'dial tcp 127.0.0.1:9000: i/o timeout')
    for (let night = 0; night < 2; night++) {
      const before = readFileSync(join(backups(stage), 'backups.list'), 'utf8')
      const bad = await stage.run(['backup', '--json'])
      assert.equal(bad.status, 5, bad.stderr)
      assert.match(bad.stderr, /the copy elsewhere failed: unreachable/)
      assert.containSubset(JSON.parse(bad.stdout), { ok: true, verified: true, offsite: 'failed' })
      assert.notEqual(readFileSync(join(backups(stage), 'backups.list'), 'utf8'), before)
    }
    assert.containSubset(told(stage), { copiedAt: copied, problem: 'unreachable' })
  })

  test('is mended there from what was proven here, and never from what is damaged here', async ({
    assert,
  }) => {
    const stage = await placed()
    assert.equal((await stage.run(['offsite'])).status, 0)
    const whole = filesIn(away(stage))
    const [set = ''] = globSync('database/backup/*/*F/words', { cwd: away(stage) })
    const cases = [
      ['damaged-files', globSync('files/stream.*', { cwd: away(stage) })[0] ?? ''],
      ['damaged', set],
    ] as const
    for (const [damage, name] of cases) {
      writeFileSync(join(away(stage), name), 'flipped')
      writeFileSync(join(stage.engine, damage), '')
      const damaged = await stage.run(['offsite'])
      assert.equal(damaged.status, 4, damaged.stderr)
      assert.match(damaged.stderr, /here: what is here differs .* was left as it is/)
      assert.equal(readFileSync(join(away(stage), name), 'utf8'), 'flipped', 'perhaps the good one')
      rmSync(join(stage.engine, damage))
      const mended = await stage.run(['offsite'])
      assert.equal(mended.status, 0, mended.stderr)
      assert.deepEqual(filesIn(away(stage)), whole)
    }
  })

  test('loses by rule what is not kept any more, and nothing else', async ({ assert }) => {
    const stage = await placed()
    const archive = 'database/archive/belvedere/17-1/0000000100000000'
    const old = new Date('2020-01-01T00:00:00Z')
    const put = (place: string, name: string, time = old) => {
      mkdirSync(join(place, name, '..'), { recursive: true })
      writeFileSync(join(place, name), 'x')
      utimesSync(join(place, name), time, time)
    }
    assert.equal((await stage.run(['offsite'])).status, 0)
    const [line = ''] = readFileSync(join(backups(stage), 'backups.list'), 'utf8').split('\n')
    const set = line.split(' ')[5] ?? ''
    put(away(stage), `database/backup/belvedere/${set}/lost-here`)
    put(away(stage), 'database/backup/belvedere/20200101-000000F/old')
    put(away(stage), 'files/data/00/old')
    put(away(stage), `${archive}/000000010000000000000001-aa.zst`)
    // A folder that is not whole is no reason to remove anything.
    writeFileSync(join(stage.engine, 'damaged-files'), '')
    const before = filesIn(away(stage))
    const stopped = await stage.run(['offsite'])
    assert.equal(stopped.status, 4, stopped.stderr)
    assert.match(stopped.stderr, /nothing was removed there/)
    assert.deepEqual(filesIn(away(stage)), before)
    rmSync(join(stage.engine, 'damaged-files'))

    assert.equal((await stage.run(['offsite'])).status, 0)
    const now = Object.keys(filesIn(away(stage)))
    assert.include(now, `database/backup/belvedere/${set}/lost-here`)
    assert.notInclude(now, 'database/backup/belvedere/20200101-000000F/old')
    assert.notInclude(now, 'files/data/00/old')
    assert.include(now, `${archive}/000000010000000000000001-aa.zst`, 'less than seven are kept')
  })

  test('loses what is dropped here once there are more than the rule keeps', async ({ assert }) => {
    const stage = await placed()
    const [sets, archive] = ['database/backup/belvedere', 'database/archive/belvedere/17-1/0']
    const ledger = join(backups(stage), 'backups.list')
    const [newest = ''] = readFileSync(ledger, 'utf8').split('\n')
    const [, begun = '', , bytes, release, , , , needed] = newest.split(' ')
    const put = (place: string, name: string, days: number) => {
      const time = new Date(Date.parse(begun) - days * DAY)
      mkdirSync(join(place, name, '..'), { recursive: true })
      writeFileSync(join(place, name), name)
      utimesSync(join(place, name), time, time)
    }
    const nights = Array.from({ length: 30 }, (_, index) => {
      const days = 30 - index
      const time = `${new Date(Date.parse(begun) - days * DAY).toISOString().slice(0, 19)}Z`
      const id = time.replaceAll(/[:-]/g, '')
      const [set, snapshot] = [`${id.slice(0, 8)}-000000F`, String(100_000_000 + days)]
      const files = [`${sets}/${set}/words`, `files/snapshots/${snapshot}`]
      for (const name of [...files, `files/objects.${snapshot}`]) put(backups(stage), name, days)
      return [id, time, time, bytes, release, set, snapshot, snapshot, needed].join(' ')
    })
    writeFileSync(ledger, `${[...nights, newest].join('\n')}\n`)
    put(backups(stage), `${archive}/still-kept`, 20)
    assert.equal((await stage.run(['offsite'])).status, 0)
    assert.deepEqual(filesIn(away(stage)), filesIn(backups(stage)))
    assert.lengthOf(globSync(`${sets}/*F`, { cwd: away(stage) }), 31)
    put(away(stage), `${archive}/dropped`, 8)
    put(away(stage), `${archive}/lost-here`, 6.5)

    const { status, stderr } = await stage.run(['backup'])
    assert.equal(status, 0, stderr)
    const kept = globSync(`${sets}/*F`, { cwd: backups(stage) })
    assert.isBelow(kept.length, 20)
    assert.isAtLeast(kept.length, 7)
    const { [`${archive}/lost-here`]: lost, ...there } = filesIn(away(stage))
    assert.equal(lost, `${archive}/lost-here`, 'the newest seven need it')
    assert.deepEqual(there, filesIn(backups(stage)))
  })

  test('counts only when it is whole, although it is killed anywhere', async ({ assert }) => {
    const stage = await placed()
    stage.unwatched = false
    stage.forgetWords()
    assert.equal((await stage.run(['offsite'])).status, 0)
    const programs = stage.words().match(/^0 \w.*$/gm) ?? []
    const whole = filesIn(away(stage))
    // First where a file is there by half, and then anywhere.
    const halves = programs.flatMap((line, index) => (line.startsWith('0 cp -p') ? index + 1 : []))
    const next = numbersOf(SEED)
    let broken = 0
    for (const half of [...halves, ...halves]) {
      rmSync(away(stage), { recursive: true })
      rmSync(join(state(stage), 'offsite'))
      const later = 1 + Math.floor(next() * programs.length)
      const what = `killed at programs ${half} and ${later} of ${programs.length}`
      for (const at of [half, later]) {
        await stage.run(['offsite'], { stage: 0, at })
        const { 'backups.list': counts = '', ...there } = filesIn(away(stage))
        if (Object.entries(there).some(([name, text]) => text !== whole[name])) broken++
        if (counts || existsSync(join(state(stage), 'offsite'))) {
          assert.deepEqual({ ...there, 'backups.list': whole['backups.list'] }, whole, what)
        }
      }
      const again = await stage.run(['offsite'])
      assert.equal(again.status, 0, what + again.stderr)
      assert.deepEqual(filesIn(away(stage)), whole, what)
    }
    assert.isAbove(broken, 0)
    console.log(`    ${4 * halves.length} kills, ${broken} left half a file, KILLS_SEED=${SEED}`)
  })

  test('has each change as it is kept, by a command that a timer starts', async ({ assert }) => {
    const stage = await placed()
    const archive = 'database/archive/belvedere/17-1/0000000100000000'
    const change = (name: string) => writeFileSync(join(backups(stage), archive, name), name)
    const isThere = (name: string) => existsSync(join(away(stage), archive, name))
    change('000000010000000000000004-aa.zst')
    assert.equal((await stage.run(['offsite', '--changes'])).status, 0)
    assert.isFalse(isThere('000000010000000000000004-aa.zst'), 'what they belong to comes first')
    assert.equal((await stage.run(['offsite'])).status, 0)
    change('000000010000000000000005-aa.zst')
    assert.equal((await stage.run(['offsite', '--changes'])).status, 0)
    assert.isTrue(isThere('000000010000000000000005-aa.zst'))
    says(stage, 'ssh: handshake failed: knownhosts: key mismatch')
    change('000000010000000000000006-aa.zst')
    const stuck = await stage.run(['offsite', '--changes'])
    assert.equal(stuck.status, 4, stuck.stderr)
    assert.equal(told(stage).problem, 'untrusted')
    silent(stage)
    assert.equal((await stage.run(['offsite', '--changes'])).status, 0)
    assert.isTrue(isThere('000000010000000000000006-aa.zst'))
    assert.isNull(told(stage).problem)
    // The line was down for days, and so were the copies.
    const daysAgo = (days: number) => new Date(Date.now() - days * DAY)
    change('000000010000000000000007-aa.zst')
    utimesSync(
      join(backups(stage), archive, '000000010000000000000007-aa.zst'),
      daysAgo(2),
      daysAgo(2)
    )
    utimesSync(join(state(stage), 'offsite.seen'), daysAgo(3), daysAgo(3))
    assert.equal((await stage.run(['offsite', '--changes'])).status, 0)
    assert.isTrue(isThere('000000010000000000000007-aa.zst'), 'no gap is left')
    const units = join(stage.root, 'etc/systemd/system')
    const timer = stage.files(units)['belvedere-offsite.timer'] ?? ''
    assert.match(timer, /OnCalendar=\*-\*-\* \*:\*:00\/20\nAccuracySec=1s/)
    assert.match(stage.files(units)['belvedere-offsite.service'] ?? '', /offsite --changes --json/)
    assert.equal((await stage.run(['uninstall'])).status, 0)
    assert.isUndefined(stage.files(units)['belvedere-offsite.timer'])
    assert.equal((await stage.install()).status, 0)
    assert.equal(stage.files(units)['belvedere-offsite.timer'], timer)
    assert.equal((await stage.run(['offsite', '--forget'])).status, 0)
    assert.isUndefined(stage.files(units)['belvedere-offsite.timer'])
    assert.isNull(told(stage).target)
    assert.isFalse(existsSync(join(settings(stage), 'offsite')))
    assert.isTrue(existsSync(join(away(stage), 'backups.list')), 'what is there stays')
  })

  test('tells no secret, to no program and nobody', async ({ assert }) => {
    const stage = await installed()
    stage.unwatched = false
    const short = join(machines.quick, 'short')
    writeFileSync(short, 'h4rbour\n')
    writeFileSync(join(stage.engine, 'log'), 'worker-1  | h4rbour is not good\n')
    const place = bucket({ 'access-key': short })
    const said = []
    for (const words of [
      ...[['backup'], ['offsite', '--to', place], ['offsite', '--json'], ['status', '--json']],
      ...[
        ['offsite', '--changes'],
        ['support-bundle', '--preview'],
      ],
    ]) {
      const { status, stdout, stderr } = await stage.run(words)
      assert.equal(status, 0, `${words.join(' ')}: ${stderr}`)
      said.push(stdout, stderr)
    }
    const words = [...said, stage.words()].join('\n')
    assert.include(words, 'is not good')
    for (const secret of ['h4rbour', 'KEY+0123456789abcdef', 'SECRET/KEY']) {
      assert.isFalse(words.includes(secret), `${secret} was told`)
    }
    const kept = join(settings(stage), 'offsite')
    assert.equal(statSync(kept).mode & 0o777, 0o750)
    for (const name of ['rclone.conf', 'ca.pem']) {
      assert.equal(statSync(join(kept, name)).mode & 0o777, 0o440, name)
      assert.equal(statSync(join(kept, name)).gid, 10000, name)
    }
  })

  test('is restored on an empty host, once it was found to fit', async ({ assert }) => {
    const lived = await placed()
    writeFileSync(join(lived.engine, 'set-up'), '')
    const { status, stderr } = await lived.run(['backup'])
    assert.equal(status, 0, stderr)
    const key = join(lived.secrets, 'recovery_key')
    const other = join(machines.quick, 'other-key')
    writeFileSync(other, `${'0'.repeat(64)}\n`)
    const stage = await installed()
    const from = (file = key) => ['restore', '--from-offsite', bucket(), '--recovery-key', file]
    const nothing = await stage.run(from())
    assert.equal(nothing.status, 4, nothing.stderr)
    assert.match(nothing.stderr, /holds no backup/)
    spawnSync('cp', ['-a', away(lived), away(stage)])
    writeFileSync(join(stage.engine, 'set-up'), '')
    const full = await stage.run(from())
    assert.equal(full.status, 3, full.stderr)
    assert.match(full.stderr, /something here already.*--confirm/)
    rmSync(join(stage.engine, 'set-up'))
    assert.deepEqual(filesIn(backups(stage)), {}, 'nothing was fetched')
    assert.isFalse(existsSync(join(state(stage), '.offsite')), 'no key is left')
    writeFileSync(join(stage.engine, 'away-bytes'), String(600 * 2 ** 30))
    const large = await stage.run(from())
    assert.equal(large.status, 3, large.stderr)
    assert.match(large.stderr, /500 GiB free, and 601 are needed/)
    silent(stage)
    const wrong = await stage.run(from(other))
    assert.equal(wrong.status, 4, wrong.stderr)
    assert.match(wrong.stderr, /is not the recovery key/)
    writeFileSync(join(stage.engine, 'away-room'), '2\n')
    writeFileSync(join(stage.engine, 'away-ends'), 'Failed to copy: connection reset by peer\n')
    const stopped = await stage.run(from())
    assert.equal(stopped.status, 3, stopped.stderr)
    assert.match(stopped.stderr, /unreachable: .*what runs was not changed/)
    assert.isFalse(existsSync(join(backups(stage), 'backups.list')))
    silent(stage)
    const restored = await stage.run([...from(), '--json'])
    assert.equal(restored.status, 0, restored.stderr)
    assert.containSubset(JSON.parse(restored.stdout), { ok: true, address: `https://${HOST}` })
    assert.deepEqual(filesIn(backups(stage)), filesIn(away(lived)))
    assert.deepEqual(stage.files(stage.secrets), lived.files(lived.secrets))
    assert.isFalse(
      existsSync(join(settings(stage), 'offsite')),
      'the old one may still write there'
    )
    const again = await stage.run(from())
    assert.equal(again.status, 3, again.stderr)
    assert.match(again.stderr, /has backups already/)
    for (const words of [['restore', '--forget'], ['offsite', '--to', bucket()], ['backup']]) {
      const answer = await stage.run(words)
      assert.equal(answer.status, 0, `${words.join(' ')}: ${answer.stderr}`)
    }
    assert.containSubset(filesIn(away(stage)), filesIn(backups(stage)))
  })

  test('is drilled, and nothing of it is left', async ({ assert }) => {
    const stage = await placed()
    assert.equal((await stage.run(['offsite'])).status, 0)
    const good = await stage.run(['drill', '--offsite', '--json'])
    assert.equal(good.status, 0, good.stderr)
    assert.containSubset(JSON.parse(good.stdout), { ok: true, differences: 0 })
    assert.isFalse(existsSync(join(state(stage), 'offsite-drill')))
    const [set = ''] = globSync('database/backup/*/*F/words', { cwd: away(stage) })
    rmSync(join(away(stage), set))
    const lost = await stage.run(['drill', '--offsite'])
    assert.equal(lost.status, 4, lost.stderr)
    assert.isFalse(existsSync(join(state(stage), 'offsite-drill')))
    says(stage, 'dial tcp: connect: no route to host')
    const gone = await stage.run(['drill', '--offsite'])
    assert.equal(gone.status, 3, gone.stderr)
    assert.match(gone.stderr, /unreachable/)
  })
})
