import { test } from '@japa/runner'
import { Appliance } from '#tests/support/appliance'
import { canMakeCertificates, makeCertificates } from '#tests/support/certificates'
import { demoPerson } from '#tests/support/demo'
import { freePort } from '#tests/support/free_port'
import { MailServer } from '#tests/support/mail_server'
import { Visitor } from '#tests/support/visitor'
import { waitUntil } from '#tests/support/wait_until'

test.group('A mail server in the settings', (group) => {
  group.tap((each) => each.skip(!canMakeCertificates, 'needs openssl'))

  test('that cannot be used as it is written stops the start, and is not repeated', async ({
    assert,
  }) => {
    const { status, output } = await Appliance.refused({
      environment: { SMTP_URL: 'smtp+plaintext://somebody:hidden@mail.example.org' },
    })
    assert.equal(status, 1)
    assert.include(output, 'SMTP_SENDER is needed with SMTP_URL')
    assert.include(output, 'SMTP_URL must hold no user and password where nothing is encrypted')
    assert.notMatch(output, /hidden|somebody|mail\.example/)
  })

  test('that is away loses nothing, not even when the appliance is killed; each mail comes once, and no log names anybody', async ({
    assert,
    cleanup,
  }) => {
    const certificates = makeCertificates(2)
    cleanup(certificates.remove)
    const user = { name: 'belvedere', password: 'a-hidden-password' }
    const port = await freePort()
    const environment = {
      SMTP_URL: `smtp://${user.name}:${user.password}@127.0.0.1:${port}`,
      SMTP_SENDER: 'belvedere@view.example.org',
      SMTP_CA_FILE: certificates.authority,
      LOG_LEVEL: 'debug',
    }
    const invited = ['tamar.oren@example.org', 'zoe.lind@example.org']
    const killed = await Appliance.start({ environment })
    cleanup(() => killed.dispose())
    const owner = demoPerson(killed.home, 'owner')
    const invite = async (url: string, email = '') => {
      const operator = await new Visitor(url).signIn(owner)
      await operator.submit('POST', '/invitations', { email, role: 'participant' })
      return operator
    }
    const waiting = await invite(killed.url, invited[0])
    await waitUntil(async () => {
      const health = await (await fetch(`${killed.url}/health/ready`)).text()
      return health.includes('{"name":"mail","reason":"unreachable"}')
    })
    const step = await (await waiting.get('/operator/set-up/mail')).text()
    assert.include(step, 'Mail server: Not well')
    assert.notInclude(step, 'No mail server is set')
    await killed.end('SIGKILL')

    const server = await MailServer.start({ certificates, user, port })
    cleanup(() => server.stop())
    server.refusals.push({ recipient: 451 }, { data: 'drop' })
    const appliance = await Appliance.start({ environment, home: killed.home })
    cleanup(() => appliance.dispose())
    const operator = await invite(appliance.url, invited[1])
    const [first] = await server.until(1)
    const link = /\/invitations\/[\w-]{43}/.exec(first?.mail.text ?? '')?.[0] ?? ''
    const guest = new Visitor(appliance.url)
    assert.equal((await guest.get(link)).status, 200)
    // A mail that came before the refusals were spent would hide that they are tried again.
    await server.until(2)
    assert.deepEqual(server.refusals, [])
    assert.sameMembers(
      server.received.flatMap(({ to }) => to),
      invited
    )
    assert.isTrue(server.received.every(({ encrypted }) => encrypted))
    const mailbox = await (await operator.get('/operator/mailbox')).text()
    assert.notMatch(mailbox, /\/operator\/mailbox\/[0-9a-f-]{36}/)
    assert.equal(await appliance.end(), 0)
    assert.lengthOf(server.received, 2)

    const log = killed.output() + appliance.output()
    const secrets = [...invited, user.password, 'no mail for', String(first?.mail.subject)]
    assert.deepEqual(
      [...secrets, link.split('/').at(-1) ?? link].filter((secret) => log.includes(secret)),
      []
    )
  }).timeout(120_000)
})
