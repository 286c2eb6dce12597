import { AsyncLocalStorage } from 'node:async_hooks'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The transaction that the code running now reads and writes through. */
export const currentScope = new AsyncLocalStorage<TransactionClientContract>()

/** Data was asked for outside a tenant scope: there is nothing to see there. */
export class NoScopeError extends Error {
  override name = 'NoScopeError'

  constructor() {
    super('Data can only be reached inside tenancy.run, tenancy.knowing or tenancy.system')
  }
}
