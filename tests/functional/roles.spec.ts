import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { askRoute, ROLES } from '#tests/support/ask_route'
import { makePerson } from '#tests/support/people'
import { everyRoute, parametersOf, pathOf } from '#tests/support/routes'

type Role = (typeof ROLES)[number]

const NOT_PARTICIPANTS: readonly Role[] = ['participant']
const ADMINISTRATORS_ONLY: readonly Role[] = ['facilitator', 'participant']
/** Running the appliance is no role of an organisation. */
const OPERATORS_ONLY: readonly Role[] = ROLES

/**
 * Which roles a route refuses before it looks at anything. A route that is not here refuses nobody
 * for their role; a check that is taken out of its controller fails this test.
 */
const REFUSED: Record<string, readonly Role[]> = {
  'GET /journeys': NOT_PARTICIPANTS,
  'GET /journeys/:id': NOT_PARTICIPANTS,
  'GET /journeys/:id/edit': NOT_PARTICIPANTS,
  'PUT /journeys/:id': NOT_PARTICIPANTS,
  'DELETE /journeys/:id': NOT_PARTICIPANTS,
  'POST /journeys/:id/copy': NOT_PARTICIPANTS,
  'GET /sessions/new': NOT_PARTICIPANTS,
  'POST /sessions': NOT_PARTICIPANTS,
  'POST /api/v1/sessions': NOT_PARTICIPANTS,
  'GET /people': NOT_PARTICIPANTS,
  'POST /invitations': NOT_PARTICIPANTS,
  'POST /invitations/:id/resend': NOT_PARTICIPANTS,
  'DELETE /invitations/:id': NOT_PARTICIPANTS,
  'GET /organisation': ADMINISTRATORS_ONLY,
  'POST /organisation': ADMINISTRATORS_ONLY,
  'POST /people/:id/role': ADMINISTRATORS_ONLY,
  'DELETE /people/:id': ADMINISTRATORS_ONLY,
  'GET /audit': ADMINISTRATORS_ONLY,
  'GET /library/decks': NOT_PARTICIPANTS,
  'POST /library/decks': ADMINISTRATORS_ONLY,
  'DELETE /library/decks/:id': ADMINISTRATORS_ONLY,
  'POST /api/v1/decks': ADMINISTRATORS_ONLY,
  'DELETE /api/v1/decks/:id': ADMINISTRATORS_ONLY,
  'GET /metrics': OPERATORS_ONLY,
  'GET /operator': OPERATORS_ONLY,
  'GET /operator/set-up/:step': OPERATORS_ONLY,
  'GET /operator/licence': OPERATORS_ONLY,
  'POST /operator/licence': OPERATORS_ONLY,
  'GET /api/v1/operator/status': OPERATORS_ONLY,
  'GET /operator/mailbox': OPERATORS_ONLY,
  'GET /operator/mailbox/:id': OPERATORS_ONLY,
  'GET /operator/dead-letters': OPERATORS_ONLY,
  'POST /operator/dead-letters/replay': OPERATORS_ONLY,
}

test.group('Every route', () => {
  test('refuses the roles that its policy excludes, and no others', async ({ assert }) => {
    const people = await Promise.all(ROLES.map((role) => makePerson(role)))
    const refused: Record<string, Role[]> = {}
    for (const route of everyRoute()) {
      const path = pathOf(route.pattern, parametersOf(route.pattern).map(parameterOf))
      for (const person of people) {
        // Signing out would make the next request a visitor's.
        if (route.name.includes('sign-out') || route.name.includes('sessions/current')) continue
        const { status } = await askRoute(route, path, person)
        if (status === 403) (refused[route.name] ??= []).push(person.role)
      }
    }
    assert.deepEqual(refused, { ...REFUSED })
  }).timeout(120_000)
})

function parameterOf(parameter: string): string {
  return parameter.endsWith(':step') ? 'start' : randomUUID()
}
