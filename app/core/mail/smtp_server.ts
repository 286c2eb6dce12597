import type { Setting } from '#core/settings/read_settings'

/** A mail server, and how to speak with it. */
export interface SmtpServer {
  host: string
  port: number
  /** TLS from the first byte, TLS before anything is said, or none at all. */
  encryption: 'tls' | 'startTls' | 'none'
  /** Absent where the server knows the appliance by its address. */
  credentials?: { user: string; password: string }
}

const KINDS: Record<string, Pick<SmtpServer, 'port' | 'encryption'>> = {
  'smtp:': { port: 587, encryption: 'startTls' },
  'smtps:': { port: 465, encryption: 'tls' },
  'smtp+plaintext:': { port: 25, encryption: 'none' },
}

const FORM = `an address starting with ${Object.keys(KINDS)
  .map((kind) => `\`${kind}//\``)
  .join(' or ')}`

/** The kind of setting whose value is the address of a mail server. */
export function smtpServerSetting(definition: {
  env: string
  doc: string
  needs: readonly string[]
}): Setting<SmtpServer | undefined> {
  return { ...definition, form: FORM, fallback: undefined, secret: true, parse: readSmtpServer }
}

/**
 * A mail server by its address.
 *
 * @throws Error with what is wrong with the address, which is not repeated
 */
export function readSmtpServer(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : null
  const kind = url && KINDS[url.protocol]
  if (!kind || !url.hostname) throw new Error(`must be ${FORM.replaceAll('`', '')}`)
  if (!/^\/?$/.test(url.pathname) || url.search || url.hash) {
    throw new Error('must be an address without anything behind the host')
  }
  const server = {
    ...kind,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || kind.port),
  }
  const [user, password] = [decode(url.username), decode(url.password)]
  if (!user && !password) return server
  if (!user || !password) throw new Error('must hold a user and a password, or neither')
  if (kind.encryption === 'none') {
    throw new Error('must hold no user and password where nothing is encrypted')
  }
  return { ...server, credentials: { user, password } }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error('must have % in a user or password written as %25')
  }
}
