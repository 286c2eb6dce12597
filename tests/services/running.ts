import { MissingPartError } from './missing_part.js'
import { SERVICE_NAMES, startService, type ServiceName, type Services } from './services.js'

const running: Partial<Services> = {}
const missing = new Map<ServiceName, string>()

/** Starts the real services for the tests of this process; what cannot be had here is left out. */
export async function startServices(names: readonly ServiceName[] = SERVICE_NAMES): Promise<void> {
  for (const name of names) {
    try {
      Object.assign(running, { [name]: await startService(name) })
    } catch (error) {
      if (!(error instanceof MissingPartError)) throw error
      missing.set(name, error.message)
      console.log(`Without ${name}: ${error.message}`)
    }
  }
}

/** A real service, if this run has it; `test(…).skip(!service('nats'), needs('nats'))`. */
export function service<Name extends ServiceName>(name: Name): Services[Name] | undefined {
  return running[name]
}

/** Why tests with this service are skipped. */
export function needs(name: ServiceName): string {
  return `needs ${name}: ${missing.get(name) ?? 'npm run test:ports starts it'}`
}

/** The settings with which the appliance uses every service that runs. */
export function serviceSettings(): Record<string, string> {
  return Object.assign({}, ...Object.values(running).map(({ settings }) => settings))
}

/** Ends all of them and removes their data. */
export async function removeServices(): Promise<void> {
  await Promise.all(Object.values(running).map((each) => each.remove()))
}
