import { spawnSync } from 'node:child_process'
import { appendFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { InstallStage, InstallStages, missingForInstalls } from '#tests/support/install_stage'
import { numbersOf } from '#tests/support/random'
import { putProgram } from '#tests/support/stand_in_engine'

const missing = missingForInstalls()
const SEED = Number(process.env.PLANTS_SEED ?? Math.floor(Math.random() * 2 ** 31))
const PLANTS = 500
/** Of the ids of traces, images and people so much is left that one can be told from another. */
const SHORTENED = [
  ['"trace_id":"0cdee126bff0196780a7fb1d7e9ec6ce"', '"trace_id":"0cdee126bff01967"'],
  [`sha256:ede51c535ba92cb2${'f1'.repeat(24)}`, 'sha256:ede51c535ba92cb2 '],
  ['01a20756-c6cb-75f7-be01-b517e7fc158a', '01a20756..158a'],
] as const
/** What help needs, and finds. */
const KEPT = [
  '2026-11-23T07:24:16.585Z',
  'canvas not stored; it is kept and tried again',
  'KnexTimeoutError',
  'ECONNREFUSED',
  '/var/lib/belvedere/keys',
  'duplicate key value violates unique constraint "people_email_unique"',
]

test.group('What is gathered for support', (group) => {
  const machines = new InstallStages(group)
  let place: InstallStage
  group.setup(async () => {
    if (missing) return
    place = await machines.installed()
  })

  /** Everything in the newest bundle, file by file: path → content. */
  function contents(): Record<string, string> {
    const folder = join(place.root, 'var/lib/belvedere/support')
    const newest = readdirSync(folder).sort().at(-1) ?? ''
    const list = spawnSync('tar', ['-tzf', join(folder, newest)], { encoding: 'utf8' }).stdout
    const files = list.split('\n').filter((name) => name !== '' && !name.endsWith('/'))
    return Object.fromEntries(
      files.map((name) => {
        const words = ['-xzOf', join(folder, newest), name]
        return [name.replace(/^[^/]*\//, ''), spawnSync('tar', words, { encoding: 'utf8' }).stdout]
      })
    )
  }

  test('is nothing where nothing is installed, and needs no word that it does not know', async ({
    assert,
  }) => {
    assert.equal((await place.run(['support-bundle', '--all'])).status, 2)
    const empty = new InstallStage(
      join(place.root, 'opt/belvedere/current/belvedere'),
      join(machines.folder, 'empty'),
      join(machines.quick, 'empty')
    )
    const { status, stderr } = await empty.run(['support-bundle'])
    assert.equal(status, 3)
    assert.match(stderr, /nothing is installed/)
  }).skip(Boolean(missing), missing)

  test('holds none of the secrets and personal data that logs were strewn with', async ({
    assert,
  }) => {
    console.log(`    ${PLANTS} planted, PLANTS_SEED=${SEED}`)
    const plants = plant(Object.values(place.files(place.secrets)))
    const kept = [...KEPT, ...SHORTENED.map(([words]) => words)]
    const lines = [...plants.map(({ line }) => line), ...kept.map((words) => `worker ${words} now`)]
    writeFileSync(join(place.engine, 'log'), `${lines.join('\n')}\n`)

    const members = ['ana.muster', 'ben']
    appendFileSync(join(place.machine, 'etc/group'), `docker:x:998:${members.join()}\n`)
    writeFileSync(
      join(place.machine, 'etc/resolv.conf'),
      'domain klinik\nsearch a.house.example b\n'
    )
    assert.include((await place.run(['doctor', '--json'])).stdout, members.join())
    const path = process.env.PATH
    process.env.PATH = `/srv/of-ana/bin:.:${path}`
    const { status, stdout, stderr } = await place.run(['support-bundle'])
    process.env.PATH = path
    assert.equal(status, 0, stderr)
    const file = stdout.trim()
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const preview = await place.run(['support-bundle', '--preview'])
    assert.equal(preview.status, 0, preview.stderr)
    const found = contents()
    for (const text of [Object.values(found).join('\n'), preview.stdout]) {
      for (const { kind, hidden } of plants) assert.notInclude(text, hidden, kind)
      for (const words of [...KEPT, ...SHORTENED.map(([, short]) => short)]) {
        assert.include(text, words)
      }
      assert.notMatch(text, /belvedere\.example\.org/i)
      assert.notInclude(text, members[0]!)
      assert.notMatch(text, /\bben\b/)
      assert.notInclude(text, 'of-ana')
      assert.match(text, /"id":"search_path","verdict":"(fail|ok)"/)
    }
    assert.includeMembers(Object.keys(found), [
      'checks.json',
      'containers.txt',
      'logs/gateway.log',
      'machine.txt',
      'release.txt',
      'settings.txt',
    ])
    assert.match(found['settings.txt'] ?? '', /^PUBLIC_URL=\(set\)$/m)
    assert.match(found['settings.txt'] ?? '', /^HTTPS_PORT=443$/m)
    JSON.parse(found['checks.json'] ?? '')
  })
    .skip(Boolean(missing), missing)
    .timeout(120_000)

  test('is shown without a file being written', async ({ assert }) => {
    const folder = join(place.root, 'var/lib/belvedere/support')
    const before = readdirSync(folder)
    const { status, stdout } = await place.run(['support-bundle', '--preview'])
    assert.equal(status, 0)
    assert.match(stdout, /^==> machine\.txt <==$/m)
    assert.deepEqual(readdirSync(folder), before)
  }).skip(Boolean(missing), missing)

  test('is gathered without a secret being written anywhere meanwhile', async ({ assert }) => {
    // What lies in the folder of the command is looked at in the middle of it.
    const seen = join(place.engine, 'seen')
    putProgram(place.standIns, 'df', `#!/bin/sh\ncat "$TMPDIR"/*/* >>'${seen}' 2>/dev/null\n`)
    place.unwatched = true
    assert.equal((await place.run(['support-bundle', '--preview'])).status, 0)
    place.unwatched = false
    const written = readFileSync(seen, 'utf8')
    assert.include(written, 'belvedere.example.org')
    for (const secret of Object.values(place.files(place.secrets))) {
      for (const word of secret.split(/[\s:@/"#>]+/).filter(({ length }) => length >= 16)) {
        assert.isFalse(written.includes(word), 'a secret was written')
      }
    }
  }).skip(Boolean(missing), missing)

  test('is gathered too when the engine does not answer', async ({ assert }) => {
    writeFileSync(join(place.engine, 'daemon-down'), '')
    const { status, stderr } = await place.run(['support-bundle'])
    assert.equal(status, 0, stderr)
    assert.match(contents()['missing.txt'] ?? '', /did not answer/)
  }).skip(Boolean(missing), missing)
})

/** Lines of logs that hold what must not leave the house, and what that is. */
function plant(secrets: readonly string[]): { kind: string; line: string; hidden: string }[] {
  const next = numbersOf(SEED)
  const below = (count: number) => Math.floor(next() * count)
  const some = (letters: string, length: number) =>
    Array.from({ length }, () => letters[below(letters.length)]).join('')
  const LOWER = 'abcdefghijklmnopqrstuvwxyz'
  const HEX = '0123456789abcdef'
  const ANY = `${LOWER}${LOWER.toUpperCase()}0123456789`
  const name = () => some(LOWER, 4 + below(8))
  const known = secrets
    .flatMap((text) => text.split(/[\s:@/"#>]+/))
    .filter(({ length }) => length >= 16)
  const pem = () => {
    const last = some(ANY, 11)
    const body = [some(`${ANY}+/`, 64), some(`${ANY}+/`, 64), `${last}=`].join('\n')
    return { last, text: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----` }
  }
  const kinds: Record<string, () => [line: string, hidden: string]> = {
    'a secret of this install': () => {
      const secret = known[below(known.length)] ?? ''
      return [`tried ${secret} in vain`, secret]
    },
    'an address of mail': () => {
      const mail = `${name()}.${name()}+x@${name()}.example`
      return [`{"level":50,"msg":"no mail to ${mail}"}`, mail]
    },
    'an address of mail with other letters': () => [
      `Mail an jürgen.${name()}@bücher.example`,
      'jürgen.',
    ],
    'an IPv4 address': () => {
      const address = [10, below(256), below(256), 1 + below(254)].join('.')
      return [`client ${address}:55123 went away`, address]
    },
    'an IPv6 address': () => {
      const address = Array.from({ length: 8 }, () => some(HEX, 4)).join(':')
      return [`client [${address}]:443 went away`, address]
    },
    'a short IPv6 address': () => {
      const address = `fd00:${some(HEX, 4)}::${some(HEX, 3)}`
      return [`from ${address} came nothing`, address]
    },
    'a telephone number': () => {
      const number = `+49 ${1 + below(9)}${some('0123456789', 2)} ${some('0123456789', 7)}`
      return [`call ${number}`, number]
    },
    'a telephone number as it is dialled in the country': () => {
      const digits = (length: number) => some('0123456789', length)
      const first = () => String(1 + below(9))
      const number = [
        () => `0${first()}${digits(2)} ${digits(7)}`,
        () => `(0${first()}0) ${digits(3)} ${digits(2)} ${digits(2)}`,
        () => `0${first()}${digits(1)}/${digits(6)}`,
        () => `0${first()} / ${digits(7)}`,
        () => `0${first()} ${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
        () => `0${first()}.${digits(2)}.${digits(2)}.${digits(2)}.${digits(2)}`,
        () => `0${first()}-${digits(3)}-${digits(4)}`,
        () => `0${first()}${digits(8)}`,
        () => `(2${digits(2)}) ${digits(3)}-${digits(4)}`,
        () => `2${digits(2)}-${digits(3)}-${digits(4)}`,
        () => `9${digits(2)} ${digits(3)} ${digits(3)}`,
        () => `9${digits(1)} ${digits(3)} ${digits(2)} ${digits(2)}`,
      ][below(12)]!()
      const words = ['call ', '{"msg":"no answer","number":"', 'Ruf ']
      return [`${words[below(3)] ?? ''}${number}`, number]
    },
    'a telephone number by its name': () => {
      const number = String(20_000 + below(70_000)) + some('0123456789', 3)
      const label = ['tel: ', 'phone=', '"telefon":"', 'Téléphone ', 'fax_number ', 'טלפון: ']
      return [`call ${label[below(6)]}${number}`, number]
    },
    'another name of the domain': () => {
      const other = name()
      const domain = ['example.org', 'Example.ORG', 'house.example', 'fd.klinik'][below(4)]
      return [`lookup ${other}.${domain}: no such host`, `${other}.`]
    },
    'the name of the appliance, in other letters': () => {
      const host = ['BELVEDERE.EXAMPLE.ORG', 'Belvedere.Example.org'][below(2)]!
      return [`Host ${host}:443 is unknown`, host]
    },
    'an address of mail at the appliance': () => {
      const who = `${name()}-${some(LOWER, 6)}`
      return [`no mail to ${who}@belvedere.example.org today`, who]
    },
    'the folder of somebody': () => {
      const who = `${name()}-${some(LOWER, 6)}`
      return [`open /home/${who}/belvedere/images.json: denied`, who]
    },
    'a password in an address': () => {
      const password = some(ANY, 9)
      return [`connecting to postgres://somebody:${password}@postgres:5432/x`, password]
    },
    'a password by its name': () => {
      const password = some(`${ANY}!$%`, 8)
      return [`{"password":"${password}","kind":"x"}`, password]
    },
    'a token of a request': () => {
      const token = some(`${ANY}-_`, 40)
      return [`{"headers":{"authorization":"Bearer ${token}"}}`, token]
    },
    'a token by its scheme': () => {
      const token = some(LOWER, 12)
      return [`refused: Bearer ${token}`, token]
    },
    'a cookie': () => {
      const cookie = some(ANY, 14)
      return [`set-cookie: session=${cookie}; HttpOnly`, cookie]
    },
    'a JSON web token': () => {
      const token = `eyJ${some(`${ANY}-_`, 40)}.eyJ${some(`${ANY}-_`, 80)}.${some(`${ANY}-_`, 43)}`
      return [`id_token ${token} refused`, token]
    },
    'a link that sets up': () => {
      const code = some(HEX, 16)
      return [`GET /setup/${code} 200`, code]
    },
    'a link that lets in': () => {
      const code = some(ANY, 8)
      return [`"uri":"/join/${code}?from=mail"`, code]
    },
    'a parameter of an address': () => {
      const code = some(LOWER, 7)
      return [`GET /search?q=${code}&page=2`, code]
    },
    'a key in hexadecimal': () => {
      const key = some(HEX, 64)
      return [`key ${key} is unknown`, key]
    },
    'a key in base64': () => {
      const key = `${some(`${ANY}+/`, 43)}=`
      return [`key ${key} is unknown`, key]
    },
    'a private key': () => {
      const { text, last } = pem()
      return [
        `before
${text}
after`,
        last,
      ]
    },
    'a private key on one line': () => {
      const { text, last } = pem()
      return [JSON.stringify({ msg: text }), last]
    },
    'what somebody wrote, in a log of the database': () => {
      const words = `${name()} ${name()}`
      return [`ERROR:  invalid input syntax for type uuid: "${words}"`, words]
    },
    'a value of a row, in a log of the database': () => {
      const words = `${name()} ${name()}`
      return [`DETAIL:  Key (name)=(${words}) already exists.`, words]
    },
    'an id of somebody': () => {
      const id = [8, 4, 4, 4, 12].map((length) => some(HEX, length)).join('-')
      return [`person ${id} is away`, id]
    },
  }
  const all = Object.entries(kinds)
  return Array.from({ length: PLANTS }, (_, count) => {
    const [kind, make] = all[count % all.length]!
    const [line, hidden] = make()
    return { kind, line: `2026-11-23T07:24:16.585Z ${line}`, hidden }
  })
}
