import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { mock } from 'node:test'
import { test } from '@japa/runner'
import {
  checkMailServer,
  sendMail,
  type OutgoingMail,
  type OutgoingServer,
} from '#core/mail/smtp_client'
import { readSmtpServer } from '#core/mail/smtp_server'
import { canMakeCertificates, makeCertificates } from '#tests/support/certificates'
import { freePort } from '#tests/support/free_port'
import { MailServer, type Refusals } from '#tests/support/mail_server'

const certificates = canMakeCertificates ? makeCertificates(2) : undefined
const expired = canMakeCertificates ? makeCertificates(-1) : undefined
const user = { name: 'belvedere', password: 'p@ss w%rd' }
const SENDER = 'belvedere@view.example.org'
const TO = 'noa.barak@example.org'

const mail: OutgoingMail = {
  messageId: '<0198-a@view.example.org>',
  writtenAt: new Date('2026-03-01T10:00:00Z'),
  to: TO,
  subject: `נועה ברק, ברוכה הבאה ל„Zoë & Cie“ – 🌿 ${'ארוך מאוד '.repeat(12).trim()}`,
  text: 'שלום <b>נועה</b>,\n\n.\nhttps://view.example.org/invitations/abc\n',
  html: '<html lang="he" dir="rtl"><p>שלום נועה – Zoë</p></html>',
}

/** The way to a server of the test. */
function wayTo(port: number, kind = 'smtp', credentials = ''): OutgoingServer {
  const ca = certificates && readFileSync(certificates.authority, 'utf8')
  const address = readSmtpServer(`${kind}://${credentials}127.0.0.1:${port}`)
  return { ...address, sender: SENDER, ca }
}

const signedIn = `${user.name}:${encodeURIComponent(user.password)}@`

/** A mail server without clocks of its own: each mail is answered when the test calls what comes with it. */
async function slowServer() {
  const mails = new EventEmitter<{ mail: [answer: () => void] }>()
  const listening = createServer((socket) => {
    socket.on('error', () => undefined)
    const say = (answer: string) => void socket.write(`${answer}\r\n`)
    let isMail = false
    createInterface(socket).on('line', (line) => {
      if (isMail && line === '.') mails.emit('mail', () => say('250 taken'))
      else if (!isMail) say(line === 'DATA' ? '354 go on' : '250 well')
      isMail = line === 'DATA' || (isMail && line !== '.')
    })
    say('220 mail.example.org')
  })
  const port = await freePort()
  listening.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const nextMail = () => new Promise<() => void>((resolve) => mails.once('mail', resolve))
  return { port, nextMail, close: () => void listening.close() }
}

/** What becomes of a mail: `sent`, or name and code of the error. */
async function becomes(server: OutgoingServer, changes: Partial<OutgoingMail> = {}) {
  try {
    await sendMail(server, { ...mail, ...changes })
    return 'sent'
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) return String(error)
    // What a mail server says quotes the address, and so would a log.
    if (/example|no mail for/.test(`${error.stack} ${JSON.stringify(error)}`)) return error.stack
    if (error.cause) return 'told with its cause'
    return `${error.name} ${String(error.code)}`
  }
}

/** The runner clears its own timeout before a test's `cleanup`, and only where timeouts are real. */
async function withMockedTimeouts(work: () => Promise<void>): Promise<void> {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    await work()
  } finally {
    mock.timers.reset()
  }
}

test.group('A mail by SMTP', (group) => {
  group.tap((each) => each.skip(!canMakeCertificates, 'needs openssl'))

  for (const [kind, secure] of [
    ['smtp', false],
    ['smtps', true],
  ] as const) {
    test(`arrives as it was written, encrypted and signed in, by ${kind}`, async ({
      assert,
      cleanup,
    }) => {
      const server = await MailServer.start({ certificates, secure, user })
      cleanup(() => server.stop())
      assert.equal(await becomes(wayTo(server.port, kind, signedIn)), 'sent')
      const [received] = server.received
      assert.containSubset(received, {
        ...{ from: SENDER, to: [TO], user: user.name, encrypted: true },
        mail: {
          from: { name: 'Belvedere', address: SENDER },
          to: [{ address: TO }],
          subject: mail.subject,
          messageId: mail.messageId,
          date: '2026-03-01T10:00:00.000Z',
        },
      })
      assert.equal(received?.mail.html?.trimEnd(), mail.html)
      assert.equal(received?.mail.text?.trimEnd(), mail.text.trimEnd())
      const header = received?.source.slice(0, received.source.indexOf('\r\n\r\n')) ?? ''
      assert.match(header, /^Auto-Submitted: auto-generated$/m)
      assert.notMatch(header, /[^\x20-\x7e\r\n]|nodemailer/i)
    })
  }

  test('goes in the clear where the settings say so, by nobody’s name', async ({
    assert,
    cleanup,
  }) => {
    const server = await MailServer.start({ certificates })
    cleanup(() => server.stop())
    assert.equal(await becomes(wayTo(server.port, 'smtp+plaintext')), 'sent')
    assert.containSubset(server.received, [{ to: [TO], encrypted: false, user: undefined }])
  })

  test('has no header and no recipient that a name or a subject brings', async ({
    assert,
    cleanup,
  }) => {
    const server = await MailServer.start({ certificates })
    cleanup(() => server.stop())
    for (const end of ['\r\n', '\n', '\r', '\u2028', '\u0085', '\0\r\n']) {
      const subject = `Join Zoë${end}Bcc: spy@example.org${end}X-Brought: 1${end}${end}<p>more`
      const ascii = subject.replace('ë', 'e')
      assert.equal(await becomes(wayTo(server.port), { subject }), 'sent')
      assert.equal(await becomes(wayTo(server.port), { subject: ascii }), 'sent')
    }
    const known = ['from', 'to', 'subject', 'message-id', 'date', 'auto-submitted', 'mime-version']
    for (const received of server.received) {
      assert.deepEqual(received.to, [TO])
      const keys = received.mail.headers.map(({ key }) => key)
      assert.sameMembers(keys, [...known, 'content-type'])
      assert.equal(received.mail.text?.trimEnd(), mail.text.trimEnd())
    }
    assert.lengthOf(server.received, 12)
  })

  for (const to of [
    'one@example.org, two@example.org',
    'one@example.org>\r\nRCPT TO:<two@example.org',
    'one@example.org\r\nDATA',
    'One <one@example.org>',
    'one@two@example.org',
    '',
  ]) {
    test(`goes to nobody as ${JSON.stringify(to)}`, async ({ assert, cleanup }) => {
      const server = await MailServer.start({ certificates })
      cleanup(() => server.stop())
      assert.equal(await becomes(wayTo(server.port), { to }), 'MailRefusedError notAnAddress')
      assert.deepEqual(server.received, [])
    })
  }

  test('goes to an address that is not of ASCII', async ({ assert, cleanup }) => {
    const server = await MailServer.start({ certificates })
    cleanup(() => server.stop())
    assert.equal(await becomes(wayTo(server.port), { to: 'zoë@bücher.example' }), 'sent')
    assert.deepEqual(server.received[0]?.to, ['zoë@bücher.example'])
  })

  test('that is looked into for nine minutes comes once; after ten nobody waits any more', async ({
    assert,
    cleanup,
  }) => {
    const server = await slowServer()
    cleanup(() => server.close())
    await withMockedTimeouts(async () => {
      const patient = becomes(wayTo(server.port, 'smtp+plaintext'))
      const answer = await server.nextMail()
      mock.timers.tick(540_000)
      answer()
      assert.equal(await patient, 'sent')
      const tired = becomes(wayTo(server.port, 'smtp+plaintext'))
      await server.nextMail()
      mock.timers.tick(600_000)
      assert.equal(await tired, 'MailWaitsError unreachable')
    })
  })

  test('that cannot be handed over is given up sooner', async ({ assert, cleanup }) => {
    const silent = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve))
    cleanup(() => void silent.close())
    await withMockedTimeouts(async () => {
      const tired = becomes(wayTo(port))
      await once(silent, 'connection')
      mock.timers.tick(45_000)
      assert.equal(await tired, 'MailWaitsError unreachable')
    })
  })

  const answers: { refusal: Refusals; becomes: string }[] = [
    { refusal: { recipient: 550 }, becomes: 'MailRefusedError 550' },
    { refusal: { data: 554 }, becomes: 'MailRefusedError 554' },
    { refusal: { recipient: 450 }, becomes: 'MailWaitsError refused' },
    { refusal: { recipient: 503 }, becomes: 'MailWaitsError refused' },
    { refusal: { data: 452 }, becomes: 'MailWaitsError refused' },
    { refusal: { mailFrom: 451 }, becomes: 'MailWaitsError refused' },
    // The address of the appliance is a setting: what is refused for it goes when it is mended.
    { refusal: { mailFrom: 553 }, becomes: 'MailWaitsError refused' },
    { refusal: { data: 'drop' }, becomes: 'MailWaitsError unreachable' },
  ]
  for (const { refusal, becomes: expected } of answers) {
    test(`that is answered with ${JSON.stringify(refusal)} is a ${expected}, in no words of the server`, async ({
      assert,
      cleanup,
    }) => {
      const server = await MailServer.start({ certificates })
      cleanup(() => server.stop())
      server.refusals.push(refusal)
      assert.equal(await becomes(wayTo(server.port)), expected)
      assert.deepEqual(server.received, [])
      assert.equal(await becomes(wayTo(server.port)), 'sent')
    })
  }
})

test.group('A mail server that is not as the settings say', (group) => {
  group.tap((each) => each.skip(!canMakeCertificates, 'needs openssl'))
  group.teardown(() => {
    certificates?.remove()
    expired?.remove()
  })

  const tell = async (server: OutgoingServer) => [
    await checkMailServer(server),
    await becomes(server),
  ]
  const both = (trouble: string) => [trouble, `MailWaitsError ${trouble}`]

  test('but is, is well; and the check sends nothing', async ({ assert, cleanup }) => {
    for (const [kind, secure] of [
      ['smtp', false],
      ['smtps', true],
    ] as const) {
      const server = await MailServer.start({ certificates, secure, user })
      cleanup(() => server.stop())
      assert.isNull(await checkMailServer(wayTo(server.port, kind, signedIn)))
      assert.deepEqual(server.signIns, [`${user.name}:${user.password}`])
      assert.deepEqual(server.received, [])
    }
  })

  test('and does not answer gets nothing', async ({ assert }) => {
    assert.deepEqual(await tell(wayTo(await freePort())), both('unreachable'))
  })

  test('and says nothing is given up in time', async ({ assert, cleanup }) => {
    const silent = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve))
    cleanup(() => void silent.close())
    const began = performance.now()
    assert.equal(await checkMailServer(wayTo(port)), 'unreachable')
    assert.isBelow(performance.now() - began, 8_000)
  })

  test('and offers no TLS gets neither password nor mail', async ({ assert, cleanup }) => {
    const server = await MailServer.start({ user, without: ['STARTTLS'] })
    cleanup(() => server.stop())
    for (const kind of ['smtp', 'smtps']) {
      assert.deepEqual(await tell(wayTo(server.port, kind, signedIn)), both('withoutTls'))
    }
    assert.deepEqual([server.signIns, server.received], [[], []])
  })

  test('and has a certificate of somebody else, or an old one, gets neither', async ({
    assert,
    cleanup,
  }) => {
    for (const [kind, secure] of [
      ['smtp', false],
      ['smtps', true],
    ] as const) {
      const server = await MailServer.start({ certificates, secure, user })
      const late = await MailServer.start({ certificates: expired, secure, user })
      cleanup(() => server.stop())
      cleanup(() => late.stop())
      const stranger = { ...wayTo(server.port, kind, signedIn), ca: undefined }
      const named = { ...wayTo(server.port, kind, signedIn), host: 'localhost' }
      const old = wayTo(late.port, kind, signedIn)
      old.ca = expired && readFileSync(expired.authority, 'utf8')
      assert.deepEqual(await tell(stranger), both('certificateNotTrusted'))
      assert.deepEqual(await tell(named), both('certificateNotTrusted'))
      assert.deepEqual(await tell(old), both('certificateExpired'))
      assert.deepEqual([server.signIns, server.received, late.signIns], [[], [], []])
    }
  })

  test('and refuses the password, or takes none, gets no mail', async ({ assert, cleanup }) => {
    const server = await MailServer.start({ certificates, user })
    const open = await MailServer.start({ certificates, without: ['AUTH'] })
    cleanup(() => server.stop())
    cleanup(() => open.stop())
    const wrong = wayTo(server.port, 'smtp', 'belvedere:wrong@')
    assert.deepEqual(await tell(wrong), both('wrongCredentials'))
    assert.deepEqual(await tell(wayTo(open.port, 'smtp', signedIn)), both('wrongCredentials'))
    assert.deepEqual([server.received, open.received], [[], []])
  })
})
