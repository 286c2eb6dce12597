import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { Api } from '#tests/support/api'
import { Appliance } from '#tests/support/appliance'
import { demoPeople, demoPerson } from '#tests/support/demo'
import { Visitor } from '#tests/support/visitor'

const BREAKING = 'Heron at the mouth of the river'

/** Lets every statement that holds `BREAKING` fail with an error that quotes all its values. */
function breakStatements(folder: string): string {
  const file = join(folder, 'break.cjs')
  const pg = createRequire(import.meta.url).resolve('pg')
  writeFileSync(
    file,
    `const { Client } = require(${JSON.stringify(pg)})
     const query = Client.prototype.query
     Client.prototype.query = function (...values) {
       const text = JSON.stringify(values, (key, value) => typeof value === 'function' ? undefined : value)
       if (text.includes(${JSON.stringify(BREAKING)})) throw new RangeError('Cannot keep ' + text)
       return query.apply(this, values)
     }`
  )
  return file
}

/** The newest link of a kind in the mailbox that the operator reads. */
async function linkIn(operator: Visitor, pattern: RegExp): Promise<string> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const list = await (await operator.get('/operator/mailbox')).text()
    for (const [path] of list.matchAll(/\/operator\/mailbox\/[0-9a-f-]{36}/g)) {
      const found = pattern.exec(await (await operator.get(path)).text())?.[0]
      if (found) return found
    }
    if (Date.now() > deadline) throw new Error('The mail has not come')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test.group('What the appliance writes to its log', () => {
  test('holds no secret, address, name or word of anybody, whatever happens', async ({
    assert,
    cleanup,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-log-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const NODE_OPTIONS = `--require=${breakStatements(folder)}`
    const environment = { NODE_OPTIONS, LOG_LEVEL: 'debug' }
    const appliance = await Appliance.start({ environment })
    cleanup(() => appliance.dispose())
    const { url, home } = appliance
    const owner = demoPerson(home, 'owner')
    const participant = demoPerson(home, 'participant')

    const operator = await new Visitor(url).signIn(owner)
    const api = await Api.signIn(url, participant)
    const stranger = new Visitor(url)
    const guess = 'wrong-guess-of-a-password'
    await stranger.submit('POST', '/sign-in', { email: participant.email, password: guess })

    const invited = 'lior.amsalem@example.org'
    await operator.submit('POST', '/invitations', { email: invited, role: 'participant' })
    const invitation = await linkIn(operator, /\/invitations\/[\w-]{43}/)
    const guest = new Visitor(url)
    const [name, chosen] = ['Lior Amsalem', 'four unrelated words']
    const accepted = await guest.submit('POST', `${invitation}/accept`, { name, password: chosen })
    assert.equal(accepted.headers.get('location'), '/home')

    const words = 'The tide took the old pier'
    const entry = `/journal/entries/${crypto.randomUUID()}`
    assert.isBelow((await guest.submit('PUT', entry, { text: words })).status, 400)
    const broken = await guest.submit('PUT', entry, { text: BREAKING, version: 1 })
    assert.equal(broken.status, 500)
    assert.notInclude(await broken.text(), BREAKING)

    await stranger.submit('POST', '/password/forgot', { email: participant.email })
    const reset = await linkIn(operator, /\/password\/reset\/[\w-]{43}/)
    const fresh = 'other unrelated words'
    const done = await stranger.submit('POST', reset, { password: fresh })
    assert.equal(done.headers.get('location'), '/sign-in')

    const log = appliance.output()
    assert.include(log, '"name":"RangeError"')
    assert.include(log, 'request failed')
    const secrets = [
      ...demoPeople(home).flatMap(({ email, password }) => [email, password]),
      ...['Okafor', 'Lindqvist', 'Castellanos', 'Moreau', 'ברק', 'Raman', 'Wieczorek'],
      ...[invited, name, chosen, guess, words, BREAKING, fresh, String(api.token)],
      ...[invitation, reset].map((link) => link.split('/').at(-1) ?? link),
      ...operator.cookie.split('; ').map((cookie) => cookie.slice(cookie.indexOf('=') + 1)),
    ]
    assert.deepEqual(
      secrets.filter((secret) => log.includes(secret)),
      []
    )
  }).timeout(180_000)
})
