import { tenancy } from '#core/tenancy/tenancy'

/** Somebody on the list of a session. */
export interface Participant {
  id: string
  name: string
  /** False for who has only been invited. */
  joined: boolean
}

/** Everybody invited or joined, by name. Call it inside a scope. */
export async function listParticipants(session: string): Promise<Participant[]> {
  const participants = await tenancy.client().rawQuery<{ rows: Participant[] }>(
    `select person_id as id, display_name as name, joined_at is not null as joined
     from participants where session_id = ? order by display_name, id`,
    [session]
  )
  return participants.rows.map(({ id, name, joined }) => ({ id, name, joined }))
}

/** People of the organisation who could still be invited, guests left out. Call it inside a scope. */
export async function listInvitable(session: string): Promise<{ id: string; name: string }[]> {
  const people = await tenancy.client().rawQuery<{ rows: { id: string; name: string }[] }>(
    `select p.id, p.name
     from sessions s
     join memberships m on m.organisation_id = s.organisation_id
     join people p on p.id = m.person_id
     where s.id = ? and p.email is not null and (m.person_id is distinct from s.facilitator_id or m.role = 'participant')
       and not exists (select from participants t where t.organisation_id = s.organisation_id
         and t.session_id = s.id and t.person_id = m.person_id)
     order by p.name, p.id limit 500`,
    [session]
  )
  return people.rows.map(({ id, name }) => ({ id, name }))
}
