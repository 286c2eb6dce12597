import router from '@adonisjs/core/services/router'
import { isForPrograms } from '#core/http/is_for_programs'
import { UNKNOWN_ADDRESS } from '#core/http/unknown_address'

/** One verb of one route. */
export interface RouteUnderTest {
  method: string
  pattern: string
  /** `GET /people/:id` */
  name: string
  isApi: boolean
}

/** Every address of the product with every verb that it answers. */
export function everyRoute(): RouteUnderTest[] {
  return Object.values(router.toJSON()).flatMap((routes) =>
    routes
      .filter(({ pattern }) => pattern !== UNKNOWN_ADDRESS)
      .flatMap(({ pattern, methods }) =>
        methods
          .filter((method) => method !== 'HEAD')
          .map((method) => ({
            method,
            pattern,
            name: `${method} ${pattern}`,
            isApi: isForPrograms(pattern),
          }))
      )
  )
}

/** The parameters of a pattern as `<segment before>/:<name>`. */
export function parametersOf(pattern: string): string[] {
  const segments = pattern.split('/')
  return segments.flatMap((segment, index) =>
    segment.startsWith(':') ? [`${segments[index - 1]}/${segment.replace('?', '')}`] : []
  )
}

/** A pattern with its parameters filled in, in their order. */
export function pathOf(pattern: string, values: readonly string[]): string {
  const rest = [...values]
  return pattern
    .split('/')
    .map((segment) => (segment.startsWith(':') ? encodeURIComponent(rest.shift() ?? '') : segment))
    .join('/')
}
