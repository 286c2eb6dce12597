import { randomUUID } from 'node:crypto'
import { listMailbox, readMailboxMessage } from '#messaging/queries/mailbox'
import { makeOrganisation } from './people.js'

/** The text of the latest mail to an address, as an operator reads it; empty when there is none. */
export async function lastMailTo(email: string): Promise<string> {
  const mails = await listMailbox()
  const latest = mails.find(({ recipient }) => recipient === email)
  if (!latest) return ''
  const operator = { organisation: await makeOrganisation(), person: randomUUID() }
  return (await readMailboxMessage(operator, latest.id)).text
}

/** The path of the link in the latest mail to an address. */
export async function linkMailedTo(email: string): Promise<string> {
  return new URL(/https?:\S+/.exec(await lastMailTo(email))?.[0] ?? '').pathname
}
