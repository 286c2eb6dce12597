import { settings } from '#config/settings'
import type { OutgoingServer } from '#core/mail/smtp_client'

/** The mail server of the settings; null when mail stays here. */
export const outgoingServer: OutgoingServer | null = settings.smtp
  ? { ...settings.smtp, sender: settings.smtpSender, ca: settings.smtpCa }
  : null
