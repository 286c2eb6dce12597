import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { definitions } from '#config/definitions'
import { documentSettings } from './document_settings.js'
import { setting } from './read_settings.js'

test.group('The page about the settings', () => {
  test('is what the definitions say; if not: npm run ace -- settings:document', ({ assert }) => {
    const page = readFileSync('docs/operator/settings.md', 'utf8')
    assert.equal(page, documentSettings(definitions, process.cwd()))
  })

  test('shows a default inside the checkout without the path of this machine', ({ assert }) => {
    const home = setting.text({ env: 'PLACE', doc: 'Where.', fallback: '/anywhere/clone/things' })
    const page = documentSettings({ home }, '/anywhere/clone')
    assert.include(page, '- Default: `things` in the folder of the checkout')
    assert.notInclude(page, '/anywhere')
  })

  test('marks what must stay secret', ({ assert }) => {
    const url = setting.url({ env: 'SAFE', doc: 'A safe.', protocols: ['https:'], secret: true })
    assert.include(documentSettings({ url }, '/'), '- Secret: ')
  })
})
