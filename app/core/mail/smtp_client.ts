import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import { isOneAddress } from './mail_address.js'
import { MailRefusedError, toMailError, troubleOf, type SmtpTrouble } from './smtp_errors.js'
import type { SmtpServer } from './smtp_server.js'

/** Handing a mail over takes no longer. Milliseconds. */
const LONGEST_HANDING_OVER = 45_000
/**
 * A server that has the whole mail looks into it before it answers, and a mail that is given up
 * meanwhile comes twice: RFC 5321, 4.5.3.2.6, has the sender wait so long. Milliseconds.
 */
const LONGEST_ANSWER = 600_000
/** Longer than a server that is well needs to greet and to let somebody in. Milliseconds. */
const LONGEST_CHECK = 5_000

/** A mail server, whose certificate it is known by, and who sends. */
export interface OutgoingServer extends SmtpServer {
  /** Certificates (PEM) that the server's is checked by, instead of the public ones. */
  ca?: string
  /** Address of the appliance. */
  sender: string
}

/** What a mail server is handed. */
export interface OutgoingMail {
  /** The same however often the mail is sent. */
  messageId: string
  writtenAt: Date
  to: string
  subject: string
  text: string
  html: string
}

/**
 * Hands a mail to the mail server. When the answer is lost on the way, a mail that was taken looks
 * like one that was not: sent again, it has the same Message-ID.
 *
 * @throws MailRefusedError when the server will never take it, MailWaitsError when it may later
 */
export async function sendMail(server: OutgoingServer, mail: OutgoingMail): Promise<void> {
  // Nodemailer would take a list for its addresses.
  if (!isOneAddress(mail.to)) throw new MailRefusedError('notAnAddress')
  try {
    await talk(server, LONGEST_HANDING_OVER, (transport, wait) => {
      transport.use('stream', ({ message }, done) => {
        message.processFunc((content) => content.once('end', () => wait(LONGEST_ANSWER)))
        done()
      })
      return transport.sendMail({
        // Named by itself: nothing in a header brings another recipient.
        envelope: { from: server.sender, to: [mail.to] },
        from: { name: 'Belvedere', address: server.sender },
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        date: mail.writtenAt,
        // Nobody's absence is answered to a machine.
        headers: { 'Auto-Submitted': 'auto-generated' },
        xMailer: false,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    })
  } catch (error) {
    throw toMailError(error)
  }
}

/**
 * What keeps the mail server from taking mail, as far as can be told without sending one: it is
 * reached, greeted over TLS, and lets the appliance in. Null when nothing does.
 */
export async function checkMailServer(server: OutgoingServer): Promise<SmtpTrouble | null> {
  try {
    await talk(server, LONGEST_CHECK, (transport) => transport.verify())
    return null
  } catch (error) {
    return troubleOf(error)
  }
}

type Transport = ReturnType<typeof transportOver>

/**
 * Speaks with the server over a connection that ends with the time that it is given; `wait` gives it
 * another from then on.
 */
async function talk(
  server: OutgoingServer,
  longest: number,
  say: (transport: Transport, wait: (longest: number) => void) => Promise<unknown>
): Promise<void> {
  const { host, port } = server
  // The system's own look-up, which knows the names that the machine was given.
  const socket = connect({ host, port })
  // Once TLS is on, nobody else listens here any more.
  socket.on('error', () => undefined)
  const { promise: tooLong, reject } = Promise.withResolvers<never>()
  let limit: NodeJS.Timeout | undefined
  const wait = (milliseconds: number) => {
    clearTimeout(limit)
    limit = setTimeout(() => reject(new Error('The mail server takes too long')), milliseconds)
  }
  wait(longest)
  const spoken = once(socket, 'connect').then(() =>
    say(transportOver(server, socket, longest), wait)
  )
  try {
    await Promise.race([spoken, tooLong])
  } finally {
    clearTimeout(limit)
    socket.destroy()
  }
}

function transportOver(server: OutgoingServer, connection: Socket, longest: number) {
  const { host, port, encryption, credentials, ca } = server
  return createTransport({
    host,
    port,
    connection,
    secure: encryption === 'tls',
    requireTLS: encryption === 'startTls',
    ignoreTLS: encryption === 'none',
    tls: { ca },
    // For a server that has gone before anybody listened.
    connectionTimeout: longest,
    greetingTimeout: longest,
    socketTimeout: LONGEST_ANSWER,
    // Without it, a server that offers no sign-in would be given the mail by a stranger.
    ...(credentials && {
      auth: { user: credentials.user, pass: credentials.password },
      forceAuth: true,
    }),
  })
}
