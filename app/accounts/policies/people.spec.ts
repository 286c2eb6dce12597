import { test } from '@japa/runner'
import type { Role } from '#core/http/require_sign_in'
import {
  canChangeRole,
  canEditOrganisation,
  canHaveApiTokens,
  canInvite,
  canRemove,
  canSeePeople,
} from './people.js'

const ROLES: readonly Role[] = ['owner', 'admin', 'facilitator', 'participant']

test.group('Who may do what with people', () => {
  test('a participant: nothing', ({ assert }) => {
    assert.isFalse(canSeePeople('participant'))
    assert.isFalse(canEditOrganisation('participant'))
    for (const role of ROLES) {
      assert.isFalse(canInvite('participant', role))
      assert.isFalse(canRemove('participant', role))
      for (const to of ROLES) assert.isFalse(canChangeRole('participant', role, to))
    }
  })

  test('a guest: not even have an API token', ({ assert }) => {
    const guest = { id: '', name: '', email: null, locale: 'en', theme: null, operator: false }
    assert.isFalse(canHaveApiTokens(guest))
    assert.isTrue(canHaveApiTokens({ ...guest, email: 'noa@example.org' }))
  })

  test('a facilitator: invite participants', ({ assert }) => {
    assert.isFalse(canEditOrganisation('facilitator'))
    assert.deepEqual(
      ROLES.filter((role) => canInvite('facilitator', role)),
      ['participant']
    )
    for (const role of ROLES) {
      assert.isFalse(canRemove('facilitator', role))
      for (const to of ROLES) assert.isFalse(canChangeRole('facilitator', role, to))
    }
  })

  test('an admin: everything but owners', ({ assert }) => {
    assert.isFalse(canInvite('admin', 'owner'))
    assert.isFalse(canRemove('admin', 'owner'))
    assert.isFalse(canChangeRole('admin', 'owner', 'participant'))
    assert.isFalse(canChangeRole('admin', 'admin', 'owner'))
    assert.isTrue(canChangeRole('admin', 'participant', 'admin'))
    assert.isTrue(canRemove('admin', 'admin'))
    assert.isTrue(canEditOrganisation('admin'))
  })

  test('an owner: everything', ({ assert }) => {
    for (const role of ROLES) {
      assert.isTrue(canInvite('owner', role))
      assert.isTrue(canRemove('owner', role))
      for (const to of ROLES) assert.isTrue(canChangeRole('owner', role, to))
    }
  })
})
