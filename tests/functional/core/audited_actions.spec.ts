import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { tenancy } from '#core/tenancy/tenancy'
import { asOwner } from '#tests/support/database'
import { linkMailedTo } from '#tests/support/mails'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeSession } from '#tests/support/sessions'
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
