import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { mock } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import { test } from '@japa/runner'
import { blobsIn } from '#core/blobs/blobs'
import { S3Driver, type S3Options } from '#core/blobs/s3_driver'
import { startS3 } from '#tests/services/s3'
import { needs, service } from '#tests/services/running'
import { NEEDS_S3, s3Server } from '#tests/services/s3_server'
import type { Service } from '#tests/services/service'
import { faultOf } from '#tests/support/blob_faults'
import { s3OptionsFrom } from '#tests/support/s3_options'

const MIB = 1024 ** 2
const real = s3Server()
const hasS3 = real !== undefined
/** Only one of our own can be stopped. */
const ownIsMissing = !service('s3')
const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const mayMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

/** For where it is only asked how an address behaves that is given. */
const anybody: S3Options = {
  url: 'http://127.0.0.1:9',
  bucket: 'belvedere',
  region: 'us-east-1',
  accessKey: 'anybody',
  secretKey: 'anything',
}
const options = (change: Partial<S3Options> = {}) => ({
  ...(real ? s3OptionsFrom(real.settings) : anybody),
  ...change,
})
const blobsAt = (change: Partial<S3Options>) => blobsIn(new S3Driver(options(change)))
const checkAt = (change: Partial<S3Options>) => blobsAt(change).check()

/** A content a mebibyte at a time, with something that happens after so many bytes. */
function slowly(content: Buffer, after: number, happens: () => Promise<void>): Readable {
  return Readable.from(
    (async function* () {
      for (let at = 0; at < content.length; at += MIB) {
        if (at === after) await happens()
        yield content.subarray(at, at + MIB)
      }
    })()
  )
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

test.group('An S3 server that cannot be used is named by what is wrong', () => {
  test('nothing listens there', async ({ assert }) => {
    const blobs = blobsAt({ url: 'http://127.0.0.1:1' })
    assert.equal(await blobs.check(), 'unreachable')
    const key = `${randomUUID()}/files`
    assert.equal(await faultOf(() => blobs.keep(key, Buffer.from('x'))), 'unreachable')
    assert.equal(await faultOf(() => blobs.read(`${key}/${'0'.repeat(64)}`)), 'unreachable')
  })

  test('its name is unknown', async ({ assert }) => {
    assert.equal(await checkAt({ url: 'http://s3.invalid' }), 'unreachable')
  })

  test('the secret key is wrong', async ({ assert }) => {
    assert.equal(await checkAt({ secretKey: 'wrong' }), 'wrongCredentials')
  }).skip(!hasS3, NEEDS_S3)

  test('the access key is unknown', async ({ assert }) => {
    assert.equal(await checkAt({ accessKey: 'nobody' }), 'wrongCredentials')
  }).skip(!hasS3, NEEDS_S3)

  test('it is of another region', async ({ assert }) => {
    assert.equal(await checkAt({ region: 'elsewhere-1' }), 'wrongRegion')
  }).skip(!hasS3, NEEDS_S3)

  test('the bucket is not there, or has no name that a bucket can have', async ({ assert }) => {
    assert.equal(await checkAt({ bucket: 'not-there' }), 'bucketMissing')
    assert.equal(await checkAt({ bucket: '-' }), 'bucketMissing')
  }).skip(!hasS3, NEEDS_S3)

  test('its clock goes differently', async ({ assert, cleanup }) => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() - 7_200_000 })
    cleanup(() => mock.timers.reset())
    assert.equal(await checkAt({}), 'clockSkewed')
  }).skip(!hasS3, NEEDS_S3)

  test('something else answers there', async ({ assert, cleanup }) => {
    const server = createServer((_request, response) => response.writeHead(418).end('tea'))
    cleanup(() => void server.close())
    assert.equal(await checkAt({ url: `http://127.0.0.1:${await listening(server)}` }), 'refused')
  })
})

test.group('A certificate of an S3 server', (group) => {
  group.tap((each) => each.skip(!hasS3 || !hasOpenssl, hasS3 ? 'needs openssl' : NEEDS_S3))
  let folder: string
  let close: () => void
  let ports: Record<'good' | 'expired', number>

  /** A key, and a certificate by itself for this host with these first and last days. */
  function certificate(name: string, from: string, until: string) {
    const place = mkdtempSync(join(folder, `${name}-`))
    const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
    writeFileSync(
      join(place, 'ca.cnf'),
      `[ca]
default_ca = here
[here]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`
    )
    writeFileSync(join(place, 'index'), '')
    writeFileSync(join(place, 'serial'), '01')
    const openssl = (line: string) => {
      const { status, stderr } = spawnSync('openssl', line.split(' '), { cwd: place })
      if (status !== 0) throw new Error(stderr.toString())
    }
    openssl('genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out key')
    openssl(`req -new -key key -subj /CN=localhost -addext ${names} -out csr`)
    openssl(
      `ca -batch -selfsign -notext -config ca.cnf -keyfile key -in csr -out crt -startdate ${from} -enddate ${until}`
    )
    const read = (file: string) => readFileSync(join(place, file), 'utf8')
    return { key: read('key'), cert: read('crt') }
  }

  /** Ends TLS in front of the S3 server. */
  async function inFront(pair: { key: string; cert: string }) {
    const server = createTlsServer(pair, (socket) => {
      const { hostname, port } = new URL(options().url)
      const inner = connect(Number(port || 80), hostname)
      socket.pipe(inner).pipe(socket)
      socket.on('error', () => inner.destroy())
      inner.on('error', () => socket.destroy())
    })
    server.on('tlsClientError', () => undefined)
    return { server, port: await listening(server) }
  }

  let trusted: string
  group.setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'belvedere-certificates-'))
    const good = certificate('good', '20200101000000Z', '20990101000000Z')
    const expired = certificate('expired', '20200101000000Z', '20210101000000Z')
    trusted = `${good.cert}${expired.cert}`
    const servers = [await inFront(good), await inFront(expired)]
    ports = { good: servers[0]!.port, expired: servers[1]!.port }
    close = () => servers.forEach(({ server }) => server.close())
    return () => {
      close()
      rmSync(folder, { recursive: true })
    }
  })

  test('that has expired is refused, though its authority is trusted', async ({ assert }) => {
    const url = `https://127.0.0.1:${ports.expired}`
    assert.equal(await checkAt({ url, ca: trusted }), 'certificateExpired')
  })

  test('of an authority that is not trusted is refused', async ({ assert }) => {
    assert.equal(await checkAt({ url: `https://127.0.0.1:${ports.good}` }), 'certificateNotTrusted')
  })

  test('that can be trusted lets files through', async ({ assert }) => {
    const blobs = blobsAt({ url: `https://127.0.0.1:${ports.good}`, ca: trusted })
    assert.isNull(await blobs.check())
    for (const size of [1000, 17 * MIB]) {
      const content = randomBytes(size)
      const { key } = await blobs.keep(`${randomUUID()}/files`, content)
      assert.isTrue((await blobs.read(key)).equals(content))
    }
  })
})

test.group('An S3 server that fails', (group) => {
  group.tap((each) => each.skip(ownIsMissing, needs('s3')))
  let own: Service

  group.each.setup(async () => {
    own = await startS3()
    return () => own.remove()
  })

  test('while something is put leaves nothing of it, and works again by itself', async ({
    assert,
  }) => {
    const driver = new S3Driver(s3OptionsFrom(own.settings))
    const blobs = blobsIn(driver)
    const folder = `${randomUUID()}/files`
    const content = randomBytes(24 * MIB)
    const broken = slowly(content, 18 * MIB, () => own.kill())
    assert.equal(await faultOf(() => blobs.keep(folder, broken)), 'unreachable')
    assert.equal(await blobs.check(), 'unreachable')
    await own.restart()
    assert.isNull(await blobs.check())
    assert.lengthOf(await Array.fromAsync(driver.list('')), 0)
    const soon = new Date(Date.now() + 60_000)
    assert.equal(await driver.tidy(soon), 1)
    assert.equal(await driver.tidy(soon), 0)
    const { key } = await blobs.keep(folder, content)
    assert.isTrue((await blobs.read(key)).equals(content))
  })

  test('while something is read breaks the reading off', async ({ assert }) => {
    const blobs = blobsIn(new S3Driver(s3OptionsFrom(own.settings)))
    const { key } = await blobs.keep(`${randomUUID()}/files`, randomBytes(64 * MIB))
    const stream = await blobs.stream(key)
    const reading = async () => {
      let isFirst = true
      for await (const _ of stream) {
        if (isFirst) await own.kill()
        isFirst = false
      }
    }
    assert.equal(await faultOf(reading), 'unreachable')
  })
})

test.group('An S3 server whose disk is full', (group) => {
  group.tap((each) =>
    each.skip(
      ownIsMissing || !mayMount,
      ownIsMissing ? needs('s3') : 'needs the right to mount a small disk'
    )
  )

  test('is told until there is room again, and what is there can be read', async ({
    assert,
    cleanup,
  }) => {
    const own = await startS3(20)
    cleanup(() => own.remove())
    const driver = new S3Driver(s3OptionsFrom(own.settings))
    const blobs = blobsIn(driver)
    const folder = `${randomUUID()}/files`
    const content = randomBytes(10 * MIB)
    const { key } = await blobs.keep(folder, content)
    assert.equal(await faultOf(() => blobs.keep(folder, randomBytes(7 * MIB))), null)
    assert.equal(await faultOf(() => blobs.keep(folder, randomBytes(7 * MIB))), 'full')
    assert.equal(await blobs.check(), 'full')
    assert.isTrue((await blobs.read(key)).equals(content))
    assert.lengthOf(await Array.fromAsync(driver.list(`${folder}/`)), 2)
    await blobs.delete([key])
    assert.isNull(await blobs.check())
    assert.lengthOf(await Array.fromAsync(driver.list('trial/')), 0)
  })
})

/** Stands in for a store that is overloaded or hangs: it answers what the test tells it to. */
test.group('An S3 server that does not keep up', (group) => {
  let answer: RequestListener
  let asked = 0
  let url: string

  group.setup(async () => {
    const server = createServer((request, response) => {
      asked += 1
      request.resume()
      answer(request, response)
    })
    url = `http://127.0.0.1:${await listening(server)}`
    return () => {
      server.closeAllConnections()
      server.close()
    }
  })
  group.each.setup(() => {
    asked = 0
  })

  test('is asked again, but not without end', async ({ assert }) => {
    answer = (_request, response) => response.writeHead(503).end('<Code>SlowDown</Code>')
    assert.equal(await faultOf(() => blobsAt({ url }).keep('a/b', Buffer.from('x'))), 'unreachable')
    assert.equal(asked, 3)
  })

  test('is not noticed when it answers the second time', async ({ assert }) => {
    answer = (_request, response) => {
      if (asked === 1) response.writeHead(500).end()
      else response.writeHead(200, { etag: '"x"' }).end()
    }
    assert.isNull(await faultOf(() => blobsAt({ url }).keep('a/b', Buffer.from('x'))))
    assert.equal(asked, 2)
  })

  test('is given up when it answers nothing', async ({ assert }) => {
    answer = () => undefined
    assert.equal(await faultOf(() => blobsAt({ url }).exists('a/b')), 'unreachable')
    assert.equal(asked, 1)
  })

  test('and stops in the middle of an answer is given up', async ({ assert }) => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('half')
      setImmediate(() => response.destroy())
    }
    const blobs = blobsAt({ url })
    const key = `a/${'0'.repeat(64)}`
    assert.equal(await faultOf(async () => buffer(await blobs.stream(key))), 'unreachable')
  })
})

test.group('What the S3 server does for others without the appliance', (group) => {
  group.tap((each) => each.skip(!hasS3, NEEDS_S3))

  /** Sends a file by the form of an upload. */
  async function send(
    { url, fields }: { url: string; fields: Record<string, string> },
    content: string,
    change: Record<string, string> = {}
  ) {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...fields, ...change })) form.set(name, value)
    form.set('file', new Blob([content]))
    return fetch(url, { method: 'POST', body: form })
  }

  test('takes no upload that is larger, of another type, elsewhere, or too late', async ({
    assert,
    cleanup,
  }) => {
    const blobs = blobsAt({})
    const bounds = { contentType: 'image/png', most: 10, seconds: 60 }
    const upload = await blobs.uploadForm(bounds)
    const { key, form } = upload!
    assert.match(key, /^quarantine\//)
    assert.equal((await send(form, 'x'.repeat(11))).status, 400)
    assert.equal((await send(form, '')).status, 400)
    assert.equal((await send(form, 'x', { 'Content-Type': 'text/html' })).status, 403)
    assert.equal((await send(form, 'x', { key: 'quarantine/other' })).status, 403)
    mock.timers.enable({ apis: ['Date'], now: Date.now() - 120_000 })
    cleanup(() => mock.timers.reset())
    const old = await blobs.uploadForm(bounds)
    mock.timers.reset()
    assert.equal((await send(old!.form, 'x')).status, 403)
    assert.isFalse(await blobs.exists(key))
    assert.equal((await send(form, 'x'.repeat(10))).status, 204)
    assert.equal((await blobs.read(key)).toString(), 'x'.repeat(10))
    await blobs.delete([key])
  })

  test('hands over one file, for a time, as what the appliance says it is', async ({
    assert,
    cleanup,
  }) => {
    const blobs = blobsAt({})
    const { key } = await blobs.keep(`${randomUUID()}/files`, Buffer.from('<b>'))
    const says = { seconds: 60, contentType: 'image/png' }
    const address = (await blobs.addressOf(key, says))!
    const answer = await fetch(address)
    assert.equal(answer.headers.get('content-type'), 'image/png')
    assert.equal(await answer.text(), '<b>')
    assert.equal((await fetch(address.replace('image%2Fpng', 'text%2Fhtml'))).status, 403)
    assert.equal((await fetch(address, { method: 'DELETE' })).status, 403)
    assert.equal((await fetch(address.split('?')[0]!)).status, 403)
    mock.timers.enable({ apis: ['Date'], now: Date.now() - 120_000 })
    cleanup(() => mock.timers.reset())
    const old = (await blobs.addressOf(key, says))!
    mock.timers.reset()
    assert.equal((await fetch(old)).status, 403)
  })
})
