/**
 * SQL that binds a table to its organisation. Every table with `organisation_id` is made with these,
 * and a test walks the catalogue for one that is not.
 */

const current = (setting: string) => `(select nullif(current_setting('app.${setting}', true), ''))`

/** The organisation of the current scope. */
export const CURRENT_ORGANISATION = `(select nullif(current_setting('app.organisation_id', true), '')::uuid)`

/** The person of the current scope. */
export const CURRENT_PERSON = `(select nullif(current_setting('app.person_id', true), '')::uuid)`

/** The secret that the current scope bears, before anybody is known. */
export const CURRENT_BEARER = current('bearer')

/** True when the current scope belongs to a part of the appliance that serves all organisations. */
export const asSystem = (part: string) => `${current('system')} = '${part}'`

/** True inside every scope, whosever it is. */
export const IN_ANY_SCOPE = `(${CURRENT_ORGANISATION} is not null or ${CURRENT_BEARER} is not null
  or ${current('system')} is not null)`

type Verb = 'select' | 'insert' | 'update' | 'delete'

/** Gives the application role these verbs and binds every role, the owner too, to the policies. */
export function secure(table: string, verbs: Verb[] = ['select', 'insert', 'update', 'delete']) {
  return `
    grant ${verbs.join(', ')} on ${table} to belvedere_application;
    alter table ${table} enable row level security;
    alter table ${table} force row level security;`
}

/** Only the rows of the scope's organisation, for every verb. */
export function organisationPolicy(table: string) {
  return `
    create policy organisation on ${table}
      using (organisation_id = ${CURRENT_ORGANISATION})
      with check (organisation_id = ${CURRENT_ORGANISATION});`
}

/** And of these only the rows of the scope's person, whatever other policies allow. */
export function personPolicy(table: string, column = 'person_id') {
  return `
    create policy person on ${table} as restrictive
      using (${column} = ${CURRENT_PERSON})
      with check (${column} = ${CURRENT_PERSON});`
}

/** Who holds the secret may find its row before anybody is known. */
export function bearerPolicy(table: string, column: string) {
  return `
    create policy bearer on ${table} for select using (${column} = ${CURRENT_BEARER});`
}

/** A named part of the appliance may work on the rows of every organisation. */
export function systemPolicy(table: string, part: string, verb: Verb | 'all' = 'all') {
  const check = verb === 'select' || verb === 'delete' ? '' : ` with check (${asSystem(part)})`
  const using = verb === 'insert' ? '' : ` using (${asSystem(part)})`
  return `
    create policy system_${part}_${verb} on ${table} for ${verb}${using}${check};`
}
