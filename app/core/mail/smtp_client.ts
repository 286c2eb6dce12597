import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import { isOneAddress } from './mail_address.js'
import { MailRefusedError, toMailError, troubleOf, type SmtpTrouble } from './smtp_errors.js'
import type { SmtpServer } from './smtp_server.js'

/**
 * Sending a mail takes no longer, and a consumer has no longer. A server that looks into a mail takes
 * its time, and a mail that is given up while it does comes twice. Milliseconds.
 */
const LONGEST_SENDING = 45_000
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
    await talk(server, LONGEST_SENDING, (transport) =>
      transport.sendMail({
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
    )
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

/** Speaks with the server over a connection that ends with the time that it is given. */
async function talk(
  server: OutgoingServer,
  longest: number,
  say: (transport: Transport) => Promise<unknown>
): Promise<void> {
  const { host, port } = server
  // The system's own look-up, which knows the names that the machine was given.
  const socket = connect({ host, port, signal: AbortSignal.timeout(longest) })
  // Once TLS is on, nobody else listens here any more.
  socket.on('error', () => undefined)
  try {
    await once(socket, 'connect')
    await say(transportOver(server, socket, longest))
  } finally {
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
    socketTimeout: longest,
    // Without it, a server that offers no sign-in would be given the mail by a stranger.
    ...(credentials && {
      auth: { user: credentials.user, pass: credentials.password },
      forceAuth: true,
    }),
  })
}
