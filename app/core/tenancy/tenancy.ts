import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { currentScope, NoScopeError } from './scope.js'

/** Whose eyes a scope sees with. UUIDs. */
export interface Tenant {
  organisation: string
  /** Absent for work that no person does, such as a consumer's. */
  person?: string
}

/** Parts of the appliance that work across organisations; each is named in the policies it needs. */
export type SystemPart = 'relay' | 'worker' | 'setup' | 'library' | 'operator' | 'mail'

type Setting = 'organisation_id' | 'person_id' | 'bearer' | 'system'
type Settings = Partial<Record<Setting, string>>

/** A scope was opened inside another one, which would wait for its connection for ever. */
export class NestedScopeError extends Error {
  override name = 'NestedScopeError'

  constructor() {
    super('A tenant scope is already open here; pass the work to it instead of opening another')
  }
}

async function open<Result>(settings: Settings, work: () => Promise<Result>): Promise<Result> {
  if (currentScope.getStore()) throw new NestedScopeError()
  return db.transaction(async (transaction) => {
    await apply(transaction, settings)
    return currentScope.run(transaction, work)
  })
}

async function apply(transaction: TransactionClientContract, settings: Settings): Promise<void> {
  const names: string[] = []
  const values: string[] = []
  for (const [name, value] of Object.entries<string | undefined>(settings)) {
    if (value === undefined) continue
    names.push(`app.${name}`)
    values.push(value)
  }
  // Ids need no quoting, and a statement without bindings costs one message instead of five.
  const areIds = values.every((value) => /^[\w-]+$/.test(value))
  const calls = names.map((name, index) =>
    areIds ? `set_config('${name}', '${values[index]}', true)` : `set_config('${name}', ?, true)`
  )
  await transaction.rawQuery(`select ${calls.join(', ')}`, areIds ? [] : values)
}

/** The one doorway to data. Every scope is one short transaction; an error in it rolls it back. */
export const tenancy = {
  /** Works inside one organisation, as one of its people. */
  run<Result>(tenant: Tenant, work: () => Promise<Result>): Promise<Result> {
    return open({ organisation_id: tenant.organisation, person_id: tenant.person }, work)
  },

  /**
   * Sees only the rows that the bearer of a secret (the hash of a token, a join code, an email
   * address at sign-in) may find before anybody is known.
   */
  knowing<Result>(bearer: string, work: () => Promise<Result>): Promise<Result> {
    return open({ bearer }, work)
  },

  /** Works as a part of the appliance that serves all organisations. */
  system<Result>(part: SystemPart, work: () => Promise<Result>): Promise<Result> {
    return open({ system: part }, work)
  },

  /** Continues the current scope as a tenant that a look-up inside it has just found. */
  async become(tenant: Tenant): Promise<void> {
    await apply(tenancy.client(), {
      organisation_id: tenant.organisation,
      person_id: tenant.person,
    })
  },

  /** Continues the current scope as a person of whom no organisation is known yet. */
  async recognise(person: string): Promise<void> {
    await apply(tenancy.client(), { person_id: person })
  },

  /**
   * The current scope's connection, for SQL beside the code.
   *
   * @throws NoScopeError outside a scope
   */
  client(): TransactionClientContract {
    const transaction = currentScope.getStore()
    if (!transaction) throw new NoScopeError()
    return transaction
  },

  /** Runs a callback once the current scope is committed; never when it is rolled back. */
  afterCommit(callback: () => void | Promise<void>): void {
    tenancy.client().after('commit', callback)
  },
}
