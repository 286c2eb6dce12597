import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { Actor } from './actor.js'
import type { Cluster } from './cluster.js'

/** Waits until something holds; the test's own time limit ends it. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(50)
}

async function readinessOf(cluster: Cluster) {
  return Promise.all(
    cluster.webs.map(async ({ url }) => {
      const answer = await fetch(`${url}/health/ready`).catch(() => null)
      return { status: answer?.status ?? 0, said: (await answer?.text()) ?? '' }
    })
  )
}

/** Waits until every web process says of itself that everything is well. */
export function recovered(cluster: Cluster): Promise<void> {
  return until(async () =>
    (await readinessOf(cluster)).every(({ said }) => said === '{"status":"ready"}')
  )
}

/** Waits until every web process names a part that is not well, and serves on or does not. */
export function names(
  cluster: Cluster,
  part: { name: string; reason: string },
  status: 200 | 503
): Promise<void> {
  return until(async () =>
    (await readinessOf(cluster)).every(
      (each) => each.status === status && each.said.includes(JSON.stringify(part))
    )
  )
}

/** Something that can be killed and brought back. */
export interface Mortal {
  kill(): Promise<void>
  restart(): Promise<void>
}

/** Kills a part for as long as something is done, and brings it back whatever comes of that. */
export async function without(part: Mortal, work: () => Promise<void>): Promise<void> {
  await part.kill()
  try {
    await work()
  } finally {
    await part.restart()
  }
}

/** Somebody who is not signed in asks for a new password, and is answered. */
export async function askForPassword(
  browser: Browser,
  { url }: Pick<Cluster, 'url'>,
  email: string
) {
  const stranger = await Actor.enter(browser, url)
  await stranger.goto('/password/forgot')
  await stranger.page.getByLabel(stranger.words('accounts.signIn.email')).fill(email)
  await stranger.press('accounts.forgot.action')
  await stranger.sees('accounts.forgot.sentTitle')
  await stranger.context.close()
}

/** How many mails the mailbox holds for somebody. */
export async function mailsTo(cluster: Cluster, email: string): Promise<number> {
  const [row] = await cluster.ask<{ count: number }>(
    'select count(*)::int as count from mailbox_messages where recipient = $1',
    [email]
  )
  return row?.count ?? 0
}

/** Notes from now on whether a page ever says something, however briefly; gives what waits for it. */
export async function noting(actor: Actor, key: string): Promise<() => Promise<boolean>> {
  const handle = await actor.page.evaluateHandle<{ seen: Promise<boolean> }>(`({
    seen: new Promise((resolve) => {
      const look = () => document.body.innerText.includes(${JSON.stringify(actor.words(key))}) && resolve(true)
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true })
    }),
  })`)
  return () => handle.evaluate(({ seen }) => seen)
}
