import { asOwner } from './database.js'
import { makePerson, type TestPerson } from './people.js'

/** Somebody without a say in their organisation, who runs the appliance. */
export async function makeOperator(): Promise<TestPerson> {
  const person = await makePerson('participant')
  await asOwner('update people set operator = true where id = ?', [person.id])
  return person
}
