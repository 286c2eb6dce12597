import { createInertiaApp, type ResolvedComponent } from '@inertiajs/svelte'
import type { Page } from '@inertiajs/core'
import { render } from 'svelte/server'
import { setMessages, toLocale } from './i18n'
import { allMessages } from './all_messages'

const pages = import.meta.glob<ResolvedComponent>('./pages/**/*.svelte', { eager: true })

/** Renders one page on the server, so that it is readable before any script has run. */
export default function renderPage(page: Page) {
  return createInertiaApp({
    page,
    resolve: (name) => {
      const component = pages[`./pages/${name}.svelte`]
      if (!component) throw new Error(`There is no page ${name}`)
      return component
    },
    setup({ App, props }) {
      // Rendering is synchronous, so the language set here is this page's own.
      const locale = toLocale(page.props.locale)
      setMessages(locale, allMessages(locale))
      return render(App, { props })
    },
  })
}
