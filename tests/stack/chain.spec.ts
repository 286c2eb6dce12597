import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { test } from '@japa/runner'
import { foundOrganisation } from '#tests/support/founding'
import { Journey } from '#tests/support/journey'
import { makeRealBundle, RealInstall } from '#tests/support/real_install'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { openTrustingBrowser } from '#tests/support/trusting_browser'
import { packetsSentOut } from '#tests/support/uplink'

const HOST = 'localhost'
const PORT = '10443'
const SECRET = 'What I have not told anybody yet: the bridge is me.'

test.group('From a disk to a conversation', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK).timeout(900_000))

  test('three commands and a link in a browser are enough, without a network', async ({
    assert,
    cleanup,
  }) => {
    const folder = mkdtempSync(join(stack!.engine.folder, 'chain-'))
    cleanup(() => rmSync(folder, { recursive: true, force: true }))
    const program = makeRealBundle(folder, 'whole')
    const install = new RealInstall(stack!.engine, program, join(folder, 'host'))
    cleanup(() => {
      install.remove(HOST)
    })
    const before = packetsSentOut()

    const verified = install.run('verify')
    assert.equal(verified.status, 0, verified.stderr)
    const looked = install.run('preflight')
    assert.oneOf(looked.status, [0, 5], looked.stdout)
    const from = performance.now()
    const ports = ['--http-port', '10080', '--https-port', PORT]
    const { status, stdout, stderr } = install.run('install', '--host', HOST, ...ports)
    assert.equal(status, 0, stderr)
    const seconds = Math.round((performance.now() - from) / 1000)
    console.log(`    from the verified bundle to the link in ${seconds} s`)
    assert.isBelow(seconds, 300)

    const [link = ''] = /https:\S+\/setup\/\S+/.exec(stdout) ?? []
    const authority = readFileSync(join(install.settings, 'tls', 'ca.pem'), 'utf8')
    const known = getCACertificates('default')
    setDefaultCACertificates([...known, authority])
    cleanup(() => setDefaultCACertificates(known))
    const browser = await openTrustingBrowser(join(install.settings, 'tls', 'server.pem'))
    cleanup(() => browser.close())
    const url = `https://${HOST}:${PORT}`
    const { home, complaints, outside } = await foundOrganisation(browser, url, link)
    cleanup(() => rmSync(home, { recursive: true, force: true }))
    assert.deepEqual(complaints, [])
    assert.deepEqual(outside, [])
    const journey = await Journey.begin(browser, { url, home })
    cleanup(() => journey.close())
    await journey.goThrough(SECRET)
    for (const each of journey.all) {
      assert.deepEqual(each.complaints, [])
      assert.deepEqual(each.outside, [])
    }
    assert.equal(packetsSentOut(), before, 'packets sent out')
  })
})
