/** The operators' page of what consumers could not handle. */
export type DeadLettersProps = {
  letters: {
    event: string
    eventName: string
    consumer: string
    attempts: number
    errorKind: string
    /** ISO 8601. */
    failedAt: string
  }[]
}
