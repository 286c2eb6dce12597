import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/shield'
import { isUnknownAddress } from '#core/http/unknown_address'
import { publicUrl } from '#config/settings'

const websockets = publicUrl.replace(/^http/, 'ws')

export default defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: [`'none'`],
      scriptSrc: [`'self'`, '@nonce'],
      styleSrc: app.inDev ? [`'self'`, `'unsafe-inline'`] : [`'self'`, '@nonce'],
      imgSrc: [`'self'`, 'data:', 'blob:'],
      fontSrc: [`'self'`],
      connectSrc: [`'self'`, websockets],
      manifestSrc: [`'self'`],
      workerSrc: [`'self'`],
      mediaSrc: [`'self'`, 'blob:'],
      baseUri: [`'none'`],
      formAction: [`'self'`],
      frameAncestors: [`'none'`],
      objectSrc: [`'none'`],
    },
    reportOnly: false,
  },
  csrf: {
    enabled: true,
    enableXsrfCookie: true,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    /**
     * The API is called with a bearer token, which no browser adds by itself; at an unknown address
     * nothing can be done.
     */
    exceptRoutes: (ctx) => ctx.request.url().startsWith('/api/') || isUnknownAddress(ctx),
  },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: publicUrl.startsWith('https:'), maxAge: '365 days' },
  contentTypeSniffing: { enabled: true },
})
