import { test } from '@japa/runner'

test.group('Health', () => {
  test('answers while alive', async ({ client }) => {
    const response = await client.get('/health/live')
    response.assertStatus(200)
  })
})
