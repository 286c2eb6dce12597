import './css/tokens.css'
import './css/base.css'
import { createInertiaApp, type ResolvedComponent } from '@inertiajs/svelte'
import { hydrate, mount } from 'svelte'
import { keepReturnsFresh } from './fresh_on_return'
import { loadMessages } from './messages'
import { toLocale } from './i18n'
import { clearOnSignOut } from './sign_out'

const pages = import.meta.glob<ResolvedComponent>('./pages/**/*.svelte')

keepReturnsFresh()
await loadMessages(toLocale(document.documentElement.lang))
await createInertiaApp({
  // Its own styles would be refused by the content policy; base.css has them.
  progress: { includeCSS: false },
  resolve: async (name) => {
    const load = pages[`./pages/${name}.svelte`]
    if (!load) throw new Error(`There is no page ${name}`)
    return load()
  },
  setup({ el, App, props }) {
    if (!el) return
    if (el.dataset.serverRendered === 'true') hydrate(App, { target: el, props })
    else mount(App, { target: el, props })
  },
})
clearOnSignOut()
