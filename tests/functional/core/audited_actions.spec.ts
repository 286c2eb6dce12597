import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { mailer } from '#messaging'
import { listMailbox } from '#messaging/queries/mailbox'
import { createGuest } from '#accounts'
import { tenancy } from '#core/tenancy/tenancy'
import { asOwner } from '#tests/support/database'
import { linkMailedTo } from '#tests/support/mails'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'
import { workEvents } from '#tests/support/work_events'

async function actionsIn({ organisation }: TestPerson): Promise<string[]> {
  const entries = await tenancy.run({ organisation }, () => listAuditEntries(50))
  return entries.map(({ action }) => action).reverse()
}

test.group('The audit log of an organisation', (group) => {
  group.each.setup(() => limiter.clear())

  test('has the turns of a session, and not its other steps', async ({ assert }) => {
    const facilitator = await makePerson('facilitator')
    const session = await makeSession(facilitator)
    const visitor = await Visitor.as(facilitator)
    for (const step of ['open', 'start', 'pause', 'resume', 'next', 'end', 'end']) {
      await visitor.submit('POST', `/sessions/${session}/${step}`)
    }
    assert.deepEqual(await actionsIn(facilitator), [
      'programs.sessionOpened',
      'programs.sessionStarted',
      'programs.sessionEnded',
    ])
  })

  test('has invitations that were sent again', async ({ assert }) => {
    const owner = await makePerson('owner')
    const visitor = await Visitor.as(owner)
    await visitor.submit('POST', '/invitations', {
      email: `again-${owner.id}@example.org`,
      role: 'participant',
    })
    const [row] = await asOwner<{ id: string }>(
      'select id from invitations where organisation_id = ?',
      [owner.organisation]
    )
    await visitor.submit('POST', `/invitations/${row?.id}/resend`)
    assert.deepEqual(await actionsIn(owner), [
      'accounts.personInvited',
      'accounts.invitationResent',
    ])
  })

  test('has API tokens made and revoked', async ({ assert }) => {
    const person = await makePerson('participant')
    const visitor = await Visitor.as(person)
    await visitor.submit('POST', '/account/tokens', { label: 'Report' })
    const [row] = await asOwner<{ id: string }>(
      `select id from sign_in_sessions where person_id = ? and label = 'Report'`,
      [person.id]
    )
    await visitor.submit('DELETE', `/account/tokens/${row?.id}`)
    assert.deepEqual(await actionsIn(person), ['accounts.apiTokenMade', 'accounts.apiTokenRevoked'])
  })

  test('has a new password that was chosen by mail', async ({ assert }) => {
    const person = await makePerson('participant')
    const visitor = await Visitor.as()
    await visitor.submit('POST', '/password/forgot', { email: person.email })
    await workEvents()
    const pathname = await linkMailedTo(person.email)
    await visitor.submit('POST', pathname, { password: 'four unrelated words' })
    assert.deepEqual(await actionsIn(person), ['accounts.passwordReset'])
  })

  test('has sign-ins that failed, without what was typed or who tried', async ({ assert }) => {
    const person = await makePerson('participant')
    const tryWith = async (email: string) =>
      (await Visitor.as()).submit('POST', '/sign-in', { email, password: 'typed in the wrong' })
    await tryWith(person.email)
    const nobody = `nobody-${person.id}@example.org`
    await tryWith(nobody)
    await workEvents()
    const entries = await asOwner<{ organisation_id: string | null; person_id: null }>(
      `select organisation_id, person_id, subject_id, details, sealed from audit_entries
       where action = 'accounts.signInFailed' order by id desc limit 2`
    )
    const failed = { person_id: null, details: { kind: 'browser' }, sealed: null }
    assert.sameDeepMembers(entries, [
      { ...failed, organisation_id: null, subject_id: null },
      { ...failed, organisation_id: person.organisation, subject_id: person.id },
    ])
    const events = JSON.stringify(
      await asOwner(`select payload from outbox where name = 'accounts.signInFailed'`)
    )
    assert.notMatch(events, /example\.org|typed in/)
  })

  test('has the address of a sign-in for who may read it, and not in the clear', async ({
    assert,
  }) => {
    const owner = await makePerson('owner')
    const visitor = await new Visitor().signIn(owner)
    assert.deepEqual(await actionsIn(owner), ['accounts.signedIn'])
    assert.include(await (await visitor.get('/audit')).text(), '127.0.0.1')
    const rows = await asOwner(
      'select to_jsonb(e) as entry from audit_entries e where organisation_id = ?',
      [owner.organisation]
    )
    assert.notInclude(JSON.stringify(rows), '127.0.0.1')
  })

  test('has guests, and who was taken off a session', async ({ assert }) => {
    const facilitator = await makePerson('facilitator')
    const session = await makeSession(facilitator)
    const guest = await tenancy.run({ organisation: facilitator.organisation }, () =>
      createGuest({ organisation: facilitator.organisation, name: 'Noa', locale: 'en' })
    )
    await makeParticipant(session, { ...facilitator, id: guest.person })
    const visitor = await Visitor.as(facilitator)
    await visitor.submit('DELETE', `/sessions/${session}/participants/${guest.person}`)
    assert.deepEqual(await actionsIn(facilitator), [
      'accounts.guestJoined',
      'programs.participantRemoved',
      'accounts.personRemoved',
    ])
  })

  test('has mails that an operator read', async ({ assert }) => {
    const operator = await makePerson('owner')
    await asOwner('update people set operator = true where id = ?', [operator.id])
    await mailer.send({ to: operator.email, subject: 'S', text: 'T', html: '' })
    const mail = (await listMailbox()).find(({ recipient }) => recipient === operator.email)
    const visitor = await Visitor.as(operator)
    await visitor.get(`/operator/mailbox/${mail?.id}`)
    assert.deepEqual(await actionsIn(operator), ['messaging.mailRead'])
  })

  test('has what an operator replayed, and changes of the organisation', async ({ assert }) => {
    const operator = await makePerson('owner')
    await asOwner('update people set operator = true where id = ?', [operator.id])
    const visitor = await Visitor.as(operator)
    await visitor.submit('POST', '/operator/dead-letters/replay')
    await visitor.submit('POST', '/organisation', { name: 'Harbour', locale: 'de' })
    assert.deepEqual(await actionsIn(operator), [
      'core.deadLettersReplayed',
      'accounts.organisationSaved',
    ])
  })

  test('is shown in the reader’s language, and codes without a name as they are', async ({
    assert,
  }) => {
    const owner = await makePerson('owner')
    await asOwner(
      `insert into audit_entries (id, organisation_id, action, subject_kind)
       select gen_random_uuid(), ?, action, 'person'
       from unnest(array['accounts.roleChanged', 'elsewhere.somethingOld']) as a (action)`,
      [owner.organisation]
    )
    await asOwner(`update people set locale = 'fr' where id = ?`, [owner.id])
    const page = await (await (await Visitor.as(owner)).get('/audit')).text()
    assert.include(page, 'Changement de rôle')
    assert.include(page, 'elsewhere.somethingOld')
  })
})
