const CLAIM = 'screen '

/**
 * What a client says as it signs in that shows the canvas on a screen for others to see.
 *
 * @param rest what it has to say besides
 */
export const asScreen = (rest: string): string => CLAIM + rest

/** Whether a client shows the canvas on a screen, and what it says besides. */
export function readScreenClaim(token: string): { isScreen: boolean; rest: string } {
  const isScreen = token.startsWith(CLAIM)
  return { isScreen, rest: isScreen ? token.slice(CLAIM.length) : token }
}
