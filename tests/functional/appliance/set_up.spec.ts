import { test } from '@japa/runner'
import { settings } from '#config/settings'
import { asOwner } from '#tests/support/database'
import { Licensor } from '#tests/support/licences'
import { makeOperator } from '#tests/support/operator'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

const STEPS = ['organisation', 'address', 'mail', 'time', 'licence', 'parts', 'rest']
const pathOf = (step: string) => `/operator/set-up/${step}`

test.group('The set-up after the first organisation', () => {
  test('is for operators alone', async ({ assert }) => {
    for (const role of ['owner', 'admin', 'facilitator', 'participant'] as const) {
      const visitor = await Visitor.as(await makePerson(role))
      assert.equal((await visitor.get(pathOf('address'))).status, 403)
    }
    const answer = await (await Visitor.as()).get(pathOf('address'))
    assert.match(answer.headers.get('location') ?? '', /^\/sign-in/)
  })

  test('has no other steps', async ({ assert }) => {
    const visitor = await Visitor.as(await makeOperator())
    for (const step of ['elsewhere', '', 'toString', 'address/more']) {
      assert.equal((await visitor.get(pathOf(step))).status, 404, step)
    }
  })

  test('leads through every step and back, without scripts', async ({ assert }) => {
    const visitor = await Visitor.as(await makeOperator())
    for (const [index, step] of STEPS.entries()) {
      const answer = await visitor.get(pathOf(step))
      assert.equal(answer.status, 200, step)
      const page = (await answer.text()).replaceAll(/<!--.*?-->/g, '')
      assert.include(page, `Step ${index + 1} of 7`)
      const next = STEPS[index + 1]
      assert.include(page, next ? `href="${pathOf(next)}"` : 'href="/home"')
      assert.match(page, new RegExp(`href="${pathOf(step)}"[^>]*aria-current="step"`))
    }
  })

  test('names the address of the appliance, its time zone, its parts and what is left', async ({
    assert,
  }) => {
    const visitor = await Visitor.as(await makeOperator())
    const read = async (step: string) => (await visitor.get(pathOf(step))).text()
    assert.include(await read('address'), `http://127.0.0.1:${process.env.PORT}`)
    assert.include(await read('time'), Intl.DateTimeFormat().resolvedOptions().timeZone)
    assert.include(await read('mail'), 'Every mail lies in the mailbox')
    assert.include(await read('parts'), 'Audit log')
    assert.include(await read('parts'), 'Not used by this release')
    assert.include(await read('rest'), 'There is no licence')
  })

  test('keeps a licence that was refused beside what is wrong with it, without scripts', async ({
    assert,
    cleanup,
  }) => {
    const licensor = new Licensor()
    Object.assign(settings, { licenceKeys: [licensor.publicKey] })
    cleanup(async () => {
      Object.assign(settings, { licenceKeys: undefined })
      await asOwner('delete from licence')
      await asOwner('delete from clock_seen')
    })
    const visitor = await Visitor.as(await makeOperator())
    const bring = async (licence: string) => {
      const referer = visitor.addressOf(pathOf('licence'))
      const answer = await visitor.submit('POST', '/operator/licence', { licence }, { referer })
      assert.isTrue(answer.headers.get('location')?.endsWith(pathOf('licence')))
      return (await visitor.get(pathOf('licence'))).text()
    }
    const refused = await bring(licensor.licence().replace('Harbour', 'Harbor'))
    assert.match(refused, /<p class="error[^>]*>[^]*?is not as it was signed/)
    assert.match(refused, /<textarea[^>]*>[^<]*Harbor Clinic/)
    const taken = await bring(licensor.licence())
    assert.include(taken, 'The licence is in place')
  })
})
