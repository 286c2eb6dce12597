import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { Appliance } from '#tests/support/appliance'
import { breakStatements } from '#tests/support/break_statements'
import { demoPerson } from '#tests/support/demo'
import { freePort } from '#tests/support/free_port'
import { Receiver } from '#tests/support/receiver'
import { readEnvelope } from '#tests/support/sentry_events'
import { drawTrace, readSpans } from '#tests/support/spans'
import { Visitor } from '#tests/support/visitor'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FILES = join(ROOT, 'appliance', 'observability')
const CONSOLE = join(ROOT, 'build', 'bin', 'console.js')

/** Prometheus's own checker: the system's, or the one that the tests have unpacked. */
const PROMTOOL = ['/usr/bin/promtool', join(ROOT, 'tmp/services/root/usr/bin/promtool')].find(
  (path) => existsSync(path)
)

const RECORDED = '4bf92f3577b34da6a3ce929d0e0e4736'
const NOT_RECORDED = '5bf92f3577b34da6a3ce929d0e0e4736'
const GATEWAY_SPAN = '00f067aa0ba902b7'

/** Asks as a gateway does that traces too, and that leaves out one trace of two. */
async function askThroughGateway(url: string): Promise<void> {
  for (const traceparent of [
    `00-${RECORDED}-${GATEWAY_SPAN}-01`,
    `00-${NOT_RECORDED}-${GATEWAY_SPAN}-00`,
  ]) {
    await (await fetch(`${url}/health/live`, { headers: { traceparent } })).text()
  }
}

/** The names of the measures in a text of Prometheus's. */
function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name))
}

/** The names of the measures that the files for Grafana and Prometheus ask for. */
function namesAskedFor(): Map<string, string> {
  const files = globSync('**/*.{json,yml}', { cwd: FILES })
  return new Map(
    files.flatMap((file) => {
      const text = readFileSync(join(FILES, file), 'utf8')
      const names = text.match(/\b(?:belvedere|nodejs|process)_[a-z0-9_]+/g) ?? []
      return names.map((name): [string, string] => [name, file])
    })
  )
}

test.group('Observed from outside', () => {
  test('a start with an address for error reports that has no key is refused by its name', async ({
    assert,
  }) => {
    const { status, output } = await Appliance.refused({
      environment: { SENTRY_DSN: 'https://errors.example.org/7' },
    })
    assert.equal(status, 1)
    assert.include(output, 'SENTRY_DSN')
    assert.notInclude(output, 'errors.example.org')
  })

  test('a start whose operator’s port is taken is refused by its name', async ({
    assert,
    cleanup,
  }) => {
    const other = await Receiver.start()
    cleanup(() => other.stop())
    const port = new URL(other.url).port
    const { status, output } = await Appliance.refused({ environment: { OPERATOR_PORT: port } })
    assert.equal(status, 1)
    assert.include(output, `OPERATOR_PORT ${port}`)
  })

  test('one trace joins a request, its SQL, its event and the consumer; an error is reported without words; every measure that the dashboards ask for is there', async ({
    assert,
    cleanup,
  }) => {
    const receiver = await Receiver.start()
    cleanup(() => receiver.stop())
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-observe-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const breaking = 'Heron at the mouth of the river'
    const operatorPort = String(await freePort())
    const appliance = await Appliance.start({
      environment: {
        NODE_OPTIONS: `--require=${breakStatements(folder, breaking)}`,
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        SENTRY_DSN: `${receiver.url.replace('://', '://publickey@')}/7`,
        OPERATOR_PORT: operatorPort,
        TRUSTED_PROXIES: '127.0.0.1',
      },
    })
    cleanup(() => appliance.dispose())
    await askThroughGateway(appliance.url)
    const owner = demoPerson(appliance.home, 'owner')
    const visitor = await new Visitor(appliance.url).signIn(owner)
    await new Visitor(appliance.url).submit('POST', '/password/forgot', { email: owner.email })
    const broken = await visitor.submit('POST', '/account/tokens', { label: breaking })
    assert.equal(broken.status, 500)

    const consumer = 'handle accounts.sendPasswordReset'
    await receiver.until((received) => readSpans(received).some(({ name }) => name === consumer))
    const spans = readSpans(receiver.received)
    const request = spans.find(({ name }) => name === 'POST /password/forgot')
    const handled = spans.find(({ name }) => name === consumer)
    assert.equal(handled?.traceId, request?.traceId)
    assert.equal(handled?.attributes['belvedere.outcome'], 'handled')
    const fromGateway = spans.filter(({ traceId }) => traceId === RECORDED)
    assert.deepEqual(
      fromGateway.map(({ name, parentSpanId }) => [name, parentSpanId]),
      [['GET /health/live', GATEWAY_SPAN]]
    )
    assert.isFalse(spans.some(({ traceId }) => traceId === NOT_RECORDED))
    const tree = drawTrace(spans, request?.traceId ?? '')
    for (const part of ['insert outbox', 'publish ', 'insert mailbox_messages']) {
      assert.include(tree, part)
    }

    await receiver.until((received) => received.some(({ path }) => path.includes('/envelope/')))
    const envelopes = receiver.received.filter(({ path }) => path.includes('/envelope/'))
    assert.lengthOf(envelopes, 1)
    const [envelope] = envelopes
    if (!envelope) return
    const event = readEnvelope(envelope)
    assert.equal(event.transaction, '/account/tokens')
    assert.equal(event.exception.values.at(-1)?.type, 'RangeError')
    assert.match(event.contexts?.trace.trace_id ?? '', /^[0-9a-f]{32}$/)
    assert.isString(event.tags.request)

    const sent = receiver.received.map(({ body }) => body).join()
    const secrets = [breaking, owner.email, owner.password, 'Okafor', appliance.home]
    const cookies = visitor.cookie.split('; ').map((cookie) => cookie.split('=')[1] ?? '')
    assert.deepEqual(
      [...secrets, ...cookies].filter((secret) => secret.length > 4 && sent.includes(secret)),
      []
    )

    const scraped = await fetch(`http://127.0.0.1:${operatorPort}/metrics`)
    const text = await scraped.text()
    const names = namesIn(text)
    const unknown = [...namesAskedFor()].filter(
      ([name]) => !names.has(name) && !names.has(name.replace(/_(bucket|count|sum)$/, ''))
    )
    assert.deepEqual(unknown, [])
    assert.include(text, 'belvedere_build_info{version="')
    if (PROMTOOL) {
      const { stdout, stderr } = spawnSync(PROMTOOL, ['check', 'metrics'], { input: text })
      assert.notMatch(`${String(stdout)}${String(stderr)}`, /error|belvedere_/)
    }
    assert.equal(await appliance.end(), 0)
  })

  test('a worker in a process of its own has its measures on the operator’s listener', async ({
    assert,
    cleanup,
  }) => {
    const home = mkdtempSync(join(tmpdir(), 'belvedere-worker-'))
    const database = await EmbeddedDatabase.start(join(home, 'database'))
    cleanup(async () => {
      await database.stop()
      rmSync(home, { recursive: true })
    })
    const operatorPort = String(await freePort())
    const environment = {
      ...process.env,
      NODE_ENV: 'production',
      BELVEDERE_HOME: home,
      DATABASE_URL: database.url,
      OPERATOR_PORT: operatorPort,
      LOG_LEVEL: 'info',
    }
    const migrated = spawnSync(process.execPath, [CONSOLE, 'migrate'], {
      env: { ...environment, DATABASE_OWNER_URL: database.url },
    })
    assert.equal(migrated.status, 0, String(migrated.stdout))
    await database.becomeApplication()
    const worker = spawn(process.execPath, [CONSOLE, 'worker'], { env: environment })
    const isListening = new Promise<void>((resolve) => {
      worker.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('measures are served')) resolve()
      })
    })
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    cleanup(async () => {
      worker.kill('SIGKILL')
      await ended
    })
    await isListening
    const text = await (await fetch(`http://127.0.0.1:${operatorPort}/metrics`)).text()
    assert.include(text, 'belvedere_outbox_due_events 0')
    assert.include(text, 'nodejs_eventloop_lag_p99_seconds')
    worker.kill('SIGTERM')
    assert.equal(await ended, 0)
  })
})

test.group('The files for Prometheus and Grafana', () => {
  test('have rules that Prometheus understands and that fire when they should', ({ assert }) => {
    if (!PROMTOOL) return
    const cwd = join(FILES, 'prometheus')
    for (const words of [
      ['check', 'config', 'prometheus.yml'],
      ['check', 'rules', 'belvedere.rules.yml'],
      ['test', 'rules', 'belvedere.rules.test.yml'],
    ]) {
      const { status, stdout, stderr } = spawnSync(PROMTOOL, words, { cwd, encoding: 'utf8' })
      assert.equal(status, 0, stdout + stderr)
    }
  }).skip(!PROMTOOL, 'needs promtool, of the package prometheus')

  test('have dashboards that ask the Prometheus that is chosen, each panel by a title of its own', ({
    assert,
  }) => {
    const boards = globSync('grafana/*.json', { cwd: FILES })
    assert.isAbove(boards.length, 3)
    for (const board of boards) {
      const { uid, panels }: { uid: string; panels: { title: string; datasource: object }[] } =
        JSON.parse(readFileSync(join(FILES, board), 'utf8'))
      assert.equal(board, `grafana/${uid}.json`)
      assert.lengthOf(new Set(panels.map(({ title }) => title)), panels.length)
      for (const { datasource } of panels) {
        assert.deepEqual(datasource, { type: 'prometheus', uid: '${datasource}' })
      }
    }
  })
})
