import { test } from '@japa/runner'
import { settings } from '#config/settings'
import { readEntitlements } from '#entitlements'
import { asOwner } from '#tests/support/database'
import { Licensor } from '#tests/support/licences'
import { makeOperator } from '#tests/support/operator'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import { workEvents } from '#tests/support/work_events'

const PATH = '/operator/licence'
const licensor = new Licensor()

async function bring(licence: string, person?: TestPerson): Promise<Visitor> {
  const visitor = await Visitor.as(person ?? (await makeOperator()))
  await visitor.submit('POST', PATH, { licence }, { referer: visitor.addressOf(PATH) })
  return visitor
}

async function invite(owner: TestPerson, email: string): Promise<string> {
  const visitor = await Visitor.as(owner)
  const referer = visitor.addressOf('/people')
  await visitor.submit('POST', '/invitations', { email, role: 'participant' }, { referer })
  return (await visitor.get('/people')).text()
}

async function letAnHourPass(): Promise<void> {
  await asOwner('truncate deliveries, dead_letters, inbox, outbox')
  await asOwner(
    `insert into outbox (id, name, payload) values (gen_random_uuid(), 'core.hourPassed', '{}')`
  )
  await workEvents()
}

const kept = () => asOwner<{ text: string }>('select text from licence')
const seatsTaken = async () => (await readEntitlements()).seatsTaken

test.group('The licence of the appliance', (group) => {
  group.each.setup(async () => {
    const reset = async () => {
      await asOwner('delete from licence')
      await asOwner('delete from clock_seen')
      Object.assign(settings, { licenceKeys: undefined })
    }
    await reset()
    Object.assign(settings, { licenceKeys: [licensor.publicKey] })
    return reset
  })

  for (const role of ['owner', 'admin', 'facilitator', 'participant'] as const) {
    test(`is brought in by no ${role} who does not operate the appliance`, async ({ assert }) => {
      await bring(licensor.licence(), await makePerson(role))
      assert.deepEqual(await kept(), [])
    })
  }

  test('is brought in by nobody who is not signed in', async ({ assert }) => {
    const visitor = await Visitor.as()
    const answer = await visitor.submit('POST', PATH, { licence: licensor.licence() })
    assert.match(answer.headers.get('location') ?? '', /^\/sign-in/)
    assert.deepEqual(await kept(), [])
  })

  test('that is refused leaves the one before in place, and says why beside its field', async ({
    assert,
  }) => {
    await bring(licensor.licence({ name: 'The first' }))
    for (const [refused, why] of [
      [new Licensor().licence(), 'does not trust'],
      [licensor.licence().replace('Harbour', 'Harbor'), 'is not as it was signed'],
      ['x'.repeat(20_000), 'far longer than a licence'],
      ['', 'licence'],
    ] as const) {
      const page = await (await (await bring(refused)).get(PATH)).text()
      assert.include(page, why)
      assert.include(page, 'The first')
    }
    assert.lengthOf(await kept(), 1)
  })

  test('is shown to operators with what it says, and is written down', async ({ assert }) => {
    const operator = await makeOperator()
    const before = await (await (await Visitor.as(operator)).get(PATH)).text()
    assert.include(before, 'No licence')
    const visitor = await bring(licensor.licence({ name: 'מרפאת הנמל', seats: 4321 }), operator)
    const page = await (await visitor.get(PATH)).text()
    for (const said of ['מרפאת הנמל', '4,321', 'The licence is in place', '31 December 2099']) {
      assert.include(page, said)
    }
    const [entry] = await asOwner(
      `select action, details from audit_entries where organisation_id = ? and person_id = ?`,
      [operator.organisation, operator.id]
    )
    assert.deepEqual(entry, {
      action: 'entitlements.licenceImported',
      details: { edition: 'clinic', seats: 4321, expires: '2099-12-31' },
    })
  })

  test('takes the place of the one before', async ({ assert }) => {
    await bring(licensor.licence({ seats: 7 }))
    await bring(licensor.licence({ seats: 8 }))
    assert.equal((await readEntitlements()).licence?.seats, 8)
    assert.lengthOf(await kept(), 1)
  })

  test('that was changed in the database, or whose key is gone, is none and limits nothing', async ({
    assert,
  }) => {
    await bring(licensor.licence({ seats: 1 }))
    Object.assign(settings, { licenceKeys: undefined })
    assert.containSubset(await readEntitlements(), { state: 'unreadable', licence: null })
    Object.assign(settings, { licenceKeys: [licensor.publicKey] })
    await asOwner(`update licence set text = replace(text, 'clinic', 'cosmos')`)
    assert.containSubset(await readEntitlements(), { state: 'unreadable', licence: null })
    const page = await invite(await makePerson('owner'), 'after-a-change@example.org')
    assert.include(page, 'after-a-change@example.org')
  })

  test('counts people with an address once, however many organisations they are in, and no guests', async ({
    assert,
  }) => {
    const before = await seatsTaken()
    const person = await makePerson('participant')
    assert.equal(await seatsTaken(), before + 1)
    const { organisation } = await makePerson('owner')
    await asOwner(
      `insert into memberships (id, organisation_id, person_id, role)
       values (gen_random_uuid(), ?, ?, 'participant')`,
      [organisation, person.id]
    )
    await asOwner(
      `with guest as (insert into people (id, name) values (gen_random_uuid(), 'Guest') returning id)
       insert into memberships (id, organisation_id, person_id, role)
       select gen_random_uuid(), ?, id, 'participant' from guest`,
      [organisation]
    )
    assert.equal(await seatsTaken(), before + 2)
  })

  test('without a seat left refuses to invite, and nothing else', async ({ assert, client }) => {
    const owner = await makePerson('owner')
    const earlier = await invite(owner, 'earlier@example.org')
    assert.include(earlier, 'earlier@example.org')
    const [open] = await asOwner<{ id: string }>(
      `select id from invitations where email = 'earlier@example.org'`
    )
    await bring(licensor.licence({ seats: 1 }))
    const page = await invite(owner, 'one-too-many@example.org')
    assert.include(page, 'All seats of the licence are taken')
    assert.lengthOf(
      await asOwner(`select id from invitations where email = 'one-too-many@example.org'`),
      0
    )

    const { email, password } = owner
    const signedIn = await client.post('/api/v1/sessions/sign-in').json({ email, password })
    signedIn.assertStatus(200)
    const visitor = await Visitor.as(owner)
    const resent = await visitor.submit('POST', `/invitations/${open?.id}/resend`)
    assert.equal(resent.status, 302)
    for (const path of ['/home', '/journal', '/library', '/canvases', '/audit']) {
      assert.equal((await visitor.get(path)).status, 200, path)
    }
    const planned = await client
      .post('/api/v1/sessions')
      .json({ journey: 'arriving', startsAt: '2030-01-02T03:04:05Z', admission: 'open' })
      .bearerToken(owner.token)
    planned.assertStatus(201)
    const started = await client
      .post(`/api/v1/sessions/${planned.body().id}/start`)
      .json({ sequence: 0 })
      .bearerToken(owner.token)
    started.assertStatus(200)
    const guest = await client
      .post('/api/v1/sessions/join')
      .json({ code: planned.body().joinCode, name: 'Noa' })
    guest.assertStatus(200)
  })

  test('invites until the last seat is taken, whether or not it has ended', async ({ assert }) => {
    const owner = await makePerson('owner')
    const seats = (await seatsTaken()) + 2
    await bring(licensor.licence({ seats, issued: '2020-01-01', expires: '2020-02-01' }))
    assert.equal((await readEntitlements()).state, 'expired')
    assert.include(await invite(owner, 'last-seat@example.org'), 'last-seat@example.org')
  })

  test('is told of a clock that was set back, which limits nothing', async ({ assert }) => {
    const owner = await makePerson('owner')
    await bring(licensor.licence())
    await asOwner(`update clock_seen set latest = '2098-01-01'`)
    await letAnHourPass()
    assert.equal((await readEntitlements()).state, 'clockSetBack')
    const page = await invite(owner, 'after-the-clock@example.org')
    assert.include(page, 'after-the-clock@example.org')
    await bring(licensor.licence())
    assert.equal((await readEntitlements()).state, 'valid')
  })

  test('is told of the clock by what it says each hour', async ({ assert }) => {
    const before = Date.now()
    await letAnHourPass()
    const [seen] = await asOwner<{ latest: Date }>('select latest from clock_seen')
    assert.isAtLeast(seen?.latest.getTime() ?? 0, before)
  })

  test('is not valid yet before the day of its issue', async ({ assert }) => {
    await bring(licensor.licence({ issued: '2090-01-01' }))
    assert.equal((await readEntitlements()).state, 'notYet')
  })
})
