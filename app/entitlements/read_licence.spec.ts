import { test } from '@japa/runner'
import { Refusal } from '#core/errors/refusal'
import { Licensor, wrapped } from '#tests/support/licences'
import { LARGEST_LICENCE, readLicence } from './read_licence.js'

const licensor = new Licensor()
const keys = [licensor.publicKey]

function refusalOf(text: string, trusted = keys): string {
  try {
    readLicence(text, trusted)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'none'
}

const good = licensor.licence()
const contentOf = (text: string) => text.split('\n').slice(1, -4).join('\n')

test.group('A licence is refused', () => {
  const cases: [what: string, text: string, code: string][] = [
    ['that is empty', '', 'noLicence'],
    ['that is another text', 'Dear operator,\nhere is your licence.\n', 'noLicence'],
    ['that is no JSON', licensor.signed('name: Harbour\n'), 'noLicence'],
    ['that is JSON of another kind', licensor.signed('[]\n'), 'otherProduct'],
    ['that is null', licensor.signed('null\n'), 'noLicence'],
    ['that is enormous', good + ' '.repeat(LARGEST_LICENCE), 'tooLarge'],
    ['without a signature', good.replace(/-----SIGNATURE-----\n.*\n/, ''), 'noLicence'],
    ['with an empty signature', wrapped(`${contentOf(good)}\n`, Buffer.alloc(0)), 'noLicence'],
    ['with half a signature', wrapped(`${contentOf(good)}\n`, Buffer.alloc(32)), 'changed'],
    ['for another product', licensor.licence({ product: 'belfry' }), 'otherProduct'],
    ['of a later form', licensor.licence({ version: 2 }), 'unknownVersion'],
    ['of a form in words', licensor.licence({ version: '1' }), 'unknownVersion'],
    [
      'that names a key that nobody trusts',
      licensor.licence({ key: '0'.repeat(16) }),
      'unknownKey',
    ],
    ['with more seats than were signed', good.replace('100000', '900000'), 'changed'],
    ['with another name than was signed', good.replace('Harbour', 'Harbor'), 'changed'],
    ['whose names stand in another order', licensor.signed(reversed()), 'changed'],
    [
      'that is written on one line',
      licensor.signed(`${JSON.stringify(JSON.parse(contentOf(good)))}\n`),
      'changed',
    ],
    ['that says something twice', licensor.signed(doubled()), 'changed'],
    ['with a field that nobody knows', licensor.licence({ colour: 'red' }), 'unusable'],
    ['with a prototype', licensor.licence({ constructor: 'x' }), 'unusable'],
    ['without an id', licensor.licence({ id: undefined }), 'unusable'],
    ['whose id is none', licensor.licence({ id: 'one' }), 'unusable'],
    ['without a name', licensor.licence({ name: '' }), 'unusable'],
    [
      'whose name turns its letters round',
      licensor.licence({ name: 'Clinic\u202Ecinilc' }),
      'unusable',
    ],
    ['whose name is isolated', licensor.licence({ name: '\u2067Clinic\u2069' }), 'unusable'],
    ['whose name hides something', licensor.licence({ name: 'Cli\u200Bnic' }), 'unusable'],
    ['whose name has two lines', licensor.licence({ name: 'Clinic\nHarbour' }), 'unusable'],
    ['whose name is too long', licensor.licence({ name: 'C'.repeat(201) }), 'unusable'],
    ['whose edition is no word', licensor.licence({ edition: 'Clinic <b>' }), 'unusable'],
    ['without a seat', licensor.licence({ seats: 0 }), 'unusable'],
    ['with seats in words', licensor.licence({ seats: '5' }), 'unusable'],
    ['with half a seat', licensor.licence({ seats: 1.5 }), 'unusable'],
    ['with seats beyond number', licensor.licence({ seats: 1e21 }), 'unusable'],
    ['whose features are a text', licensor.licence({ features: 'speech' }), 'unusable'],
    ['whose features are no words', licensor.licence({ features: [1] }), 'unusable'],
    ['with countless features', licensor.licence({ features: Array(51).fill('a') }), 'unusable'],
    ['that begins on no day', licensor.licence({ issued: '2026-02-30' }), 'unusable'],
    ['that ends on no day', licensor.licence({ expires: 'never' }), 'unusable'],
    [
      'that ends before it begins',
      licensor.licence({ issued: '2026-02-02', expires: '2026-02-01' }),
      'endsBeforeIssue',
    ],
  ]

  for (const [what, text, code] of cases) {
    test(what, ({ assert }) => {
      assert.equal(refusalOf(text), `entitlements.${code}`)
    })
  }

  test('by whoever trusts somebody else, or nobody', ({ assert }) => {
    assert.equal(refusalOf(good, [new Licensor().publicKey]), 'entitlements.unknownKey')
    assert.equal(refusalOf(good, []), 'entitlements.unknownKey')
  })

  test('with any of its characters changed', ({ assert }) => {
    const content = `${contentOf(good)}\n`
    const from = good.indexOf(content)
    const survivors = content.split('').filter((character, index) => {
      const other = character === 'x' ? 'y' : 'x'
      const text = good.slice(0, from + index) + other + good.slice(from + index + 1)
      return refusalOf(text) === 'none'
    })
    assert.deepEqual(survivors, [])
  })
})

test.group('A licence is read', () => {
  test('with all that it says', ({ assert }) => {
    const id = '0199f1c2-7d3a-7000-8000-000000000001'
    const licence = readLicence(licensor.licence({ id, name: 'מרפאת הנמל' }), keys)
    assert.deepEqual(licence, {
      id,
      name: 'מרפאת הנמל',
      edition: 'clinic',
      seats: 100_000,
      features: ['speech'],
      issued: '2020-01-01',
      expires: '2099-12-31',
    })
  })

  test('out of a mail, with its line ends and blanks', ({ assert }) => {
    const mail = `Dear operator,\r\n\r\n${good.replaceAll('\n', '  \r\n')}\r\nKind regards`
    assert.equal(readLicence(mail, keys).name, 'Harbour Clinic')
  })

  test('when it is good for a single day', ({ assert }) => {
    const day = { issued: '2026-02-02', expires: '2026-02-02' }
    assert.equal(readLicence(licensor.licence(day), keys).expires, '2026-02-02')
  })

  test('by any of several trusted keys', ({ assert }) => {
    assert.equal(readLicence(good, [new Licensor().publicKey, ...keys]).seats, 100_000)
  })
})

function reversed(): string {
  const content = Object.entries(licensor.content()).reverse()
  return `${JSON.stringify(Object.fromEntries(content), null, 2)}\n`
}

function doubled(): string {
  return `${contentOf(good).replace('"seats": 100000', '"seats": 1,\n  "seats": 100000')}\n`
}
