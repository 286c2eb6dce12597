import { defineConfig } from '@adonisjs/core/http'
import { answerBadUrl } from '#core/http/answer_bad_url'
import { isTrustedProxy } from '#core/http/trusted_proxies'
import { publicUrl } from '#config/settings'

/** How requests are read and answered. */
export const http = defineConfig({
  generateRequestId: true,
  trustProxy: isTrustedProxy,
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
