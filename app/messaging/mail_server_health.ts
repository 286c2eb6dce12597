import { definePart } from '#core/health/parts'
import { checkMailServer, type OutgoingServer } from '#core/mail/smtp_client'
import { tenancy } from '#core/tenancy/tenancy'
import { outgoingServer } from './outgoing_server.js'

/** Looks at the mail server and notes what is wrong with it, where every process sees it. */
export async function noteMailServer(server: OutgoingServer): Promise<void> {
  const problem = await checkMailServer(server)
  await tenancy.system('mail', () =>
    tenancy.client().rawQuery(
      `insert into mail_server (problem, checked_at) values (nullif(?, ''), now())
       on conflict (is_only) do update
       set problem = excluded.problem, checked_at = excluded.checked_at`,
      [problem ?? '']
    )
  )
}

/** What was wrong with the mail server when it was last looked at; null when nothing was. */
export function readMailServerProblem(): Promise<string | null> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy
      .client()
      .rawQuery<{ rows: { problem: string | null }[] }>('select problem from mail_server')
    return rows[0]?.problem ?? null
  })
}

// Mail waits meanwhile. It is not asked here: the worker alone may have a way to the mail server.
if (outgoingServer) {
  definePart({ name: 'mail', isNeeded: false, check: readMailServerProblem })
}
