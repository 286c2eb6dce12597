import { coreErrors } from '#core/errors/core_errors'
import type { RouteDescription } from './describe_route.js'

const INTRODUCTION =
  'Sign in with `POST /api/v1/sessions/sign-in` and send the token as `Authorization: Bearer …`. Ids of another organisation are answered like unknown ones. `Accept-Language` chooses the language of messages.'

/** The REST description (OpenAPI 3.1) of these routes. */
export function openApi(routes: readonly RouteDescription[], version: string) {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Belvedere', version, description: INTRODUCTION },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Errors: ERRORS },
    },
    security: [{ bearer: [] }],
  }
}

const ERRORS = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      minItems: 1,
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
}

const ERROR_BODY = {
  description: 'What was refused and why, in the language that the request asks for',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } },
}

const SECURITY = { bearer: undefined, anyone: [], either: [{ bearer: [] }, {}] }

function operation(route: RouteDescription) {
  const parameters = [...pathParameters(route), ...queryParameters(route), ...headers(route)]
  const security = SECURITY[route.access ?? 'bearer']
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(security ? { security } : {}),
    ...(route.body ? { requestBody: requestBody(route.body) } : {}),
    ...(route.upload ? { requestBody: uploadBody(route.upload) } : {}),
    responses: { ...success(route), ...refusals(route), default: ERROR_BODY },
  }
}

type Validator = NonNullable<RouteDescription['body']>
type Schema = ReturnType<Validator['toJSONSchema']>

function pathParameters({ path, choices = {} }: RouteDescription) {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(choices[name] ? { enum: choices[name] } : {}) },
  }))
}

function queryParameters({ query }: RouteDescription) {
  const { properties = {}, required = [] } = query?.toJSONSchema() ?? {}
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function headers({ headers = {} }: RouteDescription) {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }))
}

function requestBody(body: Validator) {
  const schema = body.toJSONSchema()
  const isRequired = (schema.required ?? []).length > 0
  return { required: isRequired, content: { 'application/json': { schema } } }
}

function uploadBody({ type, schema }: NonNullable<RouteDescription['upload']>) {
  return { required: true, content: { [type]: { schema } } }
}

function success({ response, file, statuses = { 200: 'Done' } }: RouteDescription) {
  if (file) {
    const schema = { type: 'string', format: 'binary' }
    return { 200: { description: 'The file', content: { [file]: { schema } } } }
  }
  if (!response) return { 204: { description: 'Done' } }
  const content = {
    'application/json': { schema: withNullablesRequired(response.toJSONSchema()) },
  }
  return Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [status, { description, content }])
  )
}

/**
 * The same schema in which fields that may be null are required: Vine takes an absent field for a
 * null, whereas an answer always has the field.
 */
function withNullablesRequired(schema: Schema): Schema {
  const { properties, items } = schema
  return {
    ...schema,
    ...(items !== undefined && isSchema(items) ? { items: withNullablesRequired(items) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, each]) => [
              name,
              isSchema(each) ? withNullablesRequired(each) : each,
            ])
          ),
          required: Object.entries(properties)
            .filter(([name, each]) => schema.required?.includes(name) || admitsNull(each))
            .map(([name]) => name),
        }
      : {}),
  }
}

function isSchema(part: unknown): part is Schema {
  return typeof part === 'object' && part !== null && !Array.isArray(part)
}

function admitsNull(schema: unknown): boolean {
  if (!isSchema(schema)) return false
  const { type, anyOf = [] } = schema
  return type === 'null' || (Array.isArray(type) && type.includes('null')) || anyOf.some(admitsNull)
}

function refusals({ errors = [], access, body, query }: RouteDescription) {
  const expected = errors.map((make) => make())
  if (access !== 'anyone' && access !== 'either') expected.push(coreErrors.signInRequired())
  const codes = new Map<number, string[]>()
  for (const { status, code } of expected) codes.set(status, [...(codes.get(status) ?? []), code])
  if (body || query) codes.set(422, [...(codes.get(422) ?? []), 'validation.*'])
  return Object.fromEntries(
    [...codes].map(([status, each]) => [
      status,
      { ...ERROR_BODY, description: `${each.join(', ')}: ${ERROR_BODY.description}` },
    ])
  )
}
