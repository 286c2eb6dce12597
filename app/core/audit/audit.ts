import { v7 as newId } from 'uuid'
import { currentRequest } from '#core/http/current_request'
import { keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { personalPlaceOf, type PersonalData } from './personal_data.js'

/** What somebody did to something. */
export interface AuditedAction {
  /** `<module>.<whatHappened>`, such as `accounts.roleChanged`. */
  action: string
  /** What it was done to. */
  subject: { kind: string; id?: string }
  /** Ids, roles, counts, the title of a deck or session: never people's names or addresses. */
  details?: Record<string, string | number | boolean>
  /** What is of one person alone; sealed with their key in this organisation, and erased with it. */
  personal?: PersonalData
}

/** The audit log of an organisation, to which is only ever added. */
export const audit = {
  /**
   * Writes down who did what, as a part of the current scope: it is committed with the action, or
   * neither is. Organisation, person and time are those of the scope.
   *
   * @throws NoScopeError outside a scope
   */
  async record({ action, subject, details = {}, personal }: AuditedAction): Promise<void> {
    const id = newId()
    await tenancy.client().rawQuery(
      `insert into audit_entries
         (id, organisation_id, person_id, action, subject_kind, subject_id, details, request_id,
          sealed, sealed_for)
       values (?, nullif(current_setting('app.organisation_id', true), '')::uuid,
         nullif(current_setting('app.person_id', true), '')::uuid,
         ?, ?, nullif(?, '')::uuid, ?, nullif(?, ''), nullif(?::bytea, ''), nullif(?, '')::uuid)`,
      [
        id,
        action,
        subject.kind,
        subject.id ?? '',
        JSON.stringify(details),
        (currentRequest.getStore() ?? '').slice(0, 100),
        personal ? await seal(personal, id) : Buffer.alloc(0),
        personal?.of.person ?? '',
      ]
    )
  },
}

async function seal({ of, data }: PersonalData, id: string): Promise<Buffer> {
  const keys = await keysToSeal(of)
  return keys.seal(personalPlaceOf(id), JSON.stringify(data))
}
