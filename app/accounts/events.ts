declare module '#core/events/event' {
  interface EventPayloads {
    /** Somebody asked for a new password. Nobody when the address they gave is not known here. */
    'accounts.passwordResetRequested': { person: string | null }
    /** A password was wrong; nobody when the address is not known here. */
    'accounts.signInFailed': { person: string | null; kind: 'browser' | 'api' }
  }
}

export {}
