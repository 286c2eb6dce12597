import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import { nameField } from './name_field.js'

const form = vine.create({ name: nameField(12) })

test.group('A name', () => {
  test('is refused when nothing of it is seen, or it is too long', async ({ assert }) => {
    for (const name of ['', '  ', '\u202E\u2066', '\u200B\u0007', 'x'.repeat(13)]) {
      await assert.rejects(() => form.validate({ name }))
    }
  })

  test('is one line in which nothing turns its letters around', async ({ assert }) => {
    const { name } = await form.validate({ name: ' G\u202Eaned\u2066 \u0007x\n' })
    assert.equal(name, 'Ganed x')
  })
})
