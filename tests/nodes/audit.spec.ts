import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { until } from '#tests/support/away'
import { Cluster, whyNoCluster } from '#tests/support/cluster'
import { demoPeople } from '#tests/support/demo'
import { root } from '#tests/services/place'

const missing = whyNoCluster()
/** Sign-ins of each kind on each node. */
const COUNT = 20
const SIGNERS = 3

test.group('The audit log of several processes', (group) => {
  let cluster: Cluster

  group.tap((each) => each.skip(missing !== null, missing ?? '').timeout(300_000))
  group.setup(async () => {
    if (missing) return () => undefined
    cluster = await Cluster.start()
    return () => cluster.dispose()
  })

  const signIn = async (url: string, person: { email: string; password: string }) => {
    const answer = await fetch(`${url}/api/v1/sessions/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: person.email, password: person.password }),
    })
    await answer.text()
    return answer.status
  }

  const entries = async (action: string) => {
    const [row] = await cluster.ask<{ count: number }>(
      'select count(*)::int as count from audit_entries where action = $1',
      [action]
    )
    return row?.count ?? 0
  }

  /** Runs a command of the operator beside the processes. */
  const command = (...words: string[]) =>
    new Promise<{ status: number | null; said: string }>((resolve) => {
      const program = join(root, 'build', 'bin', 'console.js')
      const child = spawn(process.execPath, [program, ...words], {
        env: { ...process.env, ...cluster.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
      }
      child.once('close', (status) => resolve({ status, said }))
    })

  test('is one, without a gap and verified, whoever writes and signs at the same time', async ({
    assert,
  }) => {
    const people = demoPeople(cluster.home)
    const before = await entries('accounts.signedIn')
    const isDone = { writing: false }
    const signInsOn = async (url: string) => {
      for (let count = 0; count < COUNT; count++) {
        const person = people[count % people.length]
        const stranger = { email: `${new URL(url).port}-${count}@example.org`, password: 'wrong' }
        assert.deepEqual(
          await Promise.all([signIn(url, person ?? stranger), signIn(url, stranger)]),
          [200, 401]
        )
      }
    }
    // Workers write down what failed, give places and sign, over and over.
    const hurry = async () => {
      while (!isDone.writing) {
        await cluster.ask(`update schedules set next_due_at = now() where name = 'core.minutely'`)
      }
    }
    const writing = Promise.all(cluster.webs.map(({ url }) => signInsOn(url)))
    const signing = Promise.all(Array.from({ length: SIGNERS }, () => command('audit:checkpoint')))
    const hurrying = hurry()
    await writing
    await until(async () => (await entries('accounts.signInFailed')) === 2 * COUNT)
    isDone.writing = true
    await hurrying
    for (const { status, said } of await signing) assert.equal(status, 0, said)

    assert.equal((await entries('accounts.signedIn')) - before, 2 * COUNT)
    const verified = await command('audit:verify')
    assert.equal(verified.status, 0, verified.said)
    const [log] = await cluster.ask<{ entries: number; places: number; isDense: boolean }>(
      `select count(*)::int as entries, count(l.index)::int as places,
         (select min(index) = 0 and max(index) + 1 = count(*) from audit_leaves) as "isDense"
       from audit_entries e left join audit_leaves l on l.entry_id = e.id`
    )
    assert.equal(log?.places, log?.entries)
    assert.isTrue(log?.isDense)
  })
})
