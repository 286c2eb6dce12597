import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { makeSetupLink } from '#appliance/setup/setup_link'
import { settings } from '#config/settings'
import { asSystem } from '#database/policies'
import { asOwner } from '#tests/support/database'
import { linkMailedTo } from '#tests/support/mails'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'
import { workEvents } from '#tests/support/work_events'

test.group('Nothing keeps a copy', (group) => {
  let owner: TestPerson

  group.each.setup(async () => {
    await limiter.clear()
    owner = await makePerson('owner')
  })

  const assertNotKept = async (visitor: Visitor, path: string, status = 200) => {
    const response = await visitor.get(path)
    const kept = response.headers.get('cache-control') ?? ''
    if (response.status !== status || !/\bno-store\b/.test(kept)) {
      throw new Error(`${path} answers ${response.status} with cache-control: ${kept}`)
    }
  }

  test('of a link for a new password, usable or not', async () => {
    const visitor = new Visitor()
    await visitor.submit('POST', '/password/forgot', { email: owner.email })
    await workEvents()
    await assertNotKept(visitor, await linkMailedTo(owner.email))
    await assertNotKept(visitor, `/password/reset/${'x'.repeat(43)}`, 410)
  })

  test('of an invitation, usable or not', async () => {
    const email = `invited-${owner.id}@example.org`
    const inviting = await Visitor.as(owner)
    await inviting.submit('POST', '/invitations', { email, role: 'participant' })
    await assertNotKept(new Visitor(), await linkMailedTo(email))
    await assertNotKept(new Visitor(), `/invitations/${'x'.repeat(43)}`, 410)
  })

  test('of the set-up, open or not', async () => {
    const { pathname } = new URL(makeSetupLink(settings.home, 'http://here.invalid'))
    await assertNotKept(new Visitor(), pathname, 404)
    await asOwner('alter policy system_setup_select on organisations using (false)')
    try {
      await assertNotKept(new Visitor(), pathname)
    } finally {
      await asOwner(
        `alter policy system_setup_select on organisations using (${asSystem('setup')})`
      )
    }
  })

  test('of what somebody sees who is signed in', async ({ client, assert }) => {
    const session = await makeSession(owner)
    const visitor = await Visitor.as(owner)
    const paths = ['/home', '/account', '/account/tokens', '/people', '/journal', '/audit']
    for (const path of [...paths, `/sessions/${session}`, `/sessions/${session}/live`]) {
      await assertNotKept(visitor, path)
    }
    await assertNotKept(visitor, `/sessions/${owner.id}`, 404)
    const answer = await client.get('/api/v1/me').bearerToken(owner.token)
    assert.match(String(answer.header('cache-control')), /\bno-store\b/)
  })
})
