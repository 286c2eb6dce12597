import type { HttpContext } from '@adonisjs/core/http'

/** For a page whose address is a secret: nothing keeps a copy, no other site learns the address. */
export function keepSecret({ response }: HttpContext): void {
  response.header('cache-control', 'no-store')
  response.header('referrer-policy', 'same-origin')
}
