import { audit } from '#core/audit/audit'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { startSignInSession, type StartedSignInSession } from './start_sign_in_session.js'

const YEAR = 365 * 86_400_000

/** Makes a bearer token for a program that works in a person's name for a year; guests have none. */
export function createApiToken(
  tenant: Required<Tenant>,
  label: string
): Promise<StartedSignInSession> {
  return tenancy.run(tenant, async () => {
    const started = await startSignInSession(tenant, 'api', label, YEAR)
    await audit.record({
      action: 'accounts.apiTokenMade',
      subject: { kind: 'signInSession', id: started.id },
    })
    return started
  })
}
