import { startClamav } from './clamav.js'
import { startNats } from './nats.js'
import { startPostgres, type Postgres } from './postgres.js'
import { startS3 } from './s3.js'
import type { Service } from './service.js'
import { startValkey } from './valkey.js'

/** The real services behind the ports. */
export interface Services {
  postgres: Postgres
  valkey: Service
  nats: Service
  s3: Service
  clamav: Service
}

export type ServiceName = keyof Services

export const SERVICE_NAMES: readonly ServiceName[] = ['postgres', 'valkey', 'nats', 's3', 'clamav']

const starters: { [Name in ServiceName]: () => Promise<Services[Name]> } = {
  postgres: startPostgres,
  valkey: () => startValkey(),
  nats: () => startNats(),
  s3: () => startS3(),
  clamav: startClamav,
}

/** Starts one real service, with empty state and random passwords. */
export function startService<Name extends ServiceName>(name: Name): Promise<Services[Name]> {
  return starters[name]()
}
