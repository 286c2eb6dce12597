import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Certificates } from './certificates.js'

/** A mail as it came to a mail server. */
export interface ReceivedMail {
  /** As the server was told, not as the mail says. */
  from: string
  to: string[]
  /** Who had signed in. */
  user: string | undefined
  encrypted: boolean
  /** As it came. */
  source: string
  mail: Email
}

/** What a mail server answers when it is asked for it: a number of SMTP, or the end of the connection. */
export interface Refusals {
  mailFrom?: number
  recipient?: number
  data?: number | 'drop'
}

interface Options {
  certificates?: Certificates
  /** TLS from the first byte. */
  secure?: boolean
  user?: { name: string; password: string }
  /** Commands that it does not know. */
  without?: string[]
  port?: number
  address?: string
}

/** A mail server that keeps what it is handed. */
export class MailServer {
  readonly received: ReceivedMail[] = []
  /** Names and passwords that were tried. */
  readonly signIns: string[] = []
  /** What it refuses, each for one mail; nothing when there is none left. */
  readonly refusals: Refusals[] = []

  private constructor(
    readonly port: number,
    /** Breaks every connection off. */
    readonly drop: () => void,
    readonly stop: () => Promise<void>
  ) {}

  /** Starts one, on 127.0.0.1 unless another address of this machine is given. */
  static start(options: Options = {}) {
    const { certificates, secure, user, without = [], port = 0, address = '127.0.0.1' } = options
    return new Promise<MailServer>((resolve, reject) => {
      const server: SMTPServer = new SMTPServer({
        secure: secure ?? false,
        authOptional: !user,
        disabledCommands: certificates ? without : [...without, 'STARTTLS'],
        disableReverseLookup: true,
        closeTimeout: 1,
        ...(certificates && {
          key: readFileSync(certificates.key),
          cert: readFileSync(certificates.certificate),
        }),
        ...answers(() => running, user),
      })
      // Clients that trust nobody here break off.
      server.on('error', () => undefined)
      const sockets = new Set<Socket>()
      const listening = server.listen(port, address, () => {
        const place = listening.address()
        const at = typeof place === 'object' && place ? place.port : 0
        const drop = () => {
          for (const socket of sockets) socket.destroy()
        }
        const stop = () => new Promise<void>((ended) => server.close(() => ended()))
        running = new MailServer(at, drop, stop)
        resolve(running)
      })
      listening.on('connection', (socket: Socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
      })
      listening.once('error', reject)
      let running: MailServer
    })
  }

  /** Waits until so many mails have come. */
  async until(count: number): Promise<ReceivedMail[]> {
    while (this.received.length < count) await turn()
    return this.received
  }
}

/** An answer with a number, and words that quote what a log must not hold. */
function refusal(responseCode: number, about: string): Error {
  return Object.assign(new Error(`no mail for ${about}`), { responseCode })
}

function answers(of: () => MailServer, user: Options['user']): SMTPServerOptions {
  return {
    onAuth({ username, password }, _session, callback) {
      of().signIns.push(`${username}:${password}`)
      if (user && username === user.name && password === user.password) {
        callback(null, { user: username })
      } else {
        callback(refusal(535, String(username)))
      }
    },
    onMailFrom({ address }, _session, callback) {
      const code = of().refusals[0]?.mailFrom
      if (code) of().refusals.shift()
      callback(code ? refusal(code, address) : null)
    },
    onRcptTo({ address }, _session, callback) {
      const code = of().refusals[0]?.recipient
      if (code) of().refusals.shift()
      callback(code ? refusal(code, address) : null)
    },
    async onData(stream, { envelope, user: signedIn, secure: encrypted }, callback) {
      const refused = of().refusals[0]?.data
      if (refused) of().refusals.shift()
      if (refused === 'drop') return of().drop()
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(Buffer.from(chunk))
      const source = Buffer.concat(chunks)
      const to = envelope.rcptTo.map(({ address }) => address)
      if (refused) return callback(refusal(refused, String(to)))
      of().received.push({
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to,
        user: typeof signedIn === 'string' ? signedIn : undefined,
        encrypted,
        source: source.toString('latin1'),
        mail: await PostalMime.parse(source),
      })
      callback()
    },
  }
}
