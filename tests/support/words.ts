import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { setApart, type Locale } from '#config/locales'

type Nested = { [key: string]: string | Nested }

const loaded = new Map<string, Nested>()

/** What the interface says for a key in a language, so that a test finds things as a person does. */
export function words(
  locale: Locale,
  key: string,
  values: Record<string, string | number> = {}
): string {
  const [module = '', ...path] = key.split('.')
  const file = new URL(`../../resources/lang/${locale}/${module}.json`, import.meta.url)
  const messages: Nested = loaded.get(file.href) ?? JSON.parse(readFileSync(file, 'utf8'))
  loaded.set(file.href, messages)
  let found: string | Nested | undefined = messages
  for (const part of path) found = typeof found === 'object' ? found[part] : undefined
  if (typeof found !== 'string') throw new Error(`There are no words for ${key} in ${locale}`)
  const apart = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? setApart(value, locale) : value,
  ])
  const message = new IntlMessageFormat(found, locale, undefined, { ignoreTag: true })
  return String(message.format(Object.fromEntries(apart)))
}
