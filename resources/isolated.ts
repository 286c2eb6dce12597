/** Words of somebody's for within a sentence, so that neither turns the other around. */
export const isolated = (words: string): string => `\u2068${words}\u2069`
