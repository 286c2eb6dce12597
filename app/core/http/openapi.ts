import { coreErrors } from '#core/errors/core_errors'
import type { RouteDescription } from './describe_route.js'

const ERROR_BODY = {
  description: 'What was refused and why, in the language that the request asks for',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } },
}

/** The REST description (OpenAPI 3.1) of these routes. */
export function openApi(routes: readonly RouteDescription[], version: string) {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Belvedere', version },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Errors: {
          type: 'object',
          required: ['errors'],
          properties: {
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['code', 'message'],
                properties: {
                  code: { type: 'string' },
                  message: { type: 'string' },
                  field: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
    security: [{ bearer: [] }],
  }
}

function operation(route: RouteDescription) {
  const parameters = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  return {
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.isPublic ? { security: [] } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(route.body) } } : {}),
    responses: { ...success(route), ...refusals(route) },
  }
}

const json = (validator: NonNullable<RouteDescription['body']>) => ({
  'application/json': { schema: validator.toJSONSchema() },
})

function success({ response }: RouteDescription) {
  return response
    ? { 200: { description: 'Done', content: json(response) } }
    : { 204: { description: 'Done' } }
}

function refusals({ errors = [], isPublic, body }: RouteDescription) {
  const expected = errors.map((make) => make())
  if (!isPublic) expected.push(coreErrors.signInRequired())
  const codes = new Map<number, string[]>()
  for (const { status, code } of expected) codes.set(status, [...(codes.get(status) ?? []), code])
  if (body) codes.set(422, [...(codes.get(422) ?? []), 'validation.*'])
  return Object.fromEntries(
    [...codes].map(([status, each]) => [
      status,
      { ...ERROR_BODY, description: `${each.join(', ')}: ${ERROR_BODY.description}` },
    ])
  )
}
