import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { DEMO_PEOPLE } from '#appliance/setup/demo_people'
import { askForPassword } from '#tests/support/away'
import { makeCertificates } from '#tests/support/certificates'
import { MailServer } from '#tests/support/mail_server'
import { Outside } from '#tests/support/outside'
import { makeRealBundle, RealInstall } from '#tests/support/real_install'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { openTrustingBrowser } from '#tests/support/trusting_browser'
import { packetsSentOut, UPLINK } from '#tests/support/uplink'

const [HOST, PORT] = ['localhost', '11443']
const NAME = 'mail.example.org'
const SENDER = 'belvedere@view.example.org'
const USER = { name: 'belvedere', password: 'p@ss w%rd' }
const EMAIL = DEMO_PEOPLE.find(({ role }) => role === 'facilitator')?.email ?? ''

/** A program for Node that ends well when it reaches somebody. */
const reaches = ({ host, port }: Outside) =>
  `const socket = require('net').connect({ host: '${host}', port: ${port}, timeout: 2000 })
   socket.on('connect', () => process.exit(0))
   for (const trouble of ['error', 'timeout']) socket.on(trouble, () => process.exit(1))`

test.group('An appliance that is given the mail server of the house', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK).timeout(600_000))

  test('sends by it from its worker alone, and asks nobody else for anything', async ({
    assert,
    cleanup,
  }) => {
    const folder = mkdtempSync(join(stack!.engine.folder, 'mail-'))
    cleanup(() => rmSync(folder, { recursive: true, force: true }))
    const certificates = makeCertificates(2, `DNS:${NAME}`)
    cleanup(certificates.remove)
    const server = await MailServer.start({ certificates, user: USER, address: UPLINK })
    cleanup(() => server.stop())
    const hosts = readFileSync('/etc/hosts', 'utf8')
    appendFileSync('/etc/hosts', `${UPLINK} ${NAME}\n`)
    cleanup(() => writeFileSync('/etc/hosts', hosts))
    const address = join(folder, 'smtp_url')
    const password = encodeURIComponent(USER.password)
    writeFileSync(address, `smtp://${USER.name}:${password}@${NAME}:${server.port}\n`)
    const install = new RealInstall(stack!.engine, makeRealBundle(folder), join(folder, 'host'))
    cleanup(() => {
      install.remove(HOST)
    })
    const before = packetsSentOut()
    const { status, stderr } = install.run(
      ...['install', '--host', HOST, '--http-port', '11080', '--https-port', PORT],
      ...['--smtp-url-file', address, '--smtp-sender', SENDER],
      ...['--smtp-ca', certificates.authority]
    )
    assert.equal(status, 0, stderr)
    install.makeDemo()
    const browser = await openTrustingBrowser(join(install.settings, 'tls', 'server.pem'))
    cleanup(() => browser.close())
    await askForPassword(browser, { url: `https://${HOST}:${PORT}` }, EMAIL)
    const [mail] = await server.until(1)
    assert.containSubset(mail, { from: SENDER, to: [EMAIL], user: USER.name, encrypted: true })
    assert.include(mail?.mail.text ?? '', `https://${HOST}:${PORT}/password/reset/`)

    const outside = await Outside.begin()
    cleanup(() => outside.end())
    const reach = (service: string) => {
      const container = `${install.project}-${service}-1`
      stack!.engine.docker('exec', container, '/usr/bin/node', '-e', reaches(outside))
    }
    reach('worker')
    for (const service of ['web-1', 'web-2']) assert.throws(() => reach(service))
    const told = install.run('status', '--json').stdout
    assert.deepInclude(JSON.parse(told), { mail: { server: NAME, sender: SENDER } })
    assert.equal(packetsSentOut(), before, 'packets sent out')
  })
})
