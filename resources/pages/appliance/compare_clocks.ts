/**
 * How far a clock elsewhere is at least from this one, in milliseconds: none when it may be right.
 *
 * @param asked what this clock said when the other was asked
 * @param there what the other one said
 * @param answered what this clock said when the answer was here
 */
export function leastApart(asked: number, there: number, answered: number): number {
  return Math.max(0, asked - there, there - answered)
}
