import type { DemoPerson } from './demo.js'

/** A client of `/api/v1` with somebody's bearer token. */
export class Api {
  private constructor(
    readonly url: string,
    readonly token: string | null
  ) {}

  /** Signs in. */
  static async signIn(url: string, { email, password }: Pick<DemoPerson, 'email' | 'password'>) {
    const { token } = await new Api(url, null).post<{ token: string }>('/sessions/sign-in', {
      email,
      password,
    })
    return new Api(url, token)
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.send(path, { method: 'GET' })
  }

  post<Answer>(path: string, body: object = {}): Promise<Answer> {
    return this.send(path, { method: 'POST', body: JSON.stringify(body) })
  }

  private async send<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
    })
    if (!response.ok)
      throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    // The caller says what this endpoint answers; a test that is wrong about it fails.
    const answer: Answer = JSON.parse(await response.text())
    return answer
  }
}
