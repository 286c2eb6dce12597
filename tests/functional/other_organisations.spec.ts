import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { askRoute as ask, ROLES, type RouteAnswer as Answer } from '#tests/support/ask_route'
import { CREATES, PARAMETERS, PUBLIC } from '#tests/support/other_organisation'
import { makePerson } from '#tests/support/people'
import { everyRoute, parametersOf, pathOf, type RouteUnderTest } from '#tests/support/routes'

/** What another organisation has for a parameter. */
async function valueOf(parameter: string): Promise<string> {
  return (await PARAMETERS[parameter]?.value()) ?? ''
}

/** A value of the same form that nothing has. */
function likeButUnknown(value: string): string {
  return /^[0-9a-f-]{36}$/.test(value) ? randomUUID() : value
}

/** Whether the answers tell nothing of whether something is there. */
function isAnsweredAlike({ name, pattern }: RouteUnderTest, foreign: Answer, unknown: Answer) {
  if (name in CREATES) return foreign.status === 201 && unknown.status === 201
  const isSecret = parametersOf(pattern).some((each) => PARAMETERS[each]?.elsewise)
  if (isSecret) return foreign.status < 500
  // What a role may never do is refused before anything is looked for.
  const isRefused = foreign.status === 404 || foreign.status === 403
  return isRefused && foreign.status === unknown.status && foreign.body === unknown.body
}

test.group('Every route with a parameter', () => {
  test('is known to this test', ({ assert }) => {
    const unknown = everyRoute().flatMap(({ name, pattern }) =>
      parametersOf(pattern)
        .filter((parameter) => !(parameter in PARAMETERS))
        .map((parameter) => `${name}: tests/support/other_organisation.ts lacks ${parameter}`)
    )
    assert.deepEqual(unknown, [])
  })

  for (const role of ROLES) {
    test(`answers as if what another organisation has were not there (${role})`, async ({
      assert,
    }) => {
      const person = await makePerson(role)
      const wrong: string[] = []
      for (const route of everyRoute()) {
        const parameters = parametersOf(route.pattern)
        if (parameters.length === 0) continue
        const values = await Promise.all(parameters.map(valueOf))
        const foreign = await ask(route, pathOf(route.pattern, values), person)
        const unknown = await ask(route, pathOf(route.pattern, values.map(likeButUnknown)), person)
        if (!isAnsweredAlike(route, foreign, unknown)) {
          wrong.push(`${route.name}: ${foreign.status}, and ${unknown.status} for an unknown one`)
        }
      }
      assert.deepEqual(wrong, [])
    }).timeout(120_000)
  }
})

test.group('Every route', () => {
  test('is for people who are signed in, or on the list of those for everybody', async ({
    assert,
  }) => {
    const wrong: string[] = []
    for (const route of everyRoute()) {
      if (route.name in PUBLIC) continue
      const values = await Promise.all(parametersOf(route.pattern).map(valueOf))
      const { status } = await ask(route, pathOf(route.pattern, values))
      if (status !== 401) wrong.push(`${route.name} answered ${status}`)
    }
    assert.deepEqual(wrong, [])
  }).timeout(120_000)
})
