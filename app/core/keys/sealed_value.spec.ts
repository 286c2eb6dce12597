import { randomBytes } from 'node:crypto'
import { test } from '@japa/runner'
import { keyVersionOf, openValue, SealedValueError, sealValue } from './sealed_value.js'

const ONE = '01920000-0000-7000-8000-000000000001'
const OTHER = '01920000-0000-7000-8000-000000000002'
const key = randomBytes(32)
const holder = { organisation: ONE, person: OTHER }
const place = { table: 'journal_entries', column: 'text', row: ONE }
const keyOf = (version: number) => (version === 7 ? key : undefined)
const seal = (value: string | Uint8Array) => sealValue({ version: 7, key }, holder, place, value)

function faultOf(open: () => Buffer): string {
  try {
    return open().toString()
  } catch (error) {
    if (error instanceof SealedValueError) return error.fault
    throw error
  }
}

test.group('A sealed value', () => {
  test('opens in its place to what was sealed', ({ assert }) => {
    for (const value of ['', 'fog', 'ערפל על הגשר', 'x'.repeat(100_000)]) {
      assert.equal(openValue(keyOf, holder, place, seal(value)).toString(), value)
    }
    const bytes = randomBytes(4096)
    assert.deepEqual(openValue(keyOf, holder, place, seal(bytes)), bytes)
  })

  test('shows nothing of the value and is never twice the same', ({ assert }) => {
    const [one, other] = [seal('the bridge again'), seal('the bridge again')]
    assert.notInclude(one.toString('latin1'), 'bridge')
    assert.notDeepEqual(one, other)
    assert.equal(one.length, 'the bridge again'.length + 33)
  })

  test('says which version of the key sealed it', ({ assert }) => {
    assert.equal(keyVersionOf(seal('fog')), 7)
    assert.isUndefined(keyVersionOf(Buffer.from('plain words that were never sealed')))
  })

  for (const [where, moved] of [
    ['table', { holder, place: { ...place, table: 'canvases' } }],
    ['column', { holder, place: { ...place, column: 'base' } }],
    ['row', { holder, place: { ...place, row: OTHER } }],
    ['organisation', { holder: { ...holder, organisation: OTHER }, place }],
    ['person', { holder: { ...holder, person: ONE }, place }],
    ['person’s hands into everybody’s', { holder: { organisation: ONE }, place }],
  ] as const) {
    test(`does not open moved to another ${where}`, ({ assert }) => {
      const sealed = seal('fog')
      assert.equal(
        faultOf(() => openValue(keyOf, moved.holder, moved.place, sealed)),
        'altered'
      )
    })
  }

  test('does not open with any bit flipped', ({ assert }) => {
    const sealed = seal('fog')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      const fault = faultOf(() => openValue(() => key, holder, place, flipped))
      assert.equal(fault, bit < 8 ? 'unknownFormat' : 'altered', `bit ${bit}`)
    }
  })

  test('does not open cut off anywhere, nor with more behind it', ({ assert }) => {
    const sealed = seal('fog')
    for (let length = 0; length < sealed.length; length++) {
      const fault = faultOf(() => openValue(keyOf, holder, place, sealed.subarray(0, length)))
      assert.equal(fault, length < 33 ? 'truncated' : 'altered')
    }
    const longer = Buffer.concat([sealed, Buffer.from([0])])
    assert.equal(
      faultOf(() => openValue(keyOf, holder, place, longer)),
      'altered'
    )
  })

  test('does not open with a version that there is no key of, nor with another key', ({
    assert,
  }) => {
    const unknown = sealValue({ version: 8, key }, holder, place, 'fog')
    assert.equal(
      faultOf(() => openValue(keyOf, holder, place, unknown)),
      'unknownKeyVersion'
    )
    assert.equal(
      faultOf(() => openValue(() => randomBytes(32), holder, place, seal('fog'))),
      'altered'
    )
  })

  test('is refused with ids alone', ({ assert }) => {
    const sealed = seal('a secret')
    try {
      openValue(() => randomBytes(32), holder, place, sealed)
      assert.fail('it opened')
    } catch (error) {
      assert.instanceOf(error, SealedValueError)
      assert.equal(
        String(error),
        `SealedValueError: altered: journal_entries.text of row ${ONE}, organisation ${ONE}, person ${OTHER}`
      )
    }
  })
})
