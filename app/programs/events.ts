declare module '#core/events/event' {
  interface EventPayloads {
    /** A session has begun with its first phase. */
    'programs.sessionStarted': { session: string }
    /** A session has ended. */
    'programs.sessionEnded': { session: string }
  }
}

export {}
