declare module '#core/events/event' {
  interface EventPayloads {
    /** What somebody did on a session's canvas was recorded, as they allow. Ids of operations. */
    'canvas.operationsRecorded': { session: string; operations: string[] }
  }
}

export {}
