import { setMessages, type Locale, type Messages } from './i18n'

const files = import.meta.glob<Messages>('./lang/*/*.json', { import: 'default' })

/** Loads one language's messages (one chunk) and makes it the language of everything rendered. */
export async function loadMessages(locale: Locale): Promise<void> {
  const prefix = `./lang/${locale}/`
  const modules = await Promise.all(
    Object.entries(files)
      .filter(([path]) => path.startsWith(prefix))
      .map(
        async ([path, load]) => [path.slice(prefix.length, -'.json'.length), await load()] as const
      )
  )
  setMessages(locale, Object.fromEntries(modules))
}
