import { tenancy } from './tenancy.js'

/** Whether the database is the embedded one, which belongs to one process and tells no other. */
export async function isEmbeddedDatabase(): Promise<boolean> {
  const [row] = await tenancy.ask<{ embedded: boolean }>(
    `select version() like '%PGlite%' as embedded`,
    []
  )
  return row?.embedded ?? false
}
