import { publicUrl } from '#config/settings'
import { defineConfig, stores } from '@adonisjs/session'

/** Flash messages and the CSRF secret, in an encrypted cookie. Who is signed in is kept elsewhere. */
export default defineConfig({
  age: '30d',
  enabled: true,
  cookieName: 'belvedere_page',
  clearWithBrowser: true,
  cookie: { path: '/', httpOnly: true, secure: publicUrl.startsWith('https:'), sameSite: 'lax' },
  store: 'cookie',
  stores: { cookie: stores.cookie() },
})
