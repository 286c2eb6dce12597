import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { settings } from '#config/settings'
import { definePart } from '#core/health/parts'
import { makeOperator } from '#tests/support/operator'
import { asOwner } from '#tests/support/database'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

const STATUS = '/api/v1/operator/status'
const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()

const backup = { startedAt: inDays(-1), endedAt: inDays(-1), bytes: 5_000_000, verified: true }

/** What the machine would write down. */
const FILES: Record<string, unknown> = {
  release: { version: '1.2.3', installedAt: inDays(-9), previous: '1.2.2' },
  backups: {
    target: '/srv/backups',
    backups: [
      { ...backup, id: 'older', endedAt: inDays(-2) },
      { ...backup, id: 'newest' },
    ],
    walArchivedAt: inDays(0),
  },
  offsite: {
    target: 's3 https://store.example.org/kept',
    copiedAt: inDays(-1),
    changesAt: inDays(0),
    failedAt: inDays(0),
    problem: 'full',
  },
  drill: { at: inDays(-3), backup: 'older', ok: true, differences: 0, seconds: 61.4 },
  certificates: [{ name: 'server', subject: 'belvedere.example.org', notAfter: inDays(20.5) }],
  disk: {
    at: inDays(0),
    volumes: [{ name: 'postgres', bytes: 1e12, freeBytes: 5e11, usedPerDayBytes: 1e10 }],
  },
  models: [{ part: 'speech', name: 'whisper-small', bytes: 487_601_967 }],
}

test.group('The operator console', (group) => {
  let folder = ''
  group.each.setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'belvedere-status-'))
    Object.assign(settings, { applianceStatus: folder })
    await asOwner('truncate deliveries, dead_letters, inbox, outbox')
    return () => {
      Object.assign(settings, { applianceStatus: '' })
      rmSync(folder, { recursive: true })
    }
  })

  const write = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.json`), text)
  }
  const writeAll = () => {
    for (const [name, value] of Object.entries(FILES)) write(name, JSON.stringify(value))
  }

  for (const role of ['owner', 'admin', 'facilitator', 'participant'] as const) {
    test(`is not for a ${role} who does not operate the appliance`, async ({ assert, client }) => {
      const person = await makePerson(role)
      assert.equal((await (await Visitor.as(person)).get('/operator')).status, 403)
      const answer = await client.get(STATUS).bearerToken(person.token)
      answer.assertStatus(403)
      assert.notProperty(answer.body(), 'parts')
    })
  }

  test('is not for strangers', async ({ assert, client }) => {
    const answer = await (await Visitor.as()).get('/operator')
    assert.match(answer.headers.get('location') ?? '', /^\/sign-in/)
    const status = await client.get(STATUS)
    status.assertStatus(401)
  })

  test('shows a page whatever lies where the machine writes', async ({ assert, client }) => {
    const operator = await makeOperator()
    const visitor = await Visitor.as(operator)
    const asked = async () => {
      assert.equal((await visitor.get('/operator')).status, 200)
      const answer = await client.get(STATUS).bearerToken(operator.token)
      answer.assertStatus(200)
      return answer.body()
    }
    assert.equal((await asked()).unknown.backups, 'missing')
    for (const [text, reason] of [
      ['{"target":', 'broken'],
      ['[]', 'unexpected'],
      [' '.repeat(300_000), 'tooLarge'],
    ] as const) {
      for (const name of Object.keys(FILES)) write(name, text)
      const { unknown, backups, drill, disk } = await asked()
      assert.deepEqual([backups, drill, disk], [null, null, null])
      assert.equal(unknown.backups, reason)
    }
    assert.include(await (await visitor.get('/operator')).text(), 'much larger than it could be')
    Object.assign(settings, { applianceStatus: '' })
    const { unknown, attention } = await asked()
    assert.equal(unknown.disk, 'notSet')
    const codes: string[] = []
    for (const { code } of attention) codes.push(code)
    assert.includeMembers(codes, ['statusNotSet', 'mailStays', 'licenceNone'])
  })

  test('shows what the machine has written down, in words', async ({ assert }) => {
    writeAll()
    const page = await (await (await Visitor.as(await makeOperator())).get('/operator')).text()
    for (const said of [
      '1.2.3',
      '/srv/backups',
      'yesterday',
      'Restored without a difference in 61 seconds',
      'belvedere.example.org',
      'The certificate server ends in 20 days',
      '500 GB of 1 TB (50 %)',
      'In about 50 days',
      's3 https://store.example.org/kept',
      'The copy of the backups elsewhere failed',
      'It takes nothing more: it is full',
    ]) {
      assert.include(page.replaceAll(/<!--.*?-->/g, ''), said)
    }
    const inTable = (id: string) => page.indexOf(`<code dir="ltr">${id}</code>`)
    assert.isBelow(inTable('newest'), inTable('older'))
    assert.isAbove(inTable('newest'), 0)
  })

  test('answers programs with the same', async ({ assert, client }) => {
    writeAll()
    const answer = await client.get(STATUS).bearerToken((await makeOperator()).token)
    const body = answer.body()
    assert.deepEqual(body.release, FILES.release)
    assert.deepEqual(body.offsite, FILES.offsite)
    assert.deepEqual(body.drill, FILES.drill)
    assert.deepEqual(body.models, [
      {
        name: 'speech',
        state: 'notUsed',
        there: [{ name: 'whisper-small', bytes: 487_601_967 }],
      },
      { name: 'language', state: 'notUsed', there: [] },
    ])
    assert.equal(body.certificates[0].daysLeft, 20)
    assert.containSubset(body.disk.volumes[0], { percentFree: 50, daysUntilFull: 50 })
    assert.deepInclude(body.attention, {
      level: 'warning',
      code: 'certificateEnds',
      about: 'certificates',
      values: { name: 'server', days: 20 },
    })
    assert.match(body.databaseVersion, /^\d+/)
    assert.deepEqual(body.licence.state, 'none')
  })

  test('names the part that is not well first, with what to do', async ({ assert, cleanup }) => {
    let reason: string | null = 'certificateExpired'
    definePart({ name: 'testing', isNeeded: true, check: async () => reason })
    cleanup(() => {
      reason = null
    })
    const visitor = await Visitor.as(await makeOperator())
    const page = await (await visitor.get('/operator')).text()
    assert.include(page, 'Something is missing that nothing works without')
    assert.include(page, 'Its certificate has expired. Replace it.')
    const [first] = page.match(/Act now|Look after it|Good to know/) ?? []
    assert.equal(first, 'Act now')
  })

  test('tells of failed work and leads there', async ({ assert }) => {
    const operator = await makeOperator()
    await asOwner(
      `with event as (
         insert into outbox (id, organisation_id, name, payload, published_at)
         values (gen_random_uuid(), ?, 'test.failed', '{}', now()) returning id
       )
       insert into dead_letters (event_id, consumer, organisation_id, attempts, error_kind, failed_at)
       select id, 'test.failing', ?, 8, 'TypeError', now() from event`,
      [operator.organisation, operator.organisation]
    )
    const page = await (await (await Visitor.as(operator)).get('/operator')).text()
    assert.include(page, 'One piece of work has failed')
    assert.include(page, 'href="/operator/dead-letters"')
  })
})
