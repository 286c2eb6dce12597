import { test } from '@japa/runner'
import { readyJourneys } from '#programs/journeys/ready_journeys'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

let facilitator: TestPerson
let visitor: Visitor

const ready = readyJourneys().find(({ id }) => id === 'crossroads')

/** What the editor sends when nothing has been changed in it. */
function unchanged() {
  if (!ready) throw new Error('There is no journey crossroads')
  const { title, description, phases } = ready
  return {
    title: title.en,
    description: description.en,
    phases: phases.map((phase) => ({
      title: phase.title.en,
      prompt: phase.prompt.en,
      activity: phase.activity,
      minutes: phase.minutes,
    })),
  }
}

const ownOf = ({ organisation }: TestPerson) =>
  asOwner<{ id: string; title: object; phases: { title: object; minutes: number }[] }>(
    'select id, title, phases from journeys where organisation_id = ?',
    [organisation]
  )

test.group('Editing a journey', (group) => {
  group.each.setup(async () => {
    facilitator = await makePerson('facilitator')
    visitor = await Visitor.as(facilitator)
  })

  test('refuses what is missing and names its field', async ({ assert }) => {
    const edited = unchanged()
    const last = { ...edited.phases[3], prompt: ' ' }
    const answer = await visitor.submit('POST', '/journeys/crossroads/copy', {
      ...edited,
      title: '',
      phases: [...edited.phases.slice(0, 3), last],
    })
    assert.equal(answer.status, 302)
    const page = await visitor.get('/journeys/crossroads/edit', { 'x-inertia': 'true' })
    const { props }: { props: { errors: object } } = JSON.parse(await page.text())
    assert.sameMembers(Object.keys(props.errors), ['title', 'phases.3.prompt'])
    assert.deepEqual(await ownOf(facilitator), [])
  })

  test('leaves ready journeys as they are', async ({ assert }) => {
    const answer = await visitor.submit('PUT', '/journeys/crossroads', unchanged())
    assert.equal(answer.status, 404)
  })

  test('makes no copy before it is saved', async ({ assert }) => {
    const page = await visitor.get('/journeys/crossroads/edit')
    assert.equal(page.status, 200)
    assert.deepEqual(await ownOf(facilitator), [])
  })

  test('keeps in every language what is left as it was, and only that', async ({ assert }) => {
    const edited = { ...unchanged(), title: 'Our crossroads' }
    await visitor.submit('POST', '/journeys/crossroads/copy', edited)
    const [copy] = await ownOf(facilitator)
    assert.deepEqual(copy?.title, { en: 'Our crossroads' })
    assert.deepEqual(
      copy?.phases.map(({ title }) => title),
      ready?.phases.map(({ title }) => title)
    )

    const [first, ...rest] = edited.phases
    await visitor.submit('PUT', `/journeys/${copy?.id}`, {
      ...edited,
      phases: [{ ...first, title: 'Arrive', minutes: 9 }, ...rest],
    })
    const [saved] = await ownOf(facilitator)
    assert.deepInclude(saved?.phases[0], { title: { en: 'Arrive' }, minutes: 9 })
    assert.deepEqual(saved?.phases[1]?.title, ready?.phases[1]?.title)
  })
})
