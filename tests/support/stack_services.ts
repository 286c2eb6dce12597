import { NEEDS_STACK, Stack } from './stack.js'

const SERVICES = ['postgres', 'valkey', 'nats', 'objects']

/** The running stack has the network that is there when nothing is said. */
const NETWORK = { FRONT_NETWORK: '10.213.78.0/28', GATEWAY_ADDRESS: '10.213.78.14' }

/** The data services of the stack for an appliance in this process. */
export interface StackServices {
  /** The settings with which the appliance uses them. */
  settings: Record<string, string>
  /** Lets the owner of the tables do what a test must see or break, once they are made; its address. */
  openToTests(): string
  /** Ends them and removes their data. */
  remove(): void
}

/**
 * Starts the data services of the running stack once more, with nothing in them: the same images,
 * settings, hardening and rights of the appliance's roles. They are reached by their addresses in
 * their own network, which this machine alone is in besides.
 */
export function startStackServices(): StackServices {
  const running = Stack.running()
  if (!running) throw new Error(NEEDS_STACK)
  const stack = running.beside('belvedere-functional')
  stack.compose(['up', '--detach', '--wait', ...SERVICES], NETWORK)
  const ofService = (name: string) => {
    const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'
    return stack.engine.docker('inspect', '--format', format, stack.container(name)).trim()
  }
  const address = (secret: string) => {
    const url = new URL(stack.secret(secret))
    url.hostname = ofService(url.hostname)
    return url.href
  }
  const owner = address('database_owner_url')
  return {
    settings: {
      DATABASE_URL: address('database_url'),
      DATABASE_OWNER_URL: owner,
      NATS_URL: address('nats_url'),
      REDIS_URL: address('redis_url'),
      S3_URL: `http://${ofService('objects')}:7070`,
      S3_BUCKET: 'belvedere',
      S3_ACCESS_KEY: stack.secret('s3_access_key'),
      S3_SECRET_KEY: stack.secret('s3_secret_key'),
    },
    openToTests: () => {
      // The superuser itself comes in by the socket inside the container alone.
      const sql = 'alter role belvedere_owner superuser'
      stack.compose(['exec', '--no-TTY', 'postgres', 'psql', '--command', sql, 'belvedere'])
      return owner
    },
    remove: () => void stack.compose(['down', '--volumes', '--timeout', '5']),
  }
}
