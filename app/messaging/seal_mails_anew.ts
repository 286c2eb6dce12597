import { keysToSeal } from '#core/keys/keys'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import { placeOf } from './mail_content.js'

/** So many are sealed in one scope, which others wait for. */
const AT_ONCE = 100

/**
 * Seals the mails that the mailbox keeps for an organisation with its newest key. What was erased
 * with its key stays as it is.
 */
export async function sealMailsAnew(organisation: string): Promise<void> {
  let last: string | undefined = '00000000-0000-0000-0000-000000000000'
  while (last) last = await sealSome(organisation, last)
}

/** Seals mails after one in the order of their ids; gives the last, or nothing at the end. */
function sealSome(organisation: string, after: string): Promise<string | undefined> {
  return tenancy.system('mail', async () => {
    await tenancy.become({ organisation })
    const client = tenancy.client()
    const { rows } = await client.rawQuery<{ rows: { id: string; content: Uint8Array }[] }>(
      `select id, content from mailbox_messages where sealed_for = ? and id > ?
       order by id limit ${AT_ONCE}`,
      [organisation, after]
    )
    const keys = await keysToSeal({ organisation })
    for (const { id, content } of rows) {
      if (keyVersionOf(content) === keys.newest?.version) continue
      const opened = keys.open(placeOf(id), content)
      if (!opened) continue
      await client.rawQuery('update mailbox_messages set content = ? where id = ?', [
        keys.seal(placeOf(id), opened),
        id,
      ])
    }
    return rows.at(-1)?.id
  })
}
