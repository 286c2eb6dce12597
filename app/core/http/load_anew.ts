import type { HttpContext } from '@adonisjs/core/http'

/**
 * Goes on to a path of this site with a page loaded anew: a running page holds one person's
 * language, and may hold what the next person must not see.
 */
export function loadAnew(ctx: HttpContext, path: string): void {
  if (ctx.request.header('x-inertia')) ctx.inertia.location(path)
  else ctx.response.redirect(path)
}
