import { test } from '@japa/runner'
import { judgeLicence } from './judge_licence.js'

const licence = { issued: '2026-01-10', expires: '2026-12-31' }
const at = (time: string) => Date.parse(time)

function judge(now: string, latest = now) {
  return judgeLicence(licence, at(now), at(latest))
}

test.group('How it stands with a licence', () => {
  test('is not to be told before it was issued', ({ assert }) => {
    assert.equal(judge('2026-01-09T23:59:59Z'), 'notYet')
    assert.equal(judge('2026-01-10T00:00:00Z'), 'valid')
  })

  test('is not to be told when the clock was set back, ended or not', ({ assert }) => {
    assert.equal(judge('2026-06-01T00:00:00Z', '2026-06-01T01:00:01Z'), 'clockSetBack')
    assert.equal(judge('2027-06-01T00:00:00Z', '2027-06-02T00:00:00Z'), 'clockSetBack')
    assert.equal(judge('2025-06-01T00:00:00Z', '2026-06-02T00:00:00Z'), 'clockSetBack')
  })

  test('is what it was when the clock is put right by a little', ({ assert }) => {
    assert.equal(judge('2026-06-01T00:00:00Z', '2026-06-01T00:59:59Z'), 'valid')
  })

  test('is told of thirty days before it ends', ({ assert }) => {
    assert.equal(judge('2026-12-01T23:59:59Z'), 'valid')
    assert.equal(judge('2026-12-02T00:00:00Z'), 'endsSoon')
    assert.equal(judge('2026-12-31T23:59:59Z'), 'endsSoon')
  })

  test('is that it has ended after its last day', ({ assert }) => {
    assert.equal(judge('2027-01-01T00:00:00Z'), 'expired')
  })
})
