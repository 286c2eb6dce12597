import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { root } from '#tests/services/place'
import { makeBundle, makeSigningKey, newTestFolder, type Answer } from '#tests/support/bundles'
import { InstallStages, makeStandInBundle, missingForInstalls } from '#tests/support/install_stage'
import { StandInOllama } from '#tests/support/stand_in_ollama'
import { waitUntil } from '#tests/support/wait_until'

const missing = missingForInstalls()
const HOST = 'belvedere.example.org'
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const gguf = (bytes: number) => Buffer.concat([Buffer.from('GGUF'), randomBytes(bytes)])

/** Starts the program that takes models in; it gets what `input` has, and then the end unless `isOpen`. */
function start(words: string[], environment: NodeJS.ProcessEnv, input?: Buffer, isOpen = false) {
  const program = join(root, 'appliance/models/main.js')
  const child = spawn(process.execPath, [program, ...words], { env: environment })
  // One that has enough does not read the rest.
  child.stdin.on('error', () => undefined)
  if (input) child.stdin.write(input)
  if (!isOpen) child.stdin.end()
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  const ended = new Promise<Answer>((resolve) =>
    child.once('close', (status) => resolve({ status, ...said }))
  )
  return { child, ended }
}

test.group('A model for speech', (group) => {
  let folder = ''
  let count = 0
  group.setup(() => {
    folder = newTestFolder((remove) => group.teardown(remove))
  })

  function place() {
    const speech = join(folder, `speech-${count++}`)
    mkdirSync(speech)
    const environment = { SPEECH_FOLDER: speech, OLLAMA_URL: 'http://127.0.0.1:9' }
    return {
      speech,
      environment,
      take: (name: string, model: Buffer, digest = sha256(model), bytes = model.length) =>
        start(['take', 'speech', name, digest, String(bytes)], environment, model).ended,
      list: async () => (await start(['list'], environment).ended).stdout,
    }
  }

  test('is not taken when it is not what it should be, and the one before stays', async ({
    assert,
  }) => {
    const { speech, take, list } = place()
    const good = randomBytes(300_000)
    assert.equal((await take('small', good)).stdout, 'taken\n')
    const other = randomBytes(300_000)
    for (const [says, answer] of [
      [/is not what it should be/, await take('small', other, sha256(good).replace(/^../, 'ff'))],
      [/was cut off after 300000 of 300001 bytes/, await take('small', other, undefined, 300_001)],
      [/is longer than 299999 bytes/, await take('small', other, undefined, 299_999)],
    ] as const) {
      assert.equal(answer.status, 1)
      assert.match(answer.stderr, says)
      assert.notMatch(answer.stderr, / at /)
    }
    assert.isTrue(good.equals(readFileSync(join(speech, 'model.bin'))))
    assert.sameMembers(readdirSync(speech), ['model.bin', 'small.bin', 'small.sha256'])
    assert.equal(await list(), 'speech small 300000\n')
  })

  test('is not taken by a name that leads elsewhere, or with wrong words', async ({ assert }) => {
    const { environment, speech } = place()
    const digest = '0'.repeat(64)
    for (const words of [
      ['take', 'speech', '../outside', digest, '1'],
      ['take', 'speech', 'Large', digest, '1'],
      ['take', 'constructor', 'small', digest, '1'],
      ['take', 'speech', 'small', 'abc', '1'],
      ['take', 'speech', 'small', digest, '-1'],
      ['take', 'speech', 'small', digest],
      ['remove', 'small'],
      [],
    ]) {
      assert.equal((await start(words, environment).ended).status, 2, words.join(' '))
    }
    assert.deepEqual(readdirSync(speech), [])
  })

  test('is gone when who took it was killed, and comes by being taken again', async ({
    assert,
  }) => {
    const { speech, environment, take } = place()
    const before = randomBytes(1000)
    await take('small', before)
    const large = randomBytes(2_000_000)
    const words = ['take', 'speech', 'large', sha256(large), String(large.length)]
    const { child, ended } = start(words, environment, large.subarray(0, 1_000_000), true)
    await waitUntil(() => Promise.resolve(existsSync(join(speech, '.arriving'))))
    child.kill('SIGKILL')
    await ended
    assert.equal(readlinkSync(join(speech, 'model.bin')), 'small.bin')
    assert.equal((await take('large', large)).stdout, 'taken\n')
    assert.isTrue(large.equals(readFileSync(join(speech, 'model.bin'))))
    assert.notInclude(readdirSync(speech), '.arriving')
  })

  test('is in use from then on, and is not taken twice', async ({ assert }) => {
    const { environment, take, list } = place()
    const [first, second] = [randomBytes(10), randomBytes(20)]
    await take('first', first)
    await take('second', second)
    assert.equal(await list(), 'speech second 20\nspeech first 10\n')
    const words = ['bring', 'speech', 'first', sha256(first), '10']
    assert.equal((await start(words, environment).ended).stdout, 'there\n')
    assert.equal(await list(), 'speech second 20\nspeech first 10\n')
    assert.equal((await take('first', Buffer.alloc(0), sha256(first), 10)).stdout, 'there\n')
    assert.equal(await list(), 'speech first 10\nspeech second 20\n')
  })
})

test.group('A model for Ollama', (group) => {
  let ollama: StandInOllama
  group.each.setup(async () => {
    ollama = await StandInOllama.start()
    return () => ollama.end()
  })
  const take = (name: string, model: Buffer, digest = sha256(model), bytes = model.length) =>
    start(['take', 'ai', name, digest, String(bytes)], { OLLAMA_URL: ollama.url }, model).ended

  test('is not taken when it is not what it should be, or Ollama refuses it', async ({
    assert,
  }) => {
    const model = gguf(100_000)
    for (const [says, answer] of [
      [/is not what it should be/, await take('small', model, '0'.repeat(64))],
      [/was cut off/, await take('small', model, undefined, 200_000)],
      [/Ollama refuses small: unknown type/, await take('small', randomBytes(50))],
    ] as const) {
      assert.equal(answer.status, 1, String(says))
      assert.match(answer.stderr, says)
    }
    assert.deepEqual([...ollama.models], [])
  })

  test('is taken by its name, once', async ({ assert }) => {
    const model = gguf(3_000_000)
    assert.equal((await take('gemma4:e4b', model)).stdout, 'taken\n')
    assert.isTrue(model.equals(ollama.blobs.get(`sha256:${sha256(model)}`) ?? Buffer.alloc(0)))
    assert.equal((await take('gemma4:e4b', model)).stdout, 'there\n')
    const { stdout } = await start(['list'], { OLLAMA_URL: ollama.url, SPEECH_FOLDER: '/nowhere' })
      .ended
    assert.equal(stdout, `ai gemma4:e4b ${model.length}\n`)
  })
})

test.group('A bundle with models', (group) => {
  const machines = new InstallStages(group)
  group.tap((each) => each.skip(Boolean(missing), missing))
  const whisper = randomBytes(250_000)
  const language = gguf(120_000)
  let ollama: StandInOllama
  group.each.setup(async () => {
    ollama = await StandInOllama.start()
    return () => ollama.end()
  })

  /** Makes one of these parts and models; answers with the path of its program. */
  function bundle(name: string, names: string[], models: object[]) {
    const folder = join(machines.folder, name)
    mkdirSync(join(folder, 'models'), { recursive: true })
    writeFileSync(join(folder, 'models/models.json'), JSON.stringify(models))
    writeFileSync(join(folder, 'models/ggml-small.bin'), whisper)
    writeFileSync(join(folder, 'models/gemma.gguf'), language)
    const words = ['--models', join(folder, 'models')]
    return makeStandInBundle(folder, undefined, {
      names: ['belvedere', 'gateway', ...names],
      words,
      key: join(machines.folder, 'key'),
    })
  }
  const SPEECH = { name: 'whisper-small', part: 'speech', file: 'ggml-small.bin' }
  const LANGUAGE = { name: 'gemma4', part: 'ai', file: 'gemma.gguf' }

  function next() {
    const place = machines.next()
    place.unwatched = true
    mkdirSync(join(place.engine, 'speech'))
    writeFileSync(join(place.engine, 'ollama'), ollama.url)
    return place
  }
  const images = (place: { engine: string }) => readFileSync(join(place.engine, 'images'), 'utf8')

  test('is not made with a model that is not there, or of a part that there is not', ({
    assert,
  }) => {
    const folder = join(machines.folder, 'wrong')
    mkdirSync(folder)
    for (const [model, says] of [
      [{ ...SPEECH, file: 'other.bin' }, /whisper-small": other\.bin is not there/],
      [{ ...SPEECH, file: '../models.json' }, /no name of a file/],
      [{ ...SPEECH, part: 'video' }, /the part is speech or ai/],
      [{ ...SPEECH, name: 'Whisper Small' }, /no name of a model/],
    ] as const) {
      writeFileSync(join(folder, 'models.json'), JSON.stringify([model]))
      const { status, stderr } = makeBundle([
        ...['--out', join(folder, 'out'), '--key', makeSigningKey(join(folder, 'key'))],
        ...['--images', join(machines.folder, 'images'), '--models', folder],
      ])
      assert.equal(status, 1)
      assert.match(stderr, says)
    }
  })

  test('brings what the parts need that are asked for, and nothing else', async ({ assert }) => {
    const program = bundle('both', ['speech', 'ollama'], [SPEECH, LANGUAGE])
    const place = next()
    const install = (...words: string[]) =>
      place.run(['install', '--host', HOST, ...words], undefined, program)
    const { status, stderr } = await install('--with', 'speech')
    assert.equal(status, 0, stderr)
    assert.isTrue(whisper.equals(readFileSync(join(place.engine, 'speech/model.bin'))))
    assert.isFalse(existsSync(join(place.root, 'opt/belvedere/current/models')))
    assert.match(images(place), /belvedere\/speech/)
    assert.notMatch(images(place), /ollama/)
    assert.equal(ollama.models.size, 0)
    const told = readFileSync(join(place.root, 'var/lib/belvedere/status/models.json'), 'utf8')
    const small = { part: 'speech', name: 'whisper-small', bytes: whisper.length }
    assert.deepEqual(JSON.parse(told), [small])

    // A part more, later.
    const settings = join(place.root, 'etc/belvedere/belvedere.env')
    const text = readFileSync(settings, 'utf8')
    writeFileSync(settings, text.replace('BELVEDERE_PARTS=speech', 'BELVEDERE_PARTS=speech,ai'))
    const again = await install()
    assert.equal(again.status, 0, again.stderr)
    assert.match(images(place), /ollama/)
    assert.isTrue(ollama.models.has('gemma4:latest'))
    const said = await place.run(['models', '--json'])
    const models = [small, { part: 'ai', name: 'gemma4:latest', bytes: language.length }]
    assert.deepEqual(JSON.parse(said.stdout), { ok: true, models })
  })

  test('does not start the part speech without a model, and goes on with one of the house', async ({
    assert,
  }) => {
    const program = bundle('none', ['speech'], [])
    const place = next()
    const install = () =>
      place.run(['install', '--host', HOST, '--with', 'speech'], undefined, program)
    const { status, stderr } = await install()
    assert.equal(status, 3)
    assert.match(stderr, /the part speech needs a model, and this bundle brings none/)

    const file = join(machines.folder, 'of-the-house.bin')
    writeFileSync(file, whisper)
    const bring = (...words: string[]) => place.run(['models', 'import', ...words])
    const named = ['--file', file, '--name', 'house', '--part', 'speech']
    assert.equal((await bring(...named)).status, 2)
    assert.equal((await bring(...named, '--sha256', 'abc')).status, 2)
    assert.equal((await bring('--name', 'house')).status, 2)
    const wrong = await bring(...named, '--sha256', '0'.repeat(64))
    assert.equal(wrong.status, 1)
    assert.match(wrong.stderr, /house was not taken in: house is not what it should be/)
    const good = await bring(...named, '--sha256', sha256(whisper))
    assert.equal(good.status, 0, good.stderr)
    assert.equal(good.stdout, 'speech   house                                    244.1 KiB\n')
    const other = await bring(...named.with(5, 'ai'), '--sha256', sha256(whisper))
    assert.equal(other.status, 3)
    assert.match(other.stderr, /the part ai is not installed/)
    const again = await install()
    assert.equal(again.status, 0, again.stderr)
  })

  test('gives its models to an appliance that runs', async ({ assert }) => {
    const without = bundle('without', ['speech', 'ollama'], [SPEECH])
    const place = next()
    const words = ['install', '--host', HOST, '--with', 'speech,ai']
    assert.equal((await place.run(words, undefined, without)).status, 0)
    const program = bundle('with', ['speech', 'ollama'], [LANGUAGE])
    const models = join(program, '../models/gemma.gguf.part-000')
    const bytes = readFileSync(models)
    writeFileSync(models, Buffer.concat([Buffer.from('X'), bytes.subarray(1)]))
    const damaged = await place.run(['models', 'import'], undefined, program)
    assert.equal(damaged.status, 4)
    assert.match(damaged.stderr, /models\/gemma\.gguf\.part-000: is not what was signed/)
    writeFileSync(models, bytes)
    const { status, stderr } = await place.run(['models', 'import'], undefined, program)
    assert.equal(status, 0, stderr)
    assert.isTrue(ollama.models.has('gemma4:latest'))
    const none = await place.run(['models', 'import'], undefined, bundle('empty', [], []))
    assert.equal(none.status, 3)
    assert.match(none.stderr, /this bundle brings no models/)
  })
})
