import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { parse } from 'yaml'
import { root } from '#tests/services/place'
import { makeCertificates } from '#tests/support/certificates'
import { InstallStages, missingForInstalls, type InstallStage } from '#tests/support/install_stage'
import { Licensor } from '#tests/support/licences'

const missing = missingForInstalls()
const HOST = 'belvedere.example.org'
const SENDER = 'belvedere@mail.example.org'
const PASSWORD = 'h%40rbour7'
const WAY = `smtp://belvedere:${PASSWORD}@mail.example.org`

interface ComposeFile {
  services: Record<string, { networks?: string[]; extra_hosts?: string[] }>
  networks?: Record<string, { internal?: boolean } | null>
}

const composeFile = (name: string): ComposeFile =>
  parse(readFileSync(join(root, 'compose', name), 'utf8'), { merge: true })

test.group('What is run on top of the Compose file', () => {
  for (const name of ['mail.yaml', 'mail_authority.yaml', 'licence.yaml']) {
    test(`leads nobody but the worker anywhere: ${name}`, ({ assert }) => {
      const { services, networks = {} } = composeFile(name)
      const whole = composeFile('compose.yaml')
      assert.sameMembers(Object.keys(networks), name === 'mail.yaml' ? ['mail'] : [])
      for (const [service, { networks: joined = [] }] of Object.entries(services)) {
        assert.property(whole.services, service)
        const isWorker = name === 'mail.yaml' && service === 'worker'
        assert.deepEqual(joined, isWorker ? ['data', 'mail'] : [], service)
      }
    })
  }
})

test.group('A mail server is given to an appliance', (group) => {
  const machines = new InstallStages(group)
  group.tap((each) => each.skip(Boolean(missing), missing))

  /** A machine that knows the mail server by its name. */
  function stage() {
    const place = machines.next()
    writeFileSync(join(place.engine, 'names'), '10.1.2.25 mail.example.org\n')
    place.unwatched = true
    return place
  }

  function file(name: string, text: string) {
    writeFileSync(join(machines.folder, name), text)
    return join(machines.folder, name)
  }

  const settings = (place: InstallStage) =>
    readFileSync(join(place.root, 'etc/belvedere/belvedere.env'), 'utf8')
  const used = (place: InstallStage) =>
    readFileSync(join(place.engine, 'files'), 'utf8').match(/\w+\.yaml/g)

  test('not by half, and not when it cannot be used: nothing is changed', async ({ assert }) => {
    const place = stage()
    const url = file('smtp_url', WAY)
    const from = ['--smtp-sender', SENDER]
    for (const [words, says] of [
      [['--smtp-url-file', url], /say which address mail comes from/],
      [['--smtp-url-file', url, '--smtp-sender', 'nobody'], /say which address/],
      [from, /smtp_url is missing: name a file/],
      [[...from, '--smtp-url-file', file('empty', '')], /empty is missing/],
      [[...from, '--smtp-url-file', file('web', 'https://mail.example.org')], /is no address such/],
      [[...from, '--smtp-url-file', file('two', `${WAY}\n${WAY}\n`)], /is no address such/],
      [
        [...from, '--smtp-url-file', file('else', 'smtp://a:secret@other.example.org')],
        /knows no IPv4 address of other\.example\.org/,
      ],
      [
        [...from, '--smtp-url-file', file('here', 'smtp+plaintext://127.0.0.1:25')],
        /is 127\.0\.0\.1, which is another machine for each container/,
      ],
      [[...from, '--smtp-url-file', url, '--smtp-ca', url], /smtp_url is no certificate/],
      [['--licence-keys', url], /smtp_url holds no public key/],
    ] as const) {
      const { status, stdout, stderr } = await place.run(['install', '--host', HOST, ...words])
      assert.equal(status, 3, stderr)
      assert.match(stderr, says)
      assert.notMatch(stdout + stderr, /h%40rbour7|a:secret/)
      assert.isFalse(existsSync(join(place.root, 'etc')))
    }
  })

  test('by an install, and another by the next; its password is told nowhere', async ({
    assert,
    cleanup,
  }) => {
    const place = stage()
    place.unwatched = false
    const certificates = makeCertificates(90)
    cleanup(certificates.remove)
    const answers = file(
      'answers',
      [
        ...[`host=${HOST}`, `smtp-url-file=${file('smtp_url', `${WAY}:2525\n`)}`],
        ...[`smtp-sender=${SENDER}`, `smtp-ca=${certificates.authority}`],
      ].join('\n')
    )
    const install = () => place.run(['install', '--answers', answers])
    const { status, stdout, stderr } = await install()
    assert.equal(status, 0, stderr)
    assert.deepEqual(used(place), ['compose.yaml', 'mail.yaml', 'mail_authority.yaml'])
    for (const name of ['smtp_url', 'smtp_ca.pem']) {
      const { mode, uid, gid } = statSync(join(place.secrets, name))
      assert.deepEqual([mode & 0o777, uid, gid], [0o440, 0, 10000], name)
    }
    const given = settings(place)
    assert.include(given, `SMTP_SENDER=${SENDER}\nSMTP_HOST=mail.example.org\n`)
    assert.include(given, '\nSMTP_ADDRESS=10.1.2.25\n')
    const told = [
      ...[stdout, stderr, place.words(), given],
      readFileSync(join(place.engine, 'environment'), 'utf8'),
      ...Object.values(place.files(place.journal)),
    ]
    assert.notInclude(told.join('\n'), PASSWORD)

    assert.equal((await install()).status, 0)
    assert.equal(settings(place), given)
    file('smtp_url', WAY.replace(PASSWORD, 'another-one'))
    assert.equal((await install()).status, 0)
    assert.include(readFileSync(join(place.secrets, 'smtp_url'), 'utf8'), 'another-one')
    // By this the containers are made anew, which would not see another file otherwise.
    const changed = /^SMTP_CHANGED=.*$/m
    assert.notEqual(changed.exec(settings(place))?.[0], changed.exec(given)?.[0])
    assert.notInclude(place.words(), 'another-one')
  })

  test('and stays while services get new passwords, until its settings are taken out', async ({
    assert,
  }) => {
    const place = stage()
    const words = ['--smtp-url-file', file('smtp_url', WAY), '--smtp-sender', SENDER]
    assert.equal((await place.install()).status, 0)
    assert.deepEqual(used(place), ['compose.yaml'])
    // The program that the install has left is enough for it.
    const left = join(place.root, 'opt/belvedere/current/belvedere')
    const given = await place.run(['install', ...words], undefined, left)
    assert.equal(given.status, 0, given.stderr)
    assert.deepEqual(used(place), ['compose.yaml', 'mail.yaml'])
    const rotated = await place.run(['rotate', 'services'])
    assert.equal(rotated.status, 0, rotated.stderr)
    assert.equal(readFileSync(join(place.secrets, 'smtp_url'), 'utf8'), WAY)
    // A name service that is away takes nothing with it.
    writeFileSync(join(place.engine, 'names'), '')
    assert.equal((await place.install()).status, 0)
    assert.include(settings(place), 'SMTP_ADDRESS=10.1.2.25')
    const without = settings(place).replace(/^SMTP_SENDER=.*\n/m, '')
    writeFileSync(join(place.root, 'etc/belvedere/belvedere.env'), without)
    assert.equal((await place.install()).status, 0)
    assert.deepEqual(used(place), ['compose.yaml'])
  })

  test('and is known to status, doctor and support', async ({ assert }) => {
    const place = stage()
    await place.install()
    assert.match((await place.run(['status'])).stdout, /^Mail: stays in the mailbox/m)
    const words = ['--smtp-url-file', file('smtp_url', WAY), '--smtp-sender', SENDER]
    await place.run(['install', ...words])
    const { stdout } = await place.run(['status'])
    assert.include(stdout, `Mail: leaves by mail.example.org (10.1.2.25), from ${SENDER}\n`)
    const { mail }: { mail: unknown } = JSON.parse((await place.run(['status', '--json'])).stdout)
    assert.deepEqual(mail, { server: 'mail.example.org', sender: SENDER })

    const examined = async () => {
      const { checks }: { checks: { id: string; verdict: string; measured: string }[] } =
        JSON.parse((await place.run(['doctor', '--json'])).stdout)
      return checks.filter(({ id }) => id.startsWith('mail_'))
    }
    assert.containSubset(await examined(), [{ id: 'mail_server', verdict: 'ok' }])
    const parts = '{"status":"degraded","parts":[{"name":"mail","reason":"wrongCredentials"}]}\n'
    writeFileSync(join(place.engine, 'parts'), parts)
    writeFileSync(join(place.engine, 'names'), '10.1.2.26 mail.example.org\n')
    assert.containSubset(await examined(), [
      { id: 'mail_address', verdict: 'warn' },
      { id: 'mail_server', verdict: 'warn', measured: 'mail.example.org: wrongCredentials' },
    ])

    const log = `sent by mail.example.org, not by ${PASSWORD} or belvedere\n`
    writeFileSync(join(place.engine, 'log'), log)
    const preview = await place.run(['support-bundle', '--preview'])
    assert.include(preview.stdout, 'sent by [host], not by [secret] or belvedere')
    assert.notMatch(preview.stdout, /h%40rbour7|mail\.example\.org|10\.1\.2\.2/)
  })

  test('beside keys of a publisher of licences, and a licence', async ({ assert }) => {
    const place = stage()
    const licensor = new Licensor()
    const keys = file('keys.pem', licensor.publicKey)
    const kept = join(place.root, 'etc/belvedere/licence/keys.pem')
    const { status, stderr } = await place.run([
      ...['install', '--host', HOST, '--licence-keys', keys],
    ])
    assert.equal(status, 0, stderr)
    assert.deepEqual(used(place), ['compose.yaml', 'licence.yaml'])
    assert.equal(readFileSync(kept, 'utf8'), licensor.publicKey)
    assert.equal(statSync(kept).mode & 0o777, 0o644)
    assert.equal((await place.run(['licence'])).status, 1)
    writeFileSync(
      join(place.engine, 'licence'),
      '{"state":"valid","licence":{"seats":50},"seatsTaken":3}\n'
    )
    const licence = file('licence.txt', licensor.licence())
    const imported = await place.run(['licence', licence])
    assert.equal(imported.status, 0, imported.stderr)
    assert.equal(imported.stdout, 'Licence: valid\n')
    const came = readFileSync(join(place.engine, 'imported'), 'utf8')
    assert.equal(came.trim(), readFileSync(licence, 'utf8').trim())
    assert.match((await place.run(['status'])).stdout, /^Licence: valid$/m)
    const told = JSON.parse((await place.run(['status', '--json'])).stdout)
    assert.containSubset(told, { licence: { state: 'valid', seatsTaken: 3 } })
    rmSync(kept)
    assert.equal((await place.install()).status, 0)
    assert.deepEqual(used(place), ['compose.yaml'])
  })
})
