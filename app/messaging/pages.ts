import type { MailboxProps } from '#pages/messaging/mailbox.props'
import type { MessageProps } from '#pages/messaging/message.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'messaging/mailbox': MailboxProps
    'messaging/message': MessageProps
  }
}
