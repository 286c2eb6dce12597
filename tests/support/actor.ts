import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type { Locale } from '#config/locales'
import { DESKTOP, PHONE, watchOutsideRequests } from './browser.js'
import type { DemoPerson } from './demo.js'
import { words } from './words.js'

/** A person with a browser of their own, who finds things by what they say. */
export class Actor {
  /** What the pages complained about. */
  readonly complaints: string[] = []
  /** What the pages asked of other hosts. */
  readonly outside: string[]

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly url: string,
    readonly locale: Locale
  ) {
    this.outside = watchOutsideRequests(page, url)
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      // A lost connection is told by the browser too; that is not the page's fault.
      const isNetwork = /Failed to load resource|WebSocket connection|net::ERR/.test(message.text())
      if (message.type() === 'error' && !isNetwork) this.complaints.push(message.text())
    })
  }

  /** Opens a browser window of their own on the appliance. */
  static async enter(
    browser: Browser,
    url: string,
    {
      phone = false,
      dark = false,
      locale = 'en',
    }: { phone?: boolean; dark?: boolean; locale?: Locale } = {}
  ): Promise<Actor> {
    const context = await browser.newContext({
      ...(phone ? PHONE : DESKTOP),
      locale,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(20_000)
    return new Actor(context, await context.newPage(), url, locale)
  }

  /** Another tab of their browser. */
  async anotherTab(): Promise<Actor> {
    return new Actor(this.context, await this.context.newPage(), this.url, this.locale)
  }

  /** What the interface says in this person's language. */
  words(key: string, values?: Record<string, string | number>): string {
    return words(this.locale, key, values)
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.url + path)
  }

  /** Presses the button that says this. */
  async press(key: string, values?: Record<string, string | number>): Promise<void> {
    await this.page.getByRole('button', { name: this.words(key, values), exact: true }).click()
  }

  /** The button or link that says this. */
  named(
    role: 'button' | 'link' | 'menuitem',
    key: string,
    values?: Record<string, string | number>
  ): Locator {
    return this.page.getByRole(role, { name: this.words(key, values), exact: true })
  }

  /** Waits until this is to be seen. */
  async sees(key: string, values?: Record<string, string | number>): Promise<void> {
    await this.page.getByText(this.words(key, values)).first().waitFor()
  }

  async signIn({ email, password }: DemoPerson): Promise<void> {
    await this.goto('/sign-in')
    await this.page.getByLabel(this.words('accounts.signIn.email')).fill(email)
    await this.page
      .getByLabel(this.words('accounts.signIn.password'), { exact: true })
      .fill(password)
    await this.press('accounts.signIn.action')
    await this.page.waitForURL('**/home')
  }

  /** Chooses a language for the account and everything that follows. */
  async choose(locale: Locale): Promise<void> {
    const cookies = await this.context.cookies()
    const token = cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? ''
    await this.page.request.post(`${this.url}/preferences`, {
      form: { locale },
      headers: { 'x-xsrf-token': decodeURIComponent(token) },
      maxRedirects: 0,
    })
  }
}
