import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { SIGN_IN_COOKIE } from '#accounts'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

const FORM = 'application/x-www-form-urlencoded'

/** The hidden fields of a page's form that is sent to `action`. */
function hiddenFieldsOf(page: string, action: string) {
  const form = [...page.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(`action="${action}"`))
  if (!form) throw new Error(`The page has no form for ${action}`)
  const inputs = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => ({
    name: /name="([^"]*)"/.exec(input)?.[1] ?? '',
    value: /value="([^"]*)"/.exec(input)?.[1] ?? '',
  }))
  return Object.fromEntries(inputs.map(({ name, value }) => [name, value]))
}

/** Sends a form of a page as a browser without scripts does. */
async function send(
  visitor: Visitor,
  at: string,
  action: string,
  fields: Record<string, string>
): Promise<Response> {
  const page = await (await visitor.get(at)).text()
  return visitor.post(
    action,
    new URLSearchParams({ ...hiddenFieldsOf(page, action), ...fields }).toString(),
    {
      'content-type': FORM,
      referer: visitor.addressOf(at),
    }
  )
}

test.group('Without JavaScript', (group) => {
  group.each.setup(() => limiter.clear())

  test('a form without its token signs nobody in', async ({ assert }) => {
    const { email, password } = await makePerson('participant')
    const visitor = await Visitor.as()
    const body = new URLSearchParams({ email, password }).toString()
    const answer = await visitor.post('/sign-in', body, { 'content-type': FORM })
    assert.notInclude(answer.headers.getSetCookie().join(), SIGN_IN_COOKIE)
  })

  test('a refused sign-in says why on the page, and keeps the address', async ({ assert }) => {
    const { email } = await makePerson('participant')
    const visitor = await Visitor.as()
    const answer = await send(visitor, '/sign-in', '/sign-in', { email, password: 'not mine' })
    assert.match(answer.headers.get('location') ?? '', /\/sign-in$/)
    const page = await (await visitor.get('/sign-in')).text()
    assert.include(page, 'do not match')
  })

  test('one signs in, goes where one wanted to, and signs out', async ({ assert }) => {
    const { email, password, name } = await makePerson('participant')
    const visitor = await Visitor.as()
    const entrance = '/sign-in?next=%2Faccount'
    const answer = await send(visitor, entrance, '/sign-in', { email, password })
    assert.equal(answer.status, 302)
    assert.equal(answer.headers.get('location'), '/account')
    const page = await visitor.get('/account')
    assert.equal(page.status, 200)
    assert.include(await page.text(), name)
    const out = await send(visitor, '/account', '/sign-out', {})
    assert.equal(out.headers.get('location'), '/')
    assert.equal((await visitor.get('/account')).status, 302)
  })

  test('a visitor chooses a language and colours and stays on the page', async ({ assert }) => {
    const visitor = await Visitor.as()
    const answer = await send(visitor, '/sign-in', '/preferences', { locale: 'fr' })
    assert.equal(answer.headers.get('location'), '/sign-in')
    await send(visitor, '/sign-in', '/preferences', { theme: 'dark' })
    const page = await (await visitor.get('/sign-in')).text()
    assert.include(page, '<html lang="fr" dir="ltr" data-theme="dark">')
  })

  test('a person changes their name, password and tokens', async ({ assert }) => {
    const person = await makePerson('participant')
    const visitor = await Visitor.as(person)
    await send(visitor, '/account', '/account', { name: 'Lior' })
    assert.include(await (await visitor.get('/account')).text(), 'Lior')
    await send(visitor, '/account/tokens', '/account/tokens', { label: 'Nightly' })
    assert.include(await (await visitor.get('/account/tokens')).text(), 'Nightly')
    const password = 'four unrelated words'
    await send(visitor, '/account', '/account/password', { current: person.password, password })
    await new Visitor().signIn({ email: person.email, password })
  })

  test('an owner renames the organisation', async ({ assert }) => {
    const visitor = await Visitor.as(await makePerson('owner'))
    await send(visitor, '/organisation', '/organisation', { name: 'Harbour', locale: 'de' })
    assert.include(await (await visitor.get('/organisation')).text(), 'Harbour')
  })

  test('a new password is asked for', async ({ assert }) => {
    const visitor = await Visitor.as()
    const page = '/password/forgot'
    const answer = await send(visitor, page, page, { email: 'nobody@example.org' })
    assert.equal(answer.headers.get('location'), page)
  })
})
