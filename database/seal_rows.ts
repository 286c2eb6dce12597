import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { currentScope } from '#core/tenancy/scope'

function isTransaction(client: QueryClientContract): client is TransactionClientContract {
  return client.isTransaction
}

/**
 * Lets a migration read and write through the tenancy's doorway, in its own transaction as the
 * owner of the tables. Policies bind the owner too, as long as the table forces them.
 */
export function asMigration<Result>(
  client: QueryClientContract,
  work: () => Promise<Result>
): Promise<Result> {
  if (!isTransaction(client)) throw new Error('A migration runs in a transaction')
  return currentScope.run(client, work)
}
