import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { prepareFirstOrganisation } from '#appliance'
import { demoFile } from '#appliance/setup/seed_demo'
import { makeSetupLink } from '#appliance/setup/setup_link'
import { settings } from '#config/settings'
import { asSystem } from '#database/policies'
import { asOwner } from '#tests/support/database'

interface DemoFile {
  url: string
  organisation: string
  people: { role: string; email: string; password: string }[]
}

function readDemo(home: string): DemoFile {
  const demo: DemoFile = JSON.parse(readFileSync(demoFile(home), 'utf8'))
  return demo
}

/** Organisations that other tests have made are not seen, as on a new appliance. */
async function hideOrganisations() {
  await asOwner('alter policy system_setup_select on organisations using (false)')
  return () =>
    asOwner(`alter policy system_setup_select on organisations using (${asSystem('setup')})`)
}

async function forgetDemo() {
  for (const table of ['picks', 'participants']) {
    await asOwner(`delete from ${table} t using people p
      where p.id = t.person_id and p.email like '%@demo.example'`)
  }
  await asOwner(`delete from sign_in_sessions s using people p
    where p.id = s.person_id and p.email like '%@demo.example'`)
  await asOwner(`delete from memberships m using people p
    where p.id = m.person_id and p.email like '%@demo.example'`)
  await asOwner(`delete from people where email like '%@demo.example'`)
}

test.group('A new appliance with demo data', (group) => {
  let home = ''
  const url = 'http://127.0.0.1:3333'
  const start = (at = url) => prepareFirstOrganisation({ home, url: at, demo: true })

  group.each.setup(async () => {
    home = mkdtempSync(join(tmpdir(), 'belvedere-demo-'))
    const show = await hideOrganisations()
    await limiter.clear()
    return async () => {
      await show()
      await forgetDemo()
      rmSync(home, { recursive: true })
    }
  })

  test('has people who can sign in with what demo.json says', async ({ client, assert }) => {
    await start()
    assert.equal(statSync(demoFile(home)).mode & 0o777, 0o600)
    const demo = readDemo(home)
    assert.deepEqual(Object.keys(demo), ['url', 'organisation', 'people'])
    assert.equal(demo.url, url)
    assert.deepEqual(
      demo.people.map(({ role }) => role),
      ['owner', 'admin', 'facilitator', 'participant', 'participant', 'participant', 'participant']
    )
    assert.equal(new Set(demo.people.map(({ password }) => password)).size, 7)
    for (const { email, password } of demo.people) {
      const response = await client.post('/api/v1/sessions/sign-in').json({ email, password })
      response.assertStatus(200)
      assert.equal(response.body().organisation.name, demo.organisation)
    }
  })

  test('finishes a demo.json that a kill has interrupted', async ({ assert }) => {
    await start()
    const before = readDemo(home)
    renameSync(demoFile(home), `${demoFile(home)}.part`)
    await asOwner(`alter policy system_setup_select on organisations using (${asSystem('setup')})`)
    await start()
    assert.deepEqual(readDemo(home), before)
  })

  test('says so when demo.json is gone, and makes nobody anew', async ({ assert }) => {
    await start()
    rmSync(demoFile(home))
    await asOwner(`alter policy system_setup_select on organisations using (${asSystem('setup')})`)
    assert.include(await start(), 'is gone')
    assert.isFalse(existsSync(demoFile(home)))
  })

  test('keeps the passwords and corrects the address on a second start', async ({ assert }) => {
    await start()
    const before = readDemo(home)
    await asOwner(`alter policy system_setup_select on organisations using (${asSystem('setup')})`)
    assert.isNull(await start('http://127.0.0.1:4444'))
    assert.deepEqual(readDemo(home), { ...before, url: 'http://127.0.0.1:4444' })
  })
})

test.group('A new appliance without demo data', (group) => {
  const input = {
    organisation: 'Harbour Clinic',
    name: 'Ines',
    email: `ines-${process.pid}@example.org`,
    password: 'four unrelated words',
  }

  group.each.setup(async () => {
    const show = await hideOrganisations()
    return async () => {
      await show()
    }
  })

  const link = () => new URL(makeSetupLink(settings.home, 'http://here.invalid')).pathname

  test('shows its set-up to nobody without the link', async ({ client }) => {
    link()
    const response = await client.get(`/setup/${'x'.repeat(43)}`)
    response.assertStatus(404)
  })

  test('replaces the link with each start', async ({ client }) => {
    const first = link()
    link()
    const response = await client.get(first)
    response.assertStatus(404)
  })

  test('has no set-up once there is an organisation', async ({ client }) => {
    const path = link()
    await asOwner(`alter policy system_setup_select on organisations using (${asSystem('setup')})`)
    const shown = await client.get(path)
    shown.assertStatus(404)
    const posted = await client.post(path).withCsrfToken().form(input)
    posted.assertStatus(404)
  })

  test('keeps what was typed, all but the password, when something is refused', async ({
    client,
    assert,
  }) => {
    const path = link()
    const refused = await client
      .post(path)
      .withCsrfToken()
      .header('referer', path)
      .form({ ...input, password: 'short' })
    const page = refused.text()
    for (const typed of ['Harbour Clinic', 'Ines', input.email]) {
      assert.include(page, `value="${typed}"`)
    }
    assert.notInclude(page, 'value="short"')
    assert.include(page, 'aria-invalid="true"')
  })

  test('is set up once, by an owner who operates it', async ({ client, assert }) => {
    const path = link()
    const page = await client.get(path)
    page.assertStatus(200)
    const done = await client.post(path).withCsrfToken().redirects(0).form(input)
    done.assertStatus(302)
    done.assertHeader('location', '/operator/set-up/address')
    const again = await client.post(path).withCsrfToken().redirects(0).form(input)
    again.assertStatus(404)
    const [row] = await asOwner(
      `select o.name, m.role, p.operator from people p join memberships m on m.person_id = p.id
       join organisations o on o.id = m.organisation_id where p.email = ?`,
      [input.email]
    )
    assert.deepEqual(row, { name: 'Harbour Clinic', role: 'owner', operator: true })
    const [entry] = await asOwner(
      `select e.action, e.person_id = p.id as own from audit_entries e
       join organisations o on o.id = e.organisation_id join people p on p.email = ?
       where o.name = 'Harbour Clinic'`,
      [input.email]
    )
    assert.deepEqual(entry, { action: 'accounts.organisationFounded', own: true })
  })
})
