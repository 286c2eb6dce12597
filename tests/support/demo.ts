import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Somebody of the demo organisation, as `demo.json` lists them. */
export interface DemoPerson {
  role: 'owner' | 'admin' | 'facilitator' | 'participant'
  email: string
  password: string
}

/** The people of the demo organisation. */
export function demoPeople(home: string): DemoPerson[] {
  const { people }: { people: DemoPerson[] } = JSON.parse(
    readFileSync(join(home, 'demo.json'), 'utf8')
  )
  return people
}

/** The first of the demo's people with a role. */
export function demoPerson(home: string, role: DemoPerson['role']): DemoPerson {
  const person = demoPeople(home).find((each) => each.role === role)
  if (!person) throw new Error(`The demo has no ${role}`)
  return person
}
