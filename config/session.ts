import app from '@adonisjs/core/services/app'
import { publicUrl } from '#config/settings'
import { defineConfig, stores } from '@adonisjs/session'

/** Flash messages and the CSRF secret, in an encrypted cookie. Who is signed in is kept elsewhere. */
export default defineConfig({
  age: '30d',
  enabled: true,
  cookieName: 'belvedere_page',
  clearWithBrowser: true,
  cookie: { path: '/', httpOnly: true, secure: publicUrl.startsWith('https:'), sameSite: 'lax' },
  // Tests put CSRF secrets and flash messages into memory.
  store: app.inTest ? 'memory' : 'cookie',
  stores: { cookie: stores.cookie() },
})
