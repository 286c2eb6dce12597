import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import { belvedere, makeBundle } from '#tests/support/bundles'
import { makeCertificates } from '#tests/support/certificates'
import {
  InstallStages,
  makeStandInBundle,
  missingForInstalls,
  type InstallStage,
} from '#tests/support/install_stage'
import { numbersOf } from '#tests/support/random'
import { putProgram } from '#tests/support/stand_in_engine'

const missing = missingForInstalls()
/** In each stage the install is killed so often; `KILLS=5 npm test -- appliance --files install`. */
const KILLS = Number(process.env.KILLS ?? 1)
const SEED = Number(process.env.KILLS_SEED ?? Math.floor(Math.random() * 2 ** 31))
const HOST = 'belvedere.example.org'
/** What opens what is kept. */
const KEPT = ['appliance_key', 'recovery_key', 'keeper_key', 'pgbackrest_key.conf']

test.group('An appliance is installed', (group) => {
  const machines = new InstallStages(group)

  test('not when a byte of the bundle is wrong: nothing is loaded', async ({ assert }) => {
    const bundle = join(machines.folder, 'damaged')
    cpSync(dirname(machines.program), bundle, { recursive: true })
    const part = join(bundle, 'images/gateway.tar.part-001')
    const bytes = readFileSync(part)
    bytes[17]! ^= 1
    writeFileSync(part, bytes)
    const place = machines.next()
    const words = ['install', '--host', HOST]
    const { status, stderr } = await place.run(words, undefined, join(bundle, 'belvedere'))
    assert.equal(status, 4)
    assert.match(stderr, /images\/gateway\.tar\.part-001: is not what was signed/)
    assert.notMatch(place.words(), /docker load/)
    assert.isFalse(existsSync(join(place.root, 'etc')))
  }).skip(Boolean(missing), missing)

  test('not from a folder that somebody else can write to, but for a medium that nobody can', async ({
    assert,
  }) => {
    const place = machines.next()
    place.unwatched = true
    const above = join(machines.folder, 'of-somebody')
    const bundle = join(above, 'medium', 'bundle')
    cpSync(dirname(machines.program), bundle, { recursive: true })
    const words = ['install', '--host', HOST]
    const changes: [what: string, change: () => void, back: () => void][] = [
      [above, () => chmodSync(above, 0o777), () => chmodSync(above, 0o755)],
      [above, () => chownSync(above, 1000, 0), () => chownSync(above, 0, 0)],
      [bundle, () => chmodSync(bundle, 0o775), () => chmodSync(bundle, 0o755)],
      ...[join(bundle, 'images'), join(bundle, 'images/gateway.tar.part-001')].map(
        (path): [string, () => void, () => void] => [
          path,
          () => chownSync(path, 1000, 0),
          () => chownSync(path, 0, 0),
        ]
      ),
    ]
    for (const [what, change, back] of changes) {
      change()
      for (const command of [words, ['upgrade']]) {
        const refused = await place.run(command, undefined, join(bundle, 'belvedere'))
        assert.equal(refused.status, 3, `${command[0]} ${what}`)
        assert.include(refused.stderr, `somebody but root can write to ${what}: `)
      }
      const based = await place.run([...words, '--base', bundle])
      assert.include(based.stderr, `somebody but root can write to ${what}: `)
      const looked = await place.run(['preflight', '--json'], undefined, join(bundle, 'belvedere'))
      const { checks }: { checks: { id: string }[] } = JSON.parse(looked.stdout)
      assert.containSubset(
        checks.find(({ id }) => id === 'program_folder'),
        { verdict: 'fail', measured: `somebody but root can write to ${what}` }
      )
      back()
    }
    assert.isFalse(existsSync(join(place.root, 'etc')))
    assert.equal(readFileSync(join(place.engine, 'images'), 'utf8'), '')

    chownSync(bundle, 1000, 1000)
    const mounts = join(place.machine, 'proc/mounts')
    appendFileSync(mounts, `/dev/sr0 ${join(above, 'medium')} iso9660 ro,relatime 0 0\n`)
    const { status, stderr } = await place.run(words, undefined, join(bundle, 'belvedere'))
    assert.equal(status, 0, stderr)
  }).skip(Boolean(missing), missing)

  test('not on a machine that will not do', async ({ assert }) => {
    const place = machines.next()
    writeFileSync(join(place.engine, 'free'), '1\n')
    const { status, stderr } = await place.install()
    assert.equal(status, 3)
    assert.match(stderr, /room_for_data/)
    assert.isFalse(existsSync(join(place.root, 'etc')))
    assert.notMatch(place.words(), /docker load/)
  }).skip(Boolean(missing), missing)

  test('not without a name, with wrong words, or under another name than before', async ({
    assert,
  }) => {
    const place = machines.next()
    for (const words of [
      ['install'],
      ['install', '--host'],
      ['install', '--host', 'a', '--x', 'y'],
    ]) {
      assert.equal((await place.run(words)).status, 2, words.join(' '))
    }
    assert.equal((await place.run(['install', '--host', HOST, '--with', 'magic'])).status, 2)
    const without = await place.run(['install', '--host', HOST, '--with', 'speech'])
    assert.equal(without.status, 3)
    assert.match(without.stderr, /does not carry the part speech/)
    assert.isFalse(existsSync(join(place.root, 'etc')))
    assert.equal((await place.install()).status, 0)
    const { status, stderr } = await place.run(['install', '--host', 'other.example.org'])
    assert.equal(status, 3)
    assert.match(stderr, /is for belvedere\.example\.org/)
    for (const [word, value, says] of [
      ['--http-port', '8080', /has HTTP_PORT=80, and an install does not change it/],
      ['--https-port', '8443', /has HTTPS_PORT=443, .* leave --https-port away/],
      ['--time-zone', 'Asia/Jerusalem', /has TZ=UTC, /],
      ['--with', 'video', /has BELVEDERE_PARTS=, /],
    ] as const) {
      const other = await place.run(['install', '--host', HOST, word, value])
      assert.equal(other.status, 3, word)
      assert.match(other.stderr, says)
    }
    const same = ['--http-port', '80', '--https-port', '443', '--time-zone', 'UTC']
    assert.equal((await place.run(['install', '--host', HOST, ...same])).status, 0)
  }).skip(Boolean(missing), missing)

  test('not with an image that is another than was signed', async ({ assert }) => {
    const place = machines.next()
    // All is signed, but the archive is not what images.json says: whoever built it made a mistake.
    const other = makeStandInBundle(join(machines.folder, 'other'), (id) => id.replace(/..$/, 'zz'))
    const { status, stderr } = await place.run(['install', '--host', HOST], undefined, other)
    assert.equal(status, 4)
    assert.match(stderr, /is not the image that images\.json names/)
    assert.equal(readFileSync(join(place.engine, 'images'), 'utf8'), '')
  }).skip(Boolean(missing), missing)

  test('of a delta, with the images of its base', async ({ assert }) => {
    const made = (out: string, words: string[]) => {
      const { status, stderr } = makeBundle([
        ...[
          '--out',
          join(machines.folder, out),
          '--key',
          join(machines.folder, 'key'),
          '--part-bytes',
          '100000',
        ],
        ...[
          '--images',
          join(machines.folder, 'images'),
          '--compose',
          join(machines.folder, 'compose'),
          ...words,
        ],
      ])
      if (status !== 0) throw new Error(stderr)
      return join(machines.folder, out, 'belvedere')
    }
    const base = ['--base', dirname(machines.program)]
    const delta = made('delta', ['--release', '0.2.0', ...base])
    assert.isFalse(existsSync(join(machines.folder, 'delta/images.json')))
    const [fresh, upgraded] = [machines.next(), machines.next()]
    const { status, stderr } = await fresh.run(
      ['install', '--host', HOST, ...base],
      undefined,
      delta
    )
    assert.equal(status, 0, stderr)
    const images = (place: InstallStage) => readFileSync(join(place.engine, 'images'), 'utf8')
    assert.lengthOf(images(fresh).trim().split('\n'), 2)
    assert.equal((await upgraded.install()).status, 0)
    const { status: went, stderr: said } = await upgraded.run(
      ['upgrade', ...base],
      undefined,
      delta
    )
    assert.equal(went, 0, said)
    assert.equal(images(upgraded), images(fresh))

    const none = join(machines.folder, 'no-images')
    mkdirSync(none)
    writeFileSync(join(none, 'images.json'), '[]\n')
    const empty = await machines
      .next()
      .run(
        ['install', '--host', HOST],
        undefined,
        made('empty', ['--release', '0.2.0', '--images', none])
      )
    assert.equal(empty.status, 4)
    assert.match(empty.stderr, /images\.json: names no image/)
  }).skip(Boolean(missing), missing)

  test('in stages, with secrets that nobody sees, and a link at the end', async ({ assert }) => {
    const place = machines.next()
    const { status, stdout, stderr } = await place.install()
    assert.equal(status, 0, stderr)
    assert.match(stdout, /ready at https:\/\/belvedere\.example\.org\n/)
    assert.match(stdout, /One-time setup link: https:\/\/belvedere\.example\.org\/setup\/\w{16}/)
    assert.match(stderr, /\[7\/12\] images/)

    const secrets = place.files(place.secrets)
    const made = ['appliance_key', 'database_url', 'nats_password', 'recovery_key', 'valkey_users']
    assert.includeMembers(Object.keys(secrets), made)
    assert.equal(statSync(place.secrets).mode & 0o777, 0o700)
    for (const name of Object.keys(secrets)) {
      const { mode, uid, gid } = statSync(join(place.secrets, name))
      const forContainers = name !== 'recovery_key' && !name.startsWith('.')
      assert.equal(mode & 0o777, forContainers ? 0o440 : 0o600, name)
      assert.deepEqual([uid, gid], [0, forContainers ? 10000 : 0], name)
    }
    // 256 bits: of each secret, and of what is inside an address.
    assert.lengthOf(Buffer.from(secrets.appliance_key!, 'base64'), 32)
    assert.match(secrets.recovery_key!, /^[0-9a-f]{64}$/)
    assert.match(secrets.database_url!, /^postgres:\/\/belvedere:[0-9a-f]{64}@postgres:5432\//)
    const values = Object.values(secrets).flatMap((text) => text.match(/[0-9a-f]{64}/g) ?? [])
    // Each of the seven random ones, and what is made of them; the appliance key is base64.
    assert.isAtLeast(new Set(values).size, 8)

    const told = [
      ...[stdout, stderr, place.words()],
      ...Object.values(place.files(place.journal)),
      ...Object.values(place.files(join(place.root, 'var/lib/belvedere/status'))),
      ...Object.values(place.files(join(place.root, 'etc/belvedere'))),
    ].join('\n')
    for (const value of [...values, secrets.appliance_key!.trim()]) {
      assert.isFalse(told.includes(value), 'a secret was told')
    }
  }).skip(Boolean(missing), missing)

  test('with an authority that vouches for its host alone', async ({ assert }) => {
    const place = machines.next()
    assert.equal((await place.install()).status, 0)
    const tls = join(place.root, 'etc/belvedere/tls')
    const openssl = (...words: string[]) =>
      spawnSync('openssl', words, { cwd: tls, encoding: 'utf8' })
    assert.equal(openssl('verify', '-CAfile', 'ca.pem', 'server.pem').status, 0)
    const { stdout } = openssl('x509', '-in', 'server.pem', '-noout', '-checkhost', HOST)
    assert.match(stdout, /does match/)
    const authority = openssl('x509', '-in', 'ca.pem', '-noout', '-text').stdout
    assert.match(authority, /Name Constraints: critical\s+Permitted:\s+DNS:belvedere\.example\.org/)
    assert.equal(statSync(join(tls, 'ca.key')).mode & 0o777, 0o600)
    assert.equal(statSync(join(tls, 'server.key')).mode & 0o777, 0o440)
    const status = join(place.root, 'var/lib/belvedere/status')
    const certificates = JSON.parse(readFileSync(join(status, 'certificates.json'), 'utf8'))
    assert.lengthOf(certificates, 2)
    for (const { name, notAfter } of certificates) {
      const { stdout: enddate } = openssl('x509', '-in', `${name}.pem`, '-noout', '-enddate')
      assert.equal(Date.parse(notAfter), Date.parse(enddate.replace('notAfter=', '')))
    }
    const disk: { volumes: { name: string }[] } = JSON.parse(
      readFileSync(join(status, 'disk.json'), 'utf8')
    )
    assert.deepEqual(
      disk.volumes.map(({ name }) => name),
      ['data', 'backups']
    )
    assert.equal(JSON.parse(readFileSync(join(status, 'release.json'), 'utf8')).version, '0.1.0')
  }).skip(Boolean(missing), missing)

  test('with the certificate of the house, and answers from a file', async ({ assert }) => {
    const place = machines.next()
    const own = makeCertificates(90)
    try {
      const answers = join(machines.folder, 'answers')
      const installFor = (host: string) => {
        const house = `cert=${own.certificate}\ncert-key=${own.key}\nca=${own.authority}`
        writeFileSync(answers, `# unattended\nhost=${host}\n${house}\nhttps-port=8443\n`)
        return place.run(['install', '--answers', answers, '--json'])
      }
      const refused = await installFor('127.0.0.2')
      assert.equal(refused.status, 3, refused.stderr)
      assert.equal(refused.stdout, '')
      assert.match(refused.stderr, /certificate_name/)
      assert.isFalse(existsSync(join(place.root, 'etc')))

      const { status, stderr } = await installFor('127.0.0.1')
      assert.equal(status, 0, stderr)
      const served = readFileSync(join(place.root, 'etc/belvedere/tls/server.pem'), 'utf8')
      assert.include(served, readFileSync(own.certificate, 'utf8').trim())
      assert.equal((await installFor('127.0.0.1')).status, 0)
      writeFileSync(join(place.root, 'etc/belvedere/tls/server.pem'), 'another\n')
      const another = await installFor('127.0.0.1')
      assert.equal(another.status, 3)
      assert.match(another.stderr, /has another certificate, and an install does not change it/)
    } finally {
      own.remove()
    }
  }).skip(Boolean(missing), missing)

  test('again, which changes nothing and makes a new link', async ({ assert }) => {
    const place = machines.next()
    const first = await place.install()
    const before = place.files(place.secrets)
    const certificate = readFileSync(join(place.root, 'etc/belvedere/tls/server.pem'), 'utf8')
    place.forgetWords()
    const again = await place.run(['install', '--host', HOST, '--json'])
    assert.equal(again.status, 0, again.stderr)
    assert.deepEqual(place.files(place.secrets), before)
    assert.equal(
      readFileSync(join(place.root, 'etc/belvedere/tls/server.pem'), 'utf8'),
      certificate
    )
    assert.notMatch(place.words(), /docker load/)
    const answer = JSON.parse(again.stdout)
    assert.containSubset(answer, { ok: true, release: '0.1.0', address: `https://${HOST}` })
    assert.notInclude(first.stdout, answer.setupLink)
    writeFileSync(join(place.engine, 'set-up'), '')
    const third = await place.install()
    assert.match(third.stdout, /It has been set up already/)
  }).skip(Boolean(missing), missing)

  test('although it is killed at any stage', async ({ assert }) => {
    const whole = machines.next()
    assert.equal((await whole.install()).status, 0)
    const listed = await belvedere(machines.program, ['install', '--stages'])
    const stages = listed.stdout.trim().split('\n')
    assert.isAbove(stages.length, 5)
    const ran = whole.words().split('\n')
    const random = numbersOf(SEED)
    console.log(`    KILLS_SEED=${SEED}`)
    for (const [index, name] of stages.entries()) {
      const programs = ran.filter((line) => line.startsWith(`${index} `)).length
      assert.isAbove(programs, 0, `nothing was seen of ${name}`)
      for (let kill = 0; kill < KILLS; kill++) {
        const at = 1 + Math.floor(random() * programs)
        const place = machines.next()
        const killed = await place.install({ stage: index, at })
        assert.isNull(killed.status, `${name} was not killed at ${at} of ${programs}`)
        const before = place.files(place.secrets)
        const { status, stdout, stderr } = await place.install()
        const what = `${name}, at ${at} of ${programs}: ${stderr}`
        assert.equal(status, 0, what)
        assert.include(stdout, 'One-time setup link: ', what)
        const after = place.files(place.secrets)
        for (const [secret, value] of Object.entries(before)) {
          // What was being written when it was killed is begun anew.
          if (!secret.endsWith('.new')) assert.equal(after[secret], value, `${what} ${secret}`)
        }
        const expected = Object.keys(whole.files(whole.secrets))
        const kept = Object.keys(after).filter((secret) => !secret.endsWith('.new'))
        assert.sameMembers(kept, expected, what)
        assert.equal(
          readFileSync(join(place.engine, 'images'), 'utf8'),
          readFileSync(join(whole.engine, 'images'), 'utf8'),
          what
        )
        console.log(`    killed in ${name}, at program ${at} of ${programs}: went on`)
      }
    }
  })
    .skip(Boolean(missing), missing)
    .timeout(600_000)

  test('and its certificate and passwords are made anew', async ({ assert }) => {
    const place = machines.next()
    assert.equal((await place.run(['rotate', 'services'])).status, 3)
    await place.install()
    for (const words of [[], ['keys'], ['certificate', 'services']]) {
      assert.equal((await place.run(['rotate', ...words])).status, 2)
    }
    const tls = join(place.root, 'etc/belvedere/tls')
    const [certificates, secrets] = [place.files(tls), place.files(place.secrets)]
    const first = await place.run(['rotate', 'certificate'])
    assert.equal(first.status, 0, first.stderr)
    const renewed = place.files(tls)
    assert.equal(renewed['ca.pem'], certificates['ca.pem'])
    assert.notEqual(renewed['server.pem'], certificates['server.pem'])
    assert.equal(
      spawnSync('openssl', ['verify', '-CAfile', 'ca.pem', 'server.pem'], { cwd: tls }).status,
      0
    )
    assert.deepEqual(place.files(place.secrets), secrets)

    place.forgetWords()
    const killed = await place.run(['rotate', 'services'], { stage: 12, at: 60 })
    assert.isNull(killed.status)
    const { status, stderr } = await place.run(['rotate', 'services'])
    assert.equal(status, 0, stderr)
    assert.match(place.words(), /docker compose .* up --detach --force-recreate/)
    const after = place.files(place.secrets)
    assert.sameMembers(Object.keys(after), Object.keys(secrets))
    for (const [name, value] of Object.entries(after)) {
      const stays = KEPT.includes(name)
      assert.equal(value === secrets[name], stays, name)
      if (!stays) assert.isFalse(place.words().includes(value.trim()), 'a secret was told')
    }
    writeFileSync(join(tls, 'ca.key'), '')
    const own = await place.run(['rotate', 'certificate'])
    assert.equal(own.status, 3)
    assert.match(own.stderr, /is not ours/)
  }).skip(Boolean(missing), missing)

  test('and taken away: data stay unless one says so twice', async ({ assert }) => {
    const place = machines.next()
    assert.equal((await place.run(['uninstall'])).status, 3)
    await place.install()
    const before = place.files(place.secrets)
    const once = await place.run(['uninstall', '--remove-data'])
    assert.equal(once.status, 3)
    const wrong = await place.run(['uninstall', '--remove-data', '--confirm', 'other'])
    assert.equal(wrong.status, 3)
    assert.deepEqual(place.files(place.secrets), before)

    place.forgetWords()
    assert.equal((await place.run(['uninstall'])).status, 0)
    assert.match(place.words(), /docker compose .* down/)
    const label = `label=com.docker.compose.project=${place.project}`
    assert.include(place.words(), `docker network ls --quiet --filter ${label}\n`)
    assert.match(place.words(), /docker network rm 5f7c$/m)
    assert.notMatch(place.words(), /--volumes/)
    assert.isFalse(existsSync(join(place.root, 'opt/belvedere')))
    assert.deepEqual(place.files(place.secrets), before)

    assert.equal((await place.install()).status, 0)
    assert.deepEqual(place.files(place.secrets), before)
    place.forgetWords()
    const gone = await place.run(['uninstall', '--remove-data', '--confirm', HOST])
    assert.equal(gone.status, 0, gone.stderr)
    assert.match(place.words(), /docker compose .* down .*--volumes/)
    assert.isFalse(existsSync(join(place.root, 'etc/belvedere')))
  }).skip(Boolean(missing), missing)

  test('and taken away although that is killed: it goes on, and an install says what it found', async ({
    assert,
  }) => {
    const place = machines.next()
    place.unwatched = true
    const mark = join(place.root, 'var/lib/belvedere/uninstall')
    const random = numbersOf(SEED)
    console.log(`    KILLS_SEED=${SEED}`)
    for (const [words, left] of [
      [[], /stopped half-way \(data, settings and secrets are kept\): end it first/],
      [
        ['--remove-data', '--confirm', HOST],
        /half-way \(what people made was being removed with it/,
      ],
    ] as const) {
      const installed = await place.install()
      assert.equal(installed.status, 0, installed.stderr)
      place.forgetWords()
      place.unwatched = false
      assert.equal((await place.run(['uninstall', ...words])).status, 0)
      place.unwatched = true
      // All stages of the install are noted at first, and later none.
      const stages = place
        .words()
        .split('\n')
        .map((line) => line.split(' ', 1)[0])
      const among = (number: number) => stages.filter((each) => each === String(number)).length
      const [before, after] = [among(12), among(0)]
      const points = [
        { stage: 12, at: before },
        { stage: 12, at: 1 + Math.floor(random() * before) },
        { stage: 0, at: 1 },
        { stage: 0, at: 1 + Math.floor(random() * after) },
        { stage: 0, at: after },
      ]
      for (const kill of points) {
        const what = `${words.join(' ')}, killed at ${kill.at} in ${kill.stage}`
        const again = await place.install()
        assert.equal(again.status, 0, `${what}: ${again.stderr}`)
        const secrets = place.files(place.secrets)
        const killed = await place.run(['uninstall', ...words], kill)
        assert.isNull(killed.status, what)
        if (existsSync(mark)) {
          for (const command of [['install', '--host', HOST], ['status']]) {
            const found = await place.run(command)
            assert.equal(found.status, 3, `${what}, ${command[0]}: ${found.stderr}`)
            assert.match(found.stderr, left, what)
          }
          const on = await place.run(['uninstall'])
          assert.equal(on.status, 0, `${what}: ${on.stderr}`)
          assert.match(on.stderr, /Going on with an uninstall of 0\.1\.0/)
        } else {
          // It had not begun, or was over.
          const status = existsSync(join(place.root, 'opt/belvedere')) ? 0 : 3
          assert.equal((await place.run(['uninstall', ...words])).status, status, what)
        }
        assert.isFalse(existsSync(mark), what)
        assert.isFalse(existsSync(join(place.root, 'opt/belvedere')), what)
        assert.equal(readFileSync(join(place.engine, 'images'), 'utf8'), '', what)
        assert.deepEqual(place.files(place.secrets), words.length === 0 ? secrets : {}, what)
        assert.equal((await place.run(['uninstall'])).status, 3, what)
      }
    }
  })
    .skip(Boolean(missing), missing)
    .timeout(600_000)

  test('and backups go by themselves, until it is taken away', async ({ assert }) => {
    const [timed, cron] = [machines.next(), machines.next()]
    rmSync(join(cron.machine, 'run/systemd'), { recursive: true })
    mkdirSync(join(cron.machine, 'etc/cron.d'))
    const [units, table] = [join(timed.root, 'etc/systemd/system'), join(cron.root, 'etc/cron.d')]
    assert.equal((await timed.install()).status, 0)
    assert.equal((await cron.install()).status, 0)
    for (const [name, when] of [
      ['backup', '*-*-* 02:15'],
      ['drill', 'Sun *-*-* 04:15'],
    ] as const) {
      const command = `${join(timed.root, 'usr/local/bin/belvedere')} ${name} --json`
      const files = timed.files(units)
      assert.include(files[`belvedere-${name}.service`], `\nExecStart=${command}`)
      assert.include(files[`belvedere-${name}.timer`], `\nOnCalendar=${when}\n`)
    }
    const lines = (cron.files(table).belvedere ?? '').trim().split('\n')
    assert.lengthOf(lines, 2)
    for (const line of lines)
      assert.match(line, /^15 \d \* \* [*0] root \/.*belvedere (backup|drill) /)
    // Another time that the operator has chosen stays.
    writeFileSync(join(table, 'belvedere'), '0 1 * * * root belvedere backup\n')
    assert.equal((await cron.install()).status, 0)
    assert.match(cron.files(table).belvedere ?? '', /^0 1 /)
    for (const place of [timed, cron]) assert.equal((await place.run(['uninstall'])).status, 0)
    assert.deepEqual([timed.files(units), cron.files(table)], [{}, {}])
  }).skip(Boolean(missing), missing)

  test('not without a service that the Compose file declares', async ({ assert }) => {
    const place = machines.next()
    writeFileSync(join(place.engine, 'lost'), 'web-1\n')
    writeFileSync(join(place.engine, 'slept'), '0\n')
    const { status, stderr } = await place.install()
    assert.equal(status, 1)
    assert.match(stderr, /not ready after 300 s: web-1: missing;/)
    const looked = await place.run(['status'])
    assert.equal(looked.status, 5)
    assert.match(looked.stdout, /^Not well: web-1: missing$/m)
    const doctor = await place.run(['doctor'])
    assert.equal(doctor.status, 3)
    assert.match(doctor.stdout, /fail +web-1 +missing\n.*belvedere install/)
    rmSync(join(place.engine, 'lost'))
    assert.equal((await place.install()).status, 0)
    // What ends by itself may be cleared away.
    writeFileSync(join(place.engine, 'containers'), 'web-1\ngateway\n')
    assert.equal((await place.run(['status'])).status, 0)
  }).skip(Boolean(missing), missing)

  test('and says to nobody but root how it is', async ({ assert }) => {
    const place = machines.next()
    place.unwatched = true
    assert.equal((await place.install()).status, 0)
    putProgram(place.standIns, 'id', '#!/bin/sh\necho 1000\n')
    for (const command of ['status', 'doctor']) {
      const { status, stdout, stderr } = await place.run([command])
      assert.equal(status, 3, command)
      assert.deepEqual([stdout, stderr], ['', 'belvedere: run it as root\n'])
    }
  }).skip(Boolean(missing), missing)

  test('and says how it is', async ({ assert }) => {
    const place = machines.next()
    assert.equal((await place.run(['status'])).status, 3)
    await place.install()
    const well = await place.run(['status', '--json'])
    assert.equal(well.status, 0, well.stderr)
    assert.containSubset(JSON.parse(well.stdout), {
      ok: true,
      release: '0.1.0',
      containers: [{ service: 'gateway', state: 'running', health: 'healthy' }],
    })
    writeFileSync(join(place.engine, 'health'), 'unhealthy\n')
    const ill = await place.run(['status', '--json'])
    assert.equal(ill.status, 5)
    assert.isFalse(JSON.parse(ill.stdout).ok)
    const doctor = await place.run(['doctor', '--json'])
    assert.equal(doctor.status, 3)
    const looked: { checks: { id: string }[] } = JSON.parse(doctor.stdout)
    const gateway = looked.checks.find(({ id }) => id === 'gateway')
    assert.containSubset(gateway, { theme: 'containers', verdict: 'fail' })
    assert.include(readdirSync(join(place.root, 'var/lib/belvedere/status')), 'preflight.json')
  }).skip(Boolean(missing), missing)
})
