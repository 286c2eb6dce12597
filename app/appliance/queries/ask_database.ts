import { tenancy } from '#core/tenancy/tenancy'

/** What the database says of itself and of the appliance's work, for operators. */
export interface DatabaseFacts {
  /** Of PostgreSQL. */
  version: string
  /** How much work has failed for good. */
  deadLetters: number
}

/** Asks the database what the console shows of it. */
export function askDatabase(): Promise<DatabaseFacts> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: DatabaseFacts[] }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version,
           (select count(*)::int from dead_letters) as "deadLetters"`
    )
    return rows[0] ?? { version: '', deadLetters: 0 }
  })
}
