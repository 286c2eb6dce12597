/** A browser without a screen: keeps cookies, sends the forms' token, follows no redirect. */
export class Visitor {
  private readonly cookies = new Map<string, string>()

  /** @param url the appliance to visit; the one of the running tests unless given */
  constructor(private readonly url = `http://127.0.0.1:${process.env.PORT}`) {}

  /** A visitor with a person's sign-in token in the cookie; a stranger without one. */
  static async as(person?: { token: string }): Promise<Visitor> {
    const visitor = new Visitor()
    if (person) {
      // Only a test inside the application can make the cookie; outside, `signIn` asks for one.
      const { default: app } = await import('@adonisjs/core/services/app')
      const { CookieClient } = await import('@adonisjs/core/http')
      const { SIGN_IN_COOKIE } = await import('#accounts')
      const client = new CookieClient((await app.container.make('encryption')).use())
      visitor.cookies.set(SIGN_IN_COOKIE, client.encrypt(SIGN_IN_COOKIE, person.token) ?? '')
    }
    return visitor
  }

  /** Signs in by the form; throws when refused. */
  async signIn({ email, password }: { email: string; password: string }): Promise<this> {
    const response = await this.submit('POST', '/sign-in', { email, password })
    if (response.headers.get('location') !== '/home') throw new Error('The sign-in was refused')
    return this
  }

  /** The cookies as a request carries them. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Opens a page. */
  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, undefined, headers)
  }

  /** The whole address of a path. */
  addressOf(path: string): string {
    return `${this.url}${path}`
  }

  /** Posts a body as it is. */
  post(path: string, body: string, headers: Record<string, string>): Promise<Response> {
    return this.send('POST', path, body, headers)
  }

  /** Brings a file as it is, as a page of ours does. */
  async bring(path: string, file: Uint8Array<ArrayBuffer>, type: string): Promise<Response> {
    if (!this.cookies.has('XSRF-TOKEN')) await this.get('/')
    return this.send('PUT', path, file, {
      accept: 'application/json',
      'content-type': type,
      'x-xsrf-token': decodeURIComponent(this.cookies.get('XSRF-TOKEN') ?? ''),
    })
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
    body: string | Uint8Array<ArrayBuffer> | undefined,
    headers: Record<string, string>
  ): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: this.cookie,
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
