import { globSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { LOCALES } from '#config/locales'

const SOURCES = globSync('app/**/*.ts').map((file) => readFileSync(file, 'utf8'))

function written(pattern: RegExp): string[] {
  const found = SOURCES.filter((source) => source.includes('audit.record')).flatMap((source) =>
    [...source.matchAll(pattern)].flatMap(([, name]) => (name ? [name] : []))
  )
  return [...new Set(found)]
}

test.group('What the audit log may hold', () => {
  for (const locale of LOCALES) {
    test(`has a name in ${locale}`, ({ assert }) => {
      const i18n = i18nManager.locale(locale)
      const actions = written(
        /'((?:accounts|programs|core|journal|canvas|library|messaging|entitlements)\.[a-z]\w+)'/g
      )
      const kinds = written(/subject: \{ kind: '(\w+)'/g)
      assert.isAbove(actions.length, 10)
      const keys = [
        ...actions.map((action) => `appliance.audit.actions.${action}`),
        ...kinds.map((kind) => `appliance.audit.subjects.${kind}`),
      ]
      assert.deepEqual(
        keys.filter((key) => i18n.resolveIdentifier(key) === null),
        []
      )
    })
  }
})
