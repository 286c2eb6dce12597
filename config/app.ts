import { defineConfig } from '@adonisjs/core/http'
import { answerBadUrl } from '#core/http/answer_bad_url'
import { publicUrl, settings } from '#config/settings'

const proxies = settings.trustedProxies.split(',').map((address) => address.trim())

/** How requests are read and answered. */
export const http = defineConfig({
  generateRequestId: true,
  trustProxy: (address) => proxies.includes(address),
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  onBadUrl: answerBadUrl,
  redirect: { forwardQueryString: false },
  cookie: {
    domain: '',
    path: '/',
    maxAge: '30d',
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    sameSite: 'lax',
  },
})
