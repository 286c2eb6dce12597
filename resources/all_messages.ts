import type { Locale, Messages } from './i18n'

const files = import.meta.glob<Messages>('./lang/*/*.json', { import: 'default', eager: true })

const loaded = new Map<Locale, Messages>()

/** Every module's messages in one language, for rendering on the server; always the same object. */
export function allMessages(locale: Locale): Messages {
  const messages = loaded.get(locale) ?? load(locale)
  loaded.set(locale, messages)
  return messages
}

function load(locale: Locale): Messages {
  const prefix = `./lang/${locale}/`
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, messages]) => [path.slice(prefix.length, -'.json'.length), messages])
  )
}
