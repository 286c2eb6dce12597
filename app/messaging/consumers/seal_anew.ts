import { defineConsumer } from '#core/events/consumers'
import { sealMailsAnew } from '../seal_mails_anew.js'

/** Seals the mails that are kept for an organisation with its new key. */
export const sealMails = defineConsumer({
  name: 'messaging.sealAnew',
  event: 'core.organisationKeyReplaced',
  isOutsideScope: true,
  async handle({ organisation }) {
    if (organisation) await sealMailsAnew(organisation)
  },
})
