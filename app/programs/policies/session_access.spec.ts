import { test } from '@japa/runner'
import { mayFacilitate, sessionAccess } from './session_access.js'

const stranger = { person: 'a', role: 'participant', facilitator: 'b', joined: false } as const

test.group('Access to a session', () => {
  test('is nobody else’s, another facilitator’s neither', ({ assert }) => {
    assert.isNull(sessionAccess(stranger))
    assert.isNull(sessionAccess({ ...stranger, role: 'facilitator' }))
    assert.isNull(sessionAccess({ ...stranger, facilitator: null }))
  })

  test('is not a facilitator’s any more who may no longer facilitate', ({ assert }) => {
    assert.isNull(sessionAccess({ ...stranger, facilitator: 'a' }))
    assert.equal(sessionAccess({ ...stranger, facilitator: 'a', joined: true }), 'participant')
  })

  test('is a participant’s once they have joined', ({ assert }) => {
    assert.equal(sessionAccess({ ...stranger, joined: true }), 'participant')
    assert.equal(sessionAccess({ ...stranger, role: 'facilitator', joined: true }), 'participant')
  })

  test('is the facilitator’s, the owner’s and the admins’ to lead', ({ assert }) => {
    assert.equal(
      sessionAccess({ ...stranger, role: 'facilitator', facilitator: 'a' }),
      'facilitator'
    )
    assert.equal(sessionAccess({ ...stranger, role: 'owner' }), 'facilitator')
    assert.equal(sessionAccess({ ...stranger, role: 'admin', joined: true }), 'facilitator')
  })

  test('participants do not make sessions', ({ assert }) => {
    assert.isFalse(mayFacilitate({ role: 'participant' }))
    assert.isTrue(mayFacilitate({ role: 'facilitator' }))
  })
})
