import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { escapeLiteral } from 'pg'
import { withBegin } from '#database/prepare_connection'
import { span } from '#core/observability/tracing'
import { noteFullDisk } from './full_disk.js'
import { currentScope, NoScopeError } from './scope.js'

/** Whose eyes a scope sees with. UUIDs. */
export interface Tenant {
  organisation: string
  /** Absent for work that no person does, such as a consumer's. */
  person?: string
}

/** Parts of the appliance that work across organisations; each is named in the policies it needs. */
export type SystemPart =
  'relay' | 'worker' | 'setup' | 'library' | 'operator' | 'mail' | 'canvas' | 'auditor' | 'licence'

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
  try {
    return await span(nameOf(settings), {}, () =>
      withBegin.run(settingsSql(settings), () =>
        db.transaction((transaction) => currentScope.run(transaction, work))
      )
    )
  } catch (error) {
    noteFullDisk(error)
    throw error
  }
}

function nameOf({ system, organisation_id: organisation }: Settings): string {
  return `scope of ${system ?? (organisation ? 'an organisation' : 'a bearer')}`
}

function settingsSql(settings: Settings): string {
  const calls = Object.entries<string | undefined>(settings)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `set_config('app.${name}', ${escapeLiteral(value)}, true)`)
  return `select ${calls.join(', ')}`
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

  /**
   * Asks one question in a transaction of its own that nobody's settings are applied to: for a
   * database function that finds out by itself who is asking.
   */
  async ask<Row>(sql: string, bindings: string[]): Promise<Row[]> {
    if (currentScope.getStore()) throw new NestedScopeError()
    const result = await db.rawQuery<{ rows: Row[] }>(sql, bindings)
    return result.rows
  },

  /** Works as a part of the appliance that serves all organisations. */
  system<Result>(part: SystemPart, work: () => Promise<Result>): Promise<Result> {
    return open({ system: part }, work)
  },

  /** Continues the current scope as a tenant that a look-up inside it has just found. */
  async become(tenant: Tenant): Promise<void> {
    await tenancy
      .client()
      .rawQuery(settingsSql({ organisation_id: tenant.organisation, person_id: tenant.person }))
  },

  /** Continues the current scope as a person of whom no organisation is known yet. */
  async recognise(person: string): Promise<void> {
    await tenancy.client().rawQuery(settingsSql({ person_id: person }))
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
