import { test } from '@japa/runner'
import { canExportDeck, canManageDecks, canPrintDeck, canSeeDecks } from './decks.js'

const own = { isOwn: true }
const open = { isOwn: false }

test.group('Decks', () => {
  test('are brought and removed by owners and admins alone', ({ assert }) => {
    assert.isFalse(canManageDecks('participant'))
    assert.isFalse(canManageDecks('facilitator'))
    assert.isTrue(canManageDecks('admin'))
    assert.isTrue(canManageDecks('owner'))
  })

  test('leave an organisation by those who may bring them, the open ones by everybody', ({
    assert,
  }) => {
    assert.isFalse(canExportDeck('facilitator', own))
    assert.isTrue(canExportDeck('admin', own))
    assert.isTrue(canExportDeck('participant', open))
  })

  test('are seen and printed by those who prepare sessions', ({ assert }) => {
    assert.isFalse(canSeeDecks('participant'))
    assert.isFalse(canPrintDeck('participant', own))
    assert.isTrue(canPrintDeck('facilitator', own))
    assert.isTrue(canPrintDeck('participant', open))
  })
})
