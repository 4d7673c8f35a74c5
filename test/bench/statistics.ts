/** The middle of some numbers, or halfway between the two in the middle. Of none there is none: `NaN`. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/**
 * The median of what one took as a multiple of what another took in the same round.
 *
 * A machine that is busy for a while slows both down, which the quotient of two medians would not tell.
 */
export const medianRatio = (own: readonly number[], others: readonly number[]): number =>
  median(own.map((number, round) => number / others[round]!));

/** The median of what one took more than another in the same round. */
export const medianDifference = (own: readonly number[], others: readonly number[]): number =>
  median(own.map((number, round) => number - others[round]!));
