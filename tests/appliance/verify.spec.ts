import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import {
  ARCHITECTURE,
  OTHER_ARCHITECTURE,
  belvedere,
  makeBundle,
  makeSigningKey,
  missingForBundles,
  newTestFolder,
  shells,
  type Shell,
} from '#tests/support/bundles'
import { debianTool } from '#tests/support/debian_tools'
import { numbersOf } from '#tests/support/random'
import { putProgram } from '#tests/support/stand_in_engine'

const missing = missingForBundles()
/** How many bytes are flipped; `FLIPS=1000 npm test -- appliance --files verify` tries more. */
const FLIPS = Number(process.env.FLIPS ?? 200)
const SEED = Number(process.env.FLIPS_SEED ?? Math.floor(Math.random() * 2 ** 31))

test.group('A bundle is verified', (group) => {
  let folder = ''
  let whole = ''
  let installed: Shell[] = []
  let count = 0

  group.setup(() => {
    if (missing) return
    folder = newTestFolder((remove) => group.teardown(remove))
    installed = shells(folder)
    makeSigningKey(join(folder, 'key'))
    makeSigningKey(join(folder, 'other-key'))
    mkdirSync(join(folder, 'images'))
    writeFileSync(join(folder, 'images', 'images.json'), '[]\n')
    for (const name of ['belvedere', 'gateway']) {
      const archive = Buffer.alloc(250_000, name)
      writeFileSync(join(folder, 'images', `${name}.tar`), archive)
    }
    whole = made()
  })

  /** Makes a bundle, with files of 100,000 bytes at most. */
  function made(words: string[] = [], key = 'key') {
    const out = join(folder, `bundle-${count++}`)
    const { status, stderr } = makeBundle([
      ...['--out', out, '--key', join(folder, key), '--images', join(folder, 'images')],
      ...['--part-bytes', '100000', '--release', '0.1.0', ...words],
    ])
    if (status !== 0) throw new Error(stderr)
    return out
  }

  function copied(bundle = whole) {
    const copy = join(folder, `bundle-${count++}`)
    cpSync(bundle, copy, { recursive: true })
    return copy
  }

  /** A root on which a release is installed. */
  function rootWith(release: string) {
    const root = join(folder, `root-${count++}`)
    mkdirSync(join(root, 'opt/belvedere', release), { recursive: true })
    symlinkSync(release, join(root, 'opt/belvedere/current'))
    return root
  }

  test('is the same to the last byte when it is made again of the same', ({ assert }) => {
    const manifest = (bundle: string) => readFileSync(join(bundle, 'MANIFEST.sha256'), 'utf8')
    const signature = (bundle: string) => readFileSync(join(bundle, 'MANIFEST.sha256.minisig'))
    const again = made()
    assert.equal(manifest(again), manifest(whole))
    assert.deepEqual(signature(again), signature(whole))
  }).skip(Boolean(missing), missing)

  const changes: { title: string; names: RegExp; change: (bundle: string) => void }[] = [
    {
      title: 'a file that is missing',
      names: /images\/belvedere\.tar\.part-001: missing/,
      change: (bundle) => rmSync(join(bundle, 'images/belvedere.tar.part-001')),
    },
    {
      title: 'a part too many',
      names: /images\/belvedere\.tar\.part-003: is not named/,
      change: (bundle) =>
        copyFileSync(
          join(bundle, 'images/belvedere.tar.part-002'),
          join(bundle, 'images/belvedere.tar.part-003')
        ),
    },
    {
      title: 'a hidden file with an odd name',
      names: /is not named/,
      change: (bundle) => writeFileSync(join(bundle, 'docs', '. a\n$(b)'), ''),
    },
    {
      title: 'a file that is cut off',
      names: /images\/gateway\.tar\.part-002: has 49999 bytes instead of 50000/,
      change: (bundle) => truncateSync(join(bundle, 'images/gateway.tar.part-002'), 49_999),
    },
    {
      title: 'two parts that have changed places',
      names: /images\/(belvedere|gateway)\.tar\.part-000: is not what was signed/,
      change: (bundle) => {
        const [one, other] = ['belvedere', 'gateway'].map((name) =>
          join(bundle, `images/${name}.tar.part-000`)
        )
        renameSync(one!, join(bundle, 'aside'))
        renameSync(other!, one!)
        renameSync(join(bundle, 'aside'), other!)
      },
    },
    {
      title: 'a link instead of a file',
      names: /images\.json: is neither a file nor a folder/,
      change: (bundle) => {
        renameSync(join(bundle, 'images.json'), join(folder, `images-${count++}.json`))
        symlinkSync(join(folder, 'images/images.json'), join(bundle, 'images.json'))
      },
    },
    {
      title: 'a manifest that somebody added a line to',
      names: /MANIFEST\.sha256: the signature is not of this file/,
      change: (bundle) => appendFileSync(join(bundle, 'MANIFEST.sha256'), '# more\n'),
    },
    {
      title: 'a missing signature',
      names: /MANIFEST\.sha256\.minisig: missing/,
      change: (bundle) => rmSync(join(bundle, 'MANIFEST.sha256.minisig')),
    },
    {
      title: 'a comment of the signature that tells another release',
      names: /comment was changed/,
      change: (bundle) => {
        const file = join(bundle, 'MANIFEST.sha256.minisig')
        writeFileSync(file, readFileSync(file, 'utf8').replace('belvedere 0.', 'belvedere 9.'))
      },
    },
    {
      title: 'another first comment of the signature, which nobody signs',
      names: /the signature is damaged/,
      change: (bundle) => {
        const file = join(bundle, 'MANIFEST.sha256.minisig')
        writeFileSync(file, readFileSync(file, 'utf8').replace('signature of', 'Signature of'))
      },
    },
    {
      title: 'a changed helper',
      names: /program\/helpers\/verify-signature: is not the one/,
      change: (bundle) => appendFileSync(join(bundle, 'program/helpers/verify-signature'), 'x'),
    },
    {
      title: 'a changed piece of the program, before it is read',
      names: /program\/commands\/verify\.sh: is not what was signed/,
      change: (bundle) =>
        writeFileSync(join(bundle, 'program/commands/verify.sh'), 'main_of_command() { exit 0; }'),
    },
    {
      title: 'a piece of the program that nobody signed',
      names: /program\/lib\/zz\.sh: is not named/,
      change: (bundle) => writeFileSync(join(bundle, 'program/lib/zz.sh'), 'exit 0\n'),
    },
  ]

  for (const { title, names, change } of changes) {
    test(`not with ${title}`, async ({ assert }) => {
      for (const shell of installed) {
        const bundle = copied()
        change(bundle)
        const { status, stdout, stderr } = await belvedere(
          join(bundle, 'belvedere'),
          ['verify'],
          shell
        )
        assert.equal(status, 4, `${shell.name}: ${stdout}${stderr}`)
        assert.match(stderr, names, shell.name)
        assert.equal(stdout, '')
      }
    }).skip(Boolean(missing), missing)
  }

  test('not with a first file that was changed in one byte so that it refuses nothing', async ({
    assert,
  }) => {
    const main = readFileSync(join(whole, 'belvedere'), 'utf8')
    const flips: [string, string][] = [
      ['>&2\n  exit', '>&2   exit'],
      ['  exit "$refusal"', '  #xit "$refusal"'],
      ['  run_command "$@"', '  #un_command "$@"'],
      ['  take_program\n', '  #ake_program\n'],
      ['main "$@"\nexit', '#ain "$@"\nexit'],
      ['set -eu', 'set -au'],
      ['without that.\n', 'without that.#'],
    ]
    for (const [line, flipped] of flips) {
      assert.equal(flipped.length, line.length)
      const bundle = copied()
      writeFileSync(
        join(bundle, 'belvedere'),
        main.replace(line, () => flipped)
      )
      assert.notEqual(readFileSync(join(bundle, 'belvedere'), 'utf8'), main, line)
      const { status, stdout } = await belvedere(join(bundle, 'belvedere'), ['verify'])
      assert.notEqual(status, 0, flipped)
      assert.notInclude(stdout, 'Verified', flipped)
    }
  }).skip(Boolean(missing), missing)

  test('and nothing of the program is read again from a medium that then answers otherwise', async ({
    assert,
  }) => {
    const tools = join(folder, `tools-${count++}`)
    for (const command of ['version', 'help', 'preflight']) {
      const bundle = copied()
      const mark = join(bundle, 'read')
      // Once the pieces have been compared, every one of them is another.
      const swap = `printf '#!/bin/sh\\n: >${mark}\\n' | tee $(find ${bundle}/program -type f) >&2`
      putProgram(
        tools,
        'sha256sum',
        `#!/bin/sh\n/usr/bin/sha256sum "$@" || exit 1\n[ "\${1-}" != -c ] || ${swap}\n`
      )
      const { stdout } = await belvedere(join(bundle, 'belvedere'), [command], {
        command: '/bin/sh',
        path: `${tools}:${process.env.PATH ?? ''}`,
      })
      assert.include(readFileSync(join(bundle, 'program/lib/output.sh'), 'utf8'), mark)
      assert.isFalse(existsSync(mark), `${command} read what nobody has looked at`)
      assert.isNotEmpty(stdout)
    }
  }).skip(Boolean(missing), missing)

  test('not with the key of somebody else', async ({ assert }) => {
    const other = made([], 'other-key')
    const { status, stderr } = await belvedere(join(whole, 'belvedere'), [
      ...['verify', '--bundle', other],
    ])
    assert.equal(status, 4)
    assert.match(stderr, /the signature is of another key/)
  }).skip(Boolean(missing), missing)

  test('not by another key with the same number', async ({ assert }) => {
    const [own, forged] = ['key', 'other-key'].map((name) =>
      Buffer.from(readFileSync(join(folder, name), 'utf8').split('\n')[1]!, 'base64')
    )
    own!.copy(forged!, 54, 54, 62)
    writeFileSync(join(folder, 'forged'), `untrusted comment:\n${forged!.toString('base64')}\n`)
    const other = made([], 'forged')
    const { status, stderr } = await belvedere(join(whole, 'belvedere'), [
      ...['verify', '--bundle', other],
    ])
    assert.equal(status, 4)
    assert.match(stderr, /the signature is not of this file/)
  }).skip(Boolean(missing), missing)

  test('not when it is older than what is installed', async ({ assert }) => {
    const root = rootWith('0.2.0')
    const { status, stderr } = await belvedere(join(whole, 'belvedere'), [
      ...['verify', '--root', root],
    ])
    assert.equal(status, 4)
    assert.match(stderr, /is release 0\.1\.0, and 0\.2\.0 is installed/)
  }).skip(Boolean(missing), missing)

  test('not when it cannot take over from what is installed', async ({ assert }) => {
    const root = rootWith('0.0.9')
    const { status, stderr } = await belvedere(join(whole, 'belvedere'), [
      ...['verify', '--root', root],
    ])
    assert.equal(status, 4)
    assert.match(stderr, /takes over from 0\.1\.0 or later, and 0\.0\.9 is installed/)
  }).skip(Boolean(missing), missing)

  test('not when it is for another kind of machine', async ({ assert }) => {
    // Another machine's name for itself is all that counts here; its programs could not run.
    const tools = join(folder, `tools-${count++}`)
    mkdirSync(tools)
    const machine = OTHER_ARCHITECTURE === 'arm64' ? 'aarch64' : 'x86_64'
    writeFileSync(join(tools, 'uname'), `#!/bin/sh\necho ${machine}\n`, { mode: 0o755 })
    const { status, stderr } = await belvedere(join(whole, 'belvedere'), ['verify'], {
      command: '/bin/sh',
      path: `${tools}:${process.env.PATH ?? ''}`,
    })
    assert.equal(status, 4)
    assert.include(stderr, `is for ${ARCHITECTURE}; this machine is ${OTHER_ARCHITECTURE}`)
  }).skip(Boolean(missing), missing)

  test('a delta not without its base, nor with another or a damaged one', async ({ assert }) => {
    writeFileSync(join(folder, 'images', 'gateway.tar'), Buffer.alloc(250_000, 'newer'))
    const delta = made(['--base', whole, '--release', '0.2.0'])
    const other = made(['--release', '0.1.1'])
    const damaged = copied()
    truncateSync(join(damaged, 'images/belvedere.tar.part-000'), 10)
    const root = join(folder, 'empty-root')

    const carried = readdirSync(join(delta, 'images')).toSorted()
    assert.deepEqual(
      carried,
      ['000', '001', '002'].map((part) => `gateway.tar.part-${part}`)
    )
    const verify = (words: string[]) =>
      belvedere(join(delta, 'belvedere'), ['verify', '--root', root, ...words])
    const refusals = [
      { words: [], says: /stands on release 0\.1\.0; name it with --base/ },
      { words: ['--base', other], says: /is not release 0\.1\.0 as it was signed/ },
      { words: ['--base', damaged], says: /belvedere\.tar\.part-000: missing, or of another size/ },
    ]
    for (const { words, says } of refusals) {
      const { status, stderr } = await verify(words)
      assert.equal(status, 4)
      assert.match(stderr, says)
    }
    // The release that is installed is found, but has no archives of images any more.
    const laid = join(root, 'opt/belvedere/0.1.0')
    cpSync(whole, laid, { recursive: true })
    rmSync(join(laid, 'images'), { recursive: true })
    const without = await verify([])
    assert.equal(without.status, 4)
    assert.match(
      without.stderr,
      /images\/.*: missing, or of another size; name the whole bundle of release 0\.1\.0 with --base/
    )
    const { status, stdout, stderr } = await verify(['--base', whole, '--json'])
    assert.equal(status, 0, stderr)
    assert.containSubset(JSON.parse(stdout), { ok: true, release: '0.2.0', base: '0.1.0' })
  }).skip(Boolean(missing), missing)

  test('not with wrong words', async ({ assert }) => {
    for (const words of [['verify', '--what'], ['verify', '--bundle'], ['nothing'], ['../lib/x']]) {
      const { status } = await belvedere(join(whole, 'belvedere'), words)
      assert.equal(status, 2, words.join(' '))
    }
  }).skip(Boolean(missing), missing)

  test('when it is as it was signed, by each shell', async ({ assert }) => {
    for (const shell of installed) {
      const { status, stdout, stderr } = await belvedere(
        join(whole, 'belvedere'),
        ['verify'],
        shell
      )
      assert.equal(status, 0, `${shell.name}: ${stderr}`)
      assert.match(stdout, /^Verified: Belvedere 0\.1\.0 for /)
    }
  }).skip(Boolean(missing), missing)

  test('and a byte that is flipped anywhere is found', async ({ assert }) => {
    console.log(`    ${FLIPS} flipped bytes, FLIPS_SEED=${SEED}`)
    const bundle = copied()
    const contents = readdirSync(bundle, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ file, bytes: readFileSync(file) }))
      .filter(({ bytes }) => bytes.length > 0)
    const total = contents.reduce((sum, { bytes }) => sum + bytes.length, 0)
    const random = numbersOf(SEED)
    /** Half of the places are spread over bytes, half over files, so that small ones count too. */
    const place = () => {
      if (random() < 0.5) {
        const { file, bytes } = contents[Math.floor(random() * contents.length)]!
        return { file, bytes, at: Math.floor(random() * bytes.length) }
      }
      let at = Math.floor(random() * total)
      for (const { file, bytes } of contents) {
        if (at < bytes.length) return { file, bytes, at }
        at -= bytes.length
      }
      throw new Error('beyond the last byte')
    }
    for (let flip = 0; flip < FLIPS; flip++) {
      const { file, bytes, at } = place()
      const changed = Buffer.from(bytes)
      changed[at] = bytes[at]! ^ (1 + Math.floor(random() * 255))
      writeFileSync(file, changed)
      const { status, stdout } = await belvedere(join(bundle, 'belvedere'), ['verify'])
      assert.notEqual(status, 0, `${file}, byte ${at}: ${bytes[at]} → ${changed[at]}`)
      assert.notInclude(stdout, 'Verified', `${file}, byte ${at}`)
      writeFileSync(file, bytes)
    }
    const { status } = await belvedere(join(bundle, 'belvedere'), ['verify'])
    assert.equal(status, 0)
  })
    .skip(Boolean(missing), missing)
    .timeout(600_000)

  test('by the minisign of others too, with the key that the bundle prints', ({ assert }) => {
    const minisign = debianTool('minisign')
    const key = /^ {4}(RW\S+)$/m.exec(readFileSync(join(whole, 'docs/key.md'), 'utf8'))?.[1]
    const { status, stdout } = spawnSync(
      minisign ?? '',
      ['-V', '-P', key ?? '', '-m', join(whole, 'MANIFEST.sha256')],
      { encoding: 'utf8' }
    )
    assert.equal(status, 0)
    assert.include(stdout, `Trusted comment: belvedere 0.1.0 ${ARCHITECTURE}`)
  }).skip(Boolean(missing) || !debianTool('minisign'), missing ?? 'no minisign')
})
