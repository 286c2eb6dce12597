declare module '#core/events/event' {
  interface EventPayloads {
    /** A mail is kept that is to leave the appliance. */
    'messaging.mailWritten': { mail: string }
    /** It is time to look at the mail server. */
    'messaging.mailServerCheckDue': Record<string, never>
  }
}

export {}
