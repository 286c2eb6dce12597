import { defineConsumer } from '#core/events/consumers'
import { defineSchedule } from '#core/events/schedules'
import { noteMailServer } from '../mail_server_health.js'
import { outgoingServer } from '../outgoing_server.js'

if (outgoingServer) {
  defineSchedule({
    name: 'messaging.mailServer',
    event: 'messaging.mailServerCheckDue',
    payload: {},
    everySeconds: 120,
  })
}

/** Looks at the mail server, without sending a mail. */
export const checkMailServers = defineConsumer({
  name: 'messaging.checkMailServer',
  event: 'messaging.mailServerCheckDue',
  isOutsideScope: true,
  async handle() {
    if (outgoingServer) await noteMailServer(outgoingServer)
  },
})
