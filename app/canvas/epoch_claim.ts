const CLAIM = 'epoch '

/** What a client says as it signs in that has a copy of an epoch; who has none says anything else. */
export const claimOf = (epoch: string): string => CLAIM + epoch

/** Whether a client says that its copy is of another epoch. */
export const isOfAnother = (token: string, epoch: string): boolean =>
  token.startsWith(CLAIM) && token !== claimOf(epoch)
