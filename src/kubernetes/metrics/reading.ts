/**
 * What the value of an expression has to do with route syncs.
 *
 * - `counter`: it is the counter itself. - `syncs`: it rises or falls with how often routes are synced. - `other`: neither.
 */
export interface Reading {
  readonly of: 'counter' | 'syncs' | 'other';
  /** Its value while nothing happens but the resync; nothing where that is not known. */
  readonly idle: number | undefined;
  /** Whether it rises (1) or falls (-1) with the number of syncs, as far as is known (0). */
  readonly direction: 1 | 0 | -1;
  /** Whether it is that of an earlier time (`offset`). */
  readonly earlier: boolean;
}

/** What a comparison of such a value is while nothing happens but the resync. */
export interface Truth {
  /** Whether it becomes true as syncs get fewer, rather than more. */
  readonly whenFew: boolean;
  /** Whether it is true then, as far as is known. */
  readonly whenIdle: boolean | undefined;
}

const COMPARISONS: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '==': '==', '!=': '!=', '>': '<', '>=': '<=' };

/** Nothing to do with route syncs. */
export const OTHER: Reading = { of: 'other', idle: undefined, direction: 0, earlier: false };

export const isComparison = (operator: string): boolean => operator in COMPARISONS;

/** Whether a value has to do with route syncs. */
export const isAbout = ({ of }: Reading): boolean => of !== 'other';

/** What a comparison says of route syncs; nothing where it says nothing. */
export function truthOf(operator: string, left: Reading, right: Reading): Truth | undefined {
  const [syncs, bound] = isAbout(left) && !(left.earlier && isAbout(right)) ? [left, right] : [right, left];
  const swapped = syncs === left ? operator : COMPARISONS[operator]!;
  if (!isAbout(syncs) || (isAbout(bound) && bound.earlier === syncs.earlier)) return undefined;
  if (syncs.direction === 0) return undefined;
  if (syncs.of === 'counter') {
    // A counter that stays what it was: no sync since. With a number it says how often since the start.
    if (bound.of !== 'counter') return undefined;
    const whenFew = swapped === '==' || swapped === '<=' || swapped === '<';
    return { whenFew, whenIdle: whenFew && swapped !== '<' };
  }
  // What was before is no number that anybody knows.
  const whenIdle = isAbout(bound) ? undefined : compare(syncs.idle, swapped, bound.idle);
  if (swapped === '==') return whenIdle === undefined ? undefined : { whenFew: whenIdle, whenIdle };
  if (swapped === '!=') return whenIdle === undefined ? undefined : { whenFew: whenIdle, whenIdle };
  return { whenFew: swapped.startsWith('<') === syncs.direction > 0, whenIdle };
}

/** What becomes of such values when they are added, multiplied and so on. */
export function arithmetic(operator: string, left: Reading, right: Reading): Reading {
  const idle = calculate(left.idle, operator, right.idle);
  if (left.of === 'counter' && right.of === 'counter')
    return operator === '-' && left.earlier !== right.earlier
      ? { of: 'syncs', idle: 0, direction: right.earlier ? left.direction : flip(left.direction), earlier: false }
      : OTHER;
  if (!isAbout(left) && !isAbout(right)) return { ...OTHER, idle };
  if (left.of === 'counter' || right.of === 'counter') return OTHER;
  // Compared with an earlier time, whose value is any number.
  if (isAbout(left) && isAbout(right) && left.earlier !== right.earlier)
    return left.earlier ? arithmetic(operator, OTHER, right) : arithmetic(operator, left, OTHER);
  const [rising, falling] = [left.direction, flip(right.direction)];
  const opposite = operator === '-' || operator === '/' ? falling : right.direction;
  const direction = isAbout(left) && isAbout(right) ? (rising === opposite ? rising : 0) : isAbout(left) ? rising : opposite;
  // A factor or a number of others is no negative one, unless it is written so.
  const factor = isAbout(left) ? right.idle : left.idle;
  const isNegative = (operator === '*' || operator === '/') && factor !== undefined && factor < 0 && isAbout(left) !== isAbout(right);
  const isKnown = ['+', '-', '*', '/'].includes(operator);
  return { of: 'syncs', idle, direction: !isKnown ? 0 : isNegative ? flip(direction) : direction, earlier: left.earlier || right.earlier };
}

/** The value of a comparison with `bool`. */
export const asNumber = (truth: Truth | undefined): Reading =>
  truth
    ? {
        of: 'syncs',
        idle: truth.whenIdle === undefined ? undefined : Number(truth.whenIdle),
        direction: truth.whenFew ? -1 : 1,
        earlier: false,
      }
    : OTHER;

const flip = (direction: Reading['direction']): Reading['direction'] => (direction === 1 ? -1 : direction === -1 ? 1 : 0);

export const negate = (reading: Reading): Reading => ({
  ...reading,
  idle: reading.idle === undefined ? undefined : -reading.idle,
  direction: flip(reading.direction),
});

function calculate(a: number | undefined, operator: string, b: number | undefined): number | undefined {
  if (operator === '*' && (a === 0 || b === 0)) return 0;
  if (operator === '/' && a === 0 && b !== 0) return 0;
  if (a === undefined || b === undefined) return undefined;
  const result = { '+': a + b, '-': a - b, '*': a * b, '/': a / b }[operator];
  return Number.isNaN(result) ? undefined : result;
}

function compare(a: number | undefined, operator: string, b: number | undefined): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { '<': a < b, '<=': a <= b, '==': a === b, '!=': a !== b, '>': a > b, '>=': a >= b }[operator];
}
