import { test } from '@japa/runner'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { tenancy } from '#core/tenancy/tenancy'
import { outgoingMail } from '#messaging/outgoing_mail'
import { deliverMail } from '#messaging/deliver_mail'
import { listMailbox, readMailboxMessage } from '#messaging/queries/mailbox'
import { sealMailsAnew } from '#messaging/seal_mails_anew'
import { asOwner } from '#tests/support/database'
import { everythingIn } from '#tests/support/everything_in'
import { MailServer } from '#tests/support/mail_server'
import { makeOrganisation, makePerson } from '#tests/support/people'

const mail = { subject: 'Leavingsubject', text: 'leavinglink', html: '<p>leavinglink' }

const wayTo = (port: number) => ({
  ...{ host: '127.0.0.1', port, encryption: 'none' as const },
  sender: 'belvedere@view.example.org',
})

/** Hands over a mail that leaves; its id. */
async function write(to: string, organisation?: string): Promise<string> {
  await outgoingMail.send({ ...mail, to, ...(organisation ? { organisation } : {}) })
  const [row] = await asOwner<{ id: string }>(
    'select id from mailbox_messages where recipient = ? order by id desc',
    [to]
  )
  return row?.id ?? ''
}

const isKept = async (id: string) =>
  (await asOwner('select from mailbox_messages where id = ?', [id])).length === 1

test.group('Mail that leaves the appliance', (group) => {
  group.each.teardown(async () => {
    await asOwner('truncate deliveries, dead_letters, inbox, outbox')
  })

  test('is read by no operator, and by nobody who has the database alone', async ({ assert }) => {
    const operator = await makePerson('owner')
    const scope = { organisation: operator.organisation, person: operator.id }
    for (const organisation of [operator.organisation, undefined]) {
      const id = await write(operator.email, organisation)
      assert.isTrue(await isKept(id))
      const listed = await listMailbox()
      assert.isFalse(listed.some((each) => each.id === id))
      await assert.rejects(() => readMailboxMessage(scope, id), 'core.notFound')
      const seen = await tenancy.run(scope, () =>
        tenancy.client().from('mailbox_messages').where('id', id)
      )
      assert.lengthOf(seen, 0)
    }
    assert.notMatch(await everythingIn('mailbox_messages'), /leaving(subject|link)/i)
  })

  test('is told of by an event that holds its id alone', async ({ assert }) => {
    const organisation = await makeOrganisation()
    const id = await write('told@example.org', organisation)
    const own = await write('told-own@example.org')
    const told = await asOwner(
      `select organisation_id, payload from outbox where name = 'messaging.mailWritten' order by id`
    )
    assert.deepEqual(told, [
      { organisation_id: organisation, payload: { mail: id } },
      { organisation_id: null, payload: { mail: own } },
    ])
  })

  test('is sent once, and kept no longer', async ({ assert, cleanup }) => {
    const server = await MailServer.start()
    cleanup(() => server.stop())
    for (const organisation of [await makeOrganisation(), undefined]) {
      const id = await write('once@example.org', organisation)
      await deliverMail(id, wayTo(server.port))
      assert.isFalse(await isKept(id))
      await deliverMail(id, wayTo(server.port))
      assert.containSubset(server.received.splice(0), [
        {
          to: ['once@example.org'],
          mail: { subject: mail.subject, messageId: `<${id}@view.example.org>` },
        },
      ])
      assert.lengthOf(server.received, 0)
    }
  })

  test('is still there when it could not be sent, and is the same mail the next time', async ({
    assert,
    cleanup,
  }) => {
    const server = await MailServer.start()
    cleanup(() => server.stop())
    const id = await write('again@example.org', await makeOrganisation())
    const [written] = await asOwner<{ created_at: Date }>(
      'select created_at from mailbox_messages where id = ?',
      [id]
    )
    for (const refusal of [{ recipient: 451 }, { data: 'drop' as const }, { recipient: 550 }]) {
      server.refusals.push(refusal)
      await assert.rejects(() => deliverMail(id, wayTo(server.port)))
      assert.isTrue(await isKept(id))
    }
    await deliverMail(id, wayTo(server.port))
    assert.lengthOf(server.received, 1)
    assert.equal(server.received[0]?.mail.messageId, `<${id}@view.example.org>`)
    const at = Date.parse(server.received[0]?.mail.date ?? '')
    assert.closeTo(at, written?.created_at.getTime() ?? 0, 1000)
  })

  test('is sealed anew with its organisation’s new key, and sent', async ({ assert, cleanup }) => {
    const server = await MailServer.start()
    cleanup(() => server.stop())
    const organisation = await makeOrganisation()
    const id = await write('anew@example.org', organisation)
    await replaceOrganisationKey(organisation)
    await sealMailsAnew(organisation)
    await deliverMail(id, wayTo(server.port))
    assert.equal(server.received[0]?.mail.text?.trim(), mail.text)
  })

  test('is not sent any more when its organisation’s key is destroyed', async ({
    assert,
    cleanup,
  }) => {
    const server = await MailServer.start()
    cleanup(() => server.stop())
    const organisation = await makeOrganisation()
    const id = await write('erased@example.org', organisation)
    await asOwner(
      'update data_keys set wrapped = null, destroyed_at = now() where organisation_id = ?',
      [organisation]
    )
    await deliverMail(id, wayTo(server.port))
    assert.lengthOf(server.received, 0)
  })

  test('is thrown away after thirty days', async ({ assert }) => {
    const id = await write('old@example.org')
    await asOwner(
      `update mailbox_messages set created_at = now() - interval '31 days' where id = ?`,
      [id]
    )
    await write('new@example.org')
    assert.isFalse(await isKept(id))
  })
})
