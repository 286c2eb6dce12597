import app from '@adonisjs/core/services/app'
import { CookieClient } from '@adonisjs/core/http'
import { SIGN_IN_COOKIE } from '#accounts'

/** A browser without a screen: keeps cookies, sends the forms' token, follows no redirect. */
export class Visitor {
  private readonly cookies = new Map<string, string>()

  private constructor() {}

  /** A visitor with a person's sign-in token in the cookie; a stranger without one. */
  static async as(person?: { token: string }): Promise<Visitor> {
    const visitor = new Visitor()
    if (person) {
      const client = new CookieClient((await app.container.make('encryption')).use())
      visitor.cookies.set(SIGN_IN_COOKIE, client.encrypt(SIGN_IN_COOKIE, person.token) ?? '')
    }
    return visitor
  }

  /** Opens a page. */
  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, undefined, headers)
  }

  /** Sends a form by a verb, as a page of ours does. */
  async submit(
    method: string,
    path: string,
    fields: Record<string, unknown> = {},
    headers: Record<string, string> = {}
  ): Promise<Response> {
    if (!this.cookies.has('XSRF-TOKEN')) await this.get('/')
    return this.send(method, path, JSON.stringify(fields), {
      'content-type': 'application/json',
      'x-xsrf-token': decodeURIComponent(this.cookies.get('XSRF-TOKEN') ?? ''),
      ...headers,
    })
  }

  private async send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>
  ): Promise<Response> {
    const response = await fetch(`http://127.0.0.1:${process.env.PORT}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
}
