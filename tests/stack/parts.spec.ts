import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { root as checkout } from '#tests/services/place'
import { makeBundle, makeSigningKey } from '#tests/support/bundles'
import { emptyWhisperModel } from '#tests/support/empty_whisper_model'
import { inspectAll } from '#tests/support/hardening'
import { builtImages } from '#tests/support/images'
import { RealInstall } from '#tests/support/real_install'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { waitUntil } from '#tests/support/wait_until'

const HOST = 'localhost'
const PORTS = ['--http-port', '9083', '--https-port', '9446']
const PROMETHEUS = 'http://127.0.0.1:9090'
const OLLAMA = 'ollama/ollama:a-stand-in'

/** What Prometheus answers, as far as it is looked at. */
interface Targets {
  data: { activeTargets: { scrapeUrl: string; health: string }[] }
}
interface Rules {
  data: { groups: { rules: { name: string; type: string; health: string }[] }[] }
}

test.group('An appliance with parts beside the core', (group) => {
  const stack = Stack.running()
  let install: RealInstall
  group.tap((each) => each.skip(!stack, NEEDS_STACK).timeout(600_000))

  /** An image for the slot of Ollama, with a program of its name; answers with its id. */
  function makeOllama(folder: string): string {
    mkdirSync(folder)
    cpSync(join(checkout, 'tests/support/stand_in_ollama.ts'), join(folder, 'stand_in_ollama.ts'))
    const program = `#!/usr/bin/node
const { StandInOllama } = await import('/usr/lib/stand_in_ollama.ts')
if (process.argv[2] === 'list') process.exit((await fetch('http://127.0.0.1:11434/api/tags')).ok ? 0 : 1)
await StandInOllama.start(11434, '0.0.0.0')
`
    writeFileSync(join(folder, 'ollama'), program, { mode: 0o755 })
    const product = builtImages().find(({ name }) => name === 'belvedere')
    writeFileSync(
      join(folder, 'Containerfile'),
      `FROM ${product?.image}
COPY stand_in_ollama.ts /usr/lib/
COPY ollama /usr/bin/
ENTRYPOINT ["/usr/bin/ollama"]
CMD ["serve"]
`
    )
    const file = ['--file', join(folder, 'Containerfile')]
    stack!.engine.docker('build', '--network', 'none', '--tag', OLLAMA, ...file, folder)
    return stack!.engine.docker('image', 'inspect', '--format', '{{.Id}}', OLLAMA).trim()
  }

  /** The program of a bundle with models for speech and for Ollama. */
  function makeProgram(folder: string): string {
    const [images, models] = [join(folder, 'images'), join(folder, 'models')]
    for (const each of [images, models]) mkdirSync(each)
    const ollama = {
      name: 'ollama',
      image: OLLAMA,
      digest: makeOllama(join(folder, 'ollama')),
      architecture: 'amd64',
      unpackedBytes: 1,
    }
    writeFileSync(join(images, 'images.json'), JSON.stringify([...builtImages(), ollama]))
    writeFileSync(join(models, 'empty.bin'), emptyWhisperModel())
    writeFileSync(
      join(models, 'small.gguf'),
      Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(99)])
    )
    const list = [
      { name: 'empty', part: 'speech', file: 'empty.bin' },
      { name: 'small', part: 'ai', file: 'small.gguf' },
    ]
    writeFileSync(join(models, 'models.json'), JSON.stringify(list))
    const { status, stderr } = makeBundle([
      ...['--out', join(folder, 'bundle'), '--key', makeSigningKey(join(folder, 'key'))],
      ...['--images', images, '--models', models, '--release', '0.1.0'],
      ...['--compose', join(checkout, 'compose')],
    ])
    if (status !== 0) throw new Error(stderr)
    return join(folder, 'bundle/belvedere')
  }

  group.setup(() => {
    if (!stack) return
    const folder = mkdtempSync(join(stack.engine.folder, 'parts-'))
    install = new RealInstall(stack.engine, makeProgram(folder), join(folder, 'root'))
  })
  group.teardown(() => {
    if (stack) install.remove(HOST)
  })

  const mine = () =>
    inspectAll(stack!.engine).filter(({ Name }) => Name.startsWith(`/${install.project}-`))

  test('is installed with them, and all of it is well', ({ assert }) => {
    const parts = ['--with', 'speech,ai,monitoring']
    const { status, stderr } = install.run('install', '--host', HOST, ...PORTS, ...parts)
    assert.equal(status, 0, stderr)
    const said = install.run('status', '--json')
    assert.equal(said.status, 0, said.stdout)
    for (const service of ['speech', 'ollama', 'prometheus']) {
      assert.containSubset(JSON.parse(said.stdout), {
        containers: [{ service, state: 'running', health: 'healthy' }],
      })
    }
  })

  test('has the models of its bundle, and takes others by their digest', ({ assert }) => {
    const there = () => install.run('models').stdout.replace(/ +/g, ' ').trim().split('\n')
    assert.deepEqual(there(), ['speech empty 62.9 KiB', 'ai small:latest 103 B'])
    const [file, model] = [join(install.root, 'other.bin'), emptyWhisperModel()]
    writeFileSync(file, model)
    const digest = createHash('sha256').update(model).digest('hex')
    const words = ['models', 'import', '--file', file, '--part', 'speech', '--name', 'other']
    const refused = install.run(...words, '--sha256', digest.replace(/^./, '0').replace(/.$/, '1'))
    assert.equal(refused.status, 1, refused.stderr)
    assert.match(refused.stderr, /other is not what it should be/)
    const taken = install.run(...words, '--sha256', digest)
    assert.equal(taken.status, 0, taken.stderr)
    assert.equal(there()[0], 'speech other 62.9 KiB')
  })

  test('is watched: every process, by every rule of the release', async ({ assert }) => {
    const ask = async (path: string) => (await fetch(`${PROMETHEUS}/api/v1/${path}`)).text()
    await waitUntil(async () => {
      const { data }: Targets = JSON.parse(await ask('targets'))
      return data.activeTargets.every(({ health }) => health === 'up')
    })
    const { data: targets }: Targets = JSON.parse(await ask('targets'))
    const processes = ['web-1', 'web-2', 'worker'].map((each) => `http://${each}:9464/metrics`)
    assert.sameMembers(
      targets.activeTargets.map(({ scrapeUrl }) => scrapeUrl),
      processes
    )
    const { data: rules }: Rules = JSON.parse(await ask('rules'))
    const names = rules.groups.flatMap((each) => each.rules.map(({ name }) => name))
    const file = join(checkout, 'appliance/observability/prometheus/belvedere.rules.yml')
    const alerts = [...readFileSync(file, 'utf8').matchAll(/alert: (\w+)/g)].map(([, name]) => name)
    assert.isAbove(alerts.length, 10)
    assert.includeMembers(names, alerts)
    const page = await (await fetch(`${PROMETHEUS}/`)).text()
    const scripts = [...page.matchAll(/<script src="([^"]+)"/g)].map(([, path = '']) => path)
    assert.isNotEmpty(scripts)
    for (const path of scripts) {
      assert.equal((await fetch(`${PROMETHEUS}${path}`)).status, 200, path)
    }
  })

  test('lets its models reach nothing, and nobody but this machine see the measures', ({
    assert,
  }) => {
    for (const { Config, NetworkSettings, HostConfig } of mine()) {
      const service = Config.Labels['com.docker.compose.service']
      const networks = Object.keys(NetworkSettings.Networks)
      if (service === 'speech' || service === 'ollama') {
        assert.deepEqual(networks, [`${install.project}_models`], service)
        assert.deepEqual(HostConfig.PortBindings, {}, service)
      }
      if (service === 'prometheus') {
        const bindings = HostConfig.PortBindings?.['9090/tcp']
        assert.deepEqual(bindings, [{ HostIp: '127.0.0.1', HostPort: '9090' }])
      }
    }
    const format = '{{.Internal}} {{range .Containers}}{{.Name}} {{end}}'
    const network = `${install.project}_models`
    const [internal, ...names] = stack!.engine
      .docker('network', 'inspect', '--format', format, network)
      .trim()
      .split(' ')
    assert.equal(internal, 'true')
    assert.sameMembers(names, [`${install.project}-speech-1`, `${install.project}-ollama-1`])
  })

  test('is without a part again that is asked for no more, and with its models when it is', ({
    assert,
  }) => {
    const settings = join(install.settings, 'belvedere.env')
    const text = readFileSync(settings, 'utf8')
    const services = () => mine().map(({ Config }) => Config.Labels['com.docker.compose.service'])
    writeFileSync(settings, text.replace('=speech,ai,monitoring', '=monitoring'))
    const less = install.run('install')
    assert.equal(less.status, 0, less.stderr)
    assert.notIncludeMembers(services(), ['speech', 'ollama'])
    assert.include(services(), 'prometheus')
    writeFileSync(settings, text)
    const more = install.run('install')
    assert.equal(more.status, 0, more.stderr)
    assert.includeMembers(services(), ['speech', 'ollama', 'prometheus'])
    assert.match(install.run('models').stdout, /^speech +other/)
  })
})
