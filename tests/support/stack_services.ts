import { join } from 'node:path'
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

/** The address of a service that a secret holds, as this machine reaches it. */
function address(stack: Stack, secret: string): string {
  const url = new URL(stack.secret(secret))
  url.hostname = stack.addressOf(url.hostname)
  return url.href
}

/** The settings with which a process of the appliance on this machine uses a stack's services. */
function settingsFor(stack: Stack): Record<string, string> {
  return {
    DATABASE_URL: address(stack, 'database_url'),
    NATS_URL: address(stack, 'nats_url'),
    REDIS_URL: address(stack, 'redis_url'),
    S3_URL: `http://${stack.addressOf('objects')}:7070`,
    S3_BUCKET: 'belvedere',
    S3_ACCESS_KEY: stack.secret('s3_access_key'),
    S3_SECRET_KEY: stack.secret('s3_secret_key'),
  }
}

function runningStack(): Stack {
  const stack = Stack.running()
  if (!stack) throw new Error(NEEDS_STACK)
  return stack
}

/** The settings with which this process is one more of the running stack, which does not serve. */
export function settingsOfRunningStack(): Record<string, string> {
  const stack = runningStack()
  return {
    ...settingsFor(stack),
    APPLIANCE_KEY_FILE: join(stack.files, 'secrets', 'appliance_key'),
    WORKER: '0',
  }
}

/**
 * Starts the data services of the running stack once more, with nothing in them: the same images,
 * settings, hardening and rights of the appliance's roles.
 */
export function startStackServices(): StackServices {
  const stack = runningStack().beside('belvedere-functional')
  stack.compose(['up', '--detach', '--wait', ...SERVICES], NETWORK)
  const owner = address(stack, 'database_owner_url')
  return {
    settings: { ...settingsFor(stack), DATABASE_OWNER_URL: owner },
    openToTests: () => {
      // The superuser itself comes in by the socket inside the container alone.
      const sql = 'alter role belvedere_owner superuser'
      stack.compose(['exec', '--no-TTY', 'postgres', 'psql', '--command', sql, 'belvedere'])
      return owner
    },
    remove: () => void stack.compose(['down', '--volumes', '--timeout', '5']),
  }
}
