import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Api } from '#tests/support/api'
import { Appliance } from '#tests/support/appliance'
import { openBrowser, PHONE } from '#tests/support/browser'
import { demoPerson } from '#tests/support/demo'
import type { Benchmark } from './benchmark.js'

const KIB = 1024

/** What a participant's browser loads before the canvas is opened, in a real browser. */
export const pageSize: Benchmark = {
  name: 'page-size',
  doc: "JavaScript that the participant's session page loads before the canvas is opened",
  async run() {
    const appliance = await Appliance.start({ environment: { LOG_LEVEL: 'error' } })
    const browser = await openBrowser()
    try {
      const { url, home } = appliance
      const facilitator = await Api.signIn(url, demoPerson(home, 'facilitator'))
      const session = await facilitator.post<{ id: string; joinCode: string }>('/sessions', {
        journey: 'arriving',
        admission: 'open',
      })
      await facilitator.post(`/sessions/${session.id}/open`)
      await facilitator.post(`/sessions/${session.id}/start`)

      const page = await (await browser.newContext({ ...PHONE, locale: 'en' })).newPage()
      await page.goto(`${url}/join/${session.joinCode}`)
      await page.getByLabel('Your name').fill('Guest')
      await page.getByRole('button', { name: 'Join the session' }).click()
      await page.waitForURL('**/live')
      const size = { files: 0, raw: 0, gzip: 0, brotli: 0, styles: 0 }
      const weighed: Promise<void>[] = []
      page.on('response', (response) => {
        const type = response.headers()['content-type'] ?? ''
        if (!/javascript|css/.test(type)) return
        weighed.push(
          response.body().then((body) => {
            if (type.includes('javascript')) {
              size.files++
              size.raw += body.length
              size.gzip += gzipSync(body).length
              size.brotli += brotliCompressSync(body).length
            }
            if (type.includes('css')) size.styles += gzipSync(body).length
          })
        )
      })
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Network.enable')
      await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
      // Loaded anew, so that everything the page needs is counted.
      await page.reload({ waitUntil: 'networkidle' })
      await Promise.all(weighed)
      if (size.files === 0) throw new Error('No script was seen')
      const kib = (bytes: number) => Math.round((bytes / KIB) * 10) / 10
      return {
        figures: {
          files: size.files,
          rawKiB: kib(size.raw),
          gzipKiB: kib(size.gzip),
          brotliKiB: kib(size.brotli),
          stylesGzipKiB: kib(size.styles),
        },
        budget: { gzipKiB: 200 },
      }
    } finally {
      await browser.close()
      await appliance.dispose()
    }
  },
}
