import type { Label } from '../../core/diagnostic.ts';
import { partsOf, type Expression } from './expression.ts';
import { arithmetic, asNumber, isAbout, isComparison, negate, OTHER, truthOf, type Reading } from './reading.ts';

/**
 * How often a cloud controller manager reconciled its routes; since 1.36.
 *
 * kubernetes/cloud-provider controllers/route/metrics.go; https://github.com/kubernetes/kubernetes/pull/136539
 */
export const ROUTE_SYNC_METRIC = 'route_controller_route_sync_total';

/**
 * When routes are reconciled by watching, nothing but the resync of the informer is left while no node changes: one in 12 to 24 hours
 * (`--min-resync-period` times 1 to 2, by default). Source: KEP 5237.
 */
export const LONGEST_PAUSE = 24 * 60 * 60;

/** What the recording rule of a name records, if there is one. */
export type Recorded = (metric: string) => Recording | undefined;

export interface Recording {
  /** The recording rule, for the user. */
  readonly label: Label;
  readonly reading: Reading;
  /** Whether there is a series for each value of the labels that the counter gets. */
  readonly carriesLabels: boolean;
}

/** Functions of a window of the counter: how many syncs a second, and how many. */
const RATES: ReadonlySet<string> = new Set(['rate', 'irate', 'deriv']);
const INCREASES: ReadonlySet<string> = new Set(['increase', 'delta', 'idelta', 'changes']);

/** Functions and aggregations whose result is such a value where their input is one. */
const KEEPS_VALUE: ReadonlySet<string> = new Set(
  (
    'avg_over_time min_over_time max_over_time sum_over_time last_over_time first_over_time quantile_over_time ' +
    'abs ceil floor round sqrt sgn scalar vector sort sort_desc sort_by_label sort_by_label_desc label_replace label_join ' +
    'sum avg min max quantile topk bottomk limitk limit_ratio'
  ).split(' '),
);

/** What an expression says of route syncs. */
export function readingOf(expression: Expression, recorded: Recorded): Reading {
  const read = (part: Expression | undefined): Reading => (part ? readingOf(part, recorded) : OTHER);
  switch (expression.type) {
    case 'number':
      return { ...OTHER, idle: expression.value };
    case 'selector': {
      const recording = recorded(expression.metric ?? '');
      if (recording) return recording.reading;
      if (expression.metric !== ROUTE_SYNC_METRIC) return OTHER;
      // That there are no errors is no fault, and few of them say nothing about how many syncs there were.
      const isErrors = expression.matchers.some(
        ({ label, operator, value }) => label === 'outcome' && operator === '=' && value === 'error',
      );
      return { ...OTHER, of: 'counter', direction: isErrors ? 0 : 1 };
    }
    case 'offset':
      return { ...read(expression.operand), earlier: true };
    case 'range':
    case 'at':
      return read(expression.operand);
    case 'subquery':
      return over(read(expression.operand), expression.seconds);
    case 'unary':
      return expression.operator === '-' ? negate(read(expression.operand)) : read(expression.operand);
    case 'call':
      return readingOfCall(expression.function, expression.arguments, recorded);
    case 'aggregation':
      if (expression.function === 'count' || expression.function === 'group') return counted(expression.arguments[0], recorded);
      return KEEPS_VALUE.has(expression.function) ? read(expression.arguments.at(-1)) : OTHER;
    case 'binary':
      return readingOfBinary(expression, recorded);
    default:
      return OTHER;
  }
}

function readingOfCall(name: string, parameters: readonly Expression[], recorded: Recorded): Reading {
  const [first] = parameters;
  const inner = name === 'quantile_over_time' ? parameters[1] : first;
  if (!inner) return OTHER;
  if (name === 'timestamp') return { ...counted(inner, recorded), idle: undefined };
  const reading = readingOf(inner, recorded);
  if (RATES.has(name) || INCREASES.has(name)) {
    if (reading.of !== 'counter') return OTHER;
    const seconds = windowOf(inner) ?? 0;
    const syncs = name === 'irate' || name === 'idelta' ? 0 : Math.floor(seconds / LONGEST_PAUSE);
    return { ...reading, of: 'syncs', idle: RATES.has(name) && seconds > 0 ? syncs / seconds : syncs };
  }
  if (reading.of !== 'syncs') return name === 'scalar' || name === 'vector' ? reading : OTHER;
  const bounds = parameters.slice(1).map(parameter => readingOf(parameter, recorded).idle);
  if (name === 'clamp_min') return { ...reading, idle: limit(reading.idle, bounds[0], Infinity) };
  if (name === 'clamp_max') return { ...reading, idle: limit(reading.idle, -Infinity, bounds[0]) };
  if (name === 'clamp') return { ...reading, idle: limit(reading.idle, bounds[0], bounds[1]) };
  return KEEPS_VALUE.has(name) ? reading : OTHER;
}

const limit = (value: number | undefined, low: number | undefined, high: number | undefined): number | undefined =>
  value === undefined || low === undefined || high === undefined ? undefined : Math.min(Math.max(value, low), high);

function readingOfBinary(expression: Expression & { type: 'binary' }, recorded: Recorded): Reading {
  const { operator, bool } = expression;
  const [left, right] = [readingOf(expression.left, recorded), readingOf(expression.right, recorded)];
  if (isComparison(operator)) {
    if (!bool) return expression.left.type === 'number' ? right : left;
    return asNumber(truthOf(operator, left, right));
  }
  if (operator === 'or') return isAbout(left) ? left : right;
  if (operator === 'and' || operator === 'unless') return left;
  return arithmetic(operator, left, right);
}

/** Over a window that holds a resync in any case there is something, however little. */
const over = (reading: Reading, seconds: number): Reading =>
  reading.of === 'syncs' && seconds > LONGEST_PAUSE ? { ...reading, idle: reading.direction / LONGEST_PAUSE } : reading;

/** How many series a comparison leaves. */
function counted(inner: Expression | undefined, recorded: Recorded): Reading {
  const compared = inner?.type === 'range' || inner?.type === 'subquery' ? inner.operand : inner;
  if (compared?.type !== 'binary' || !isComparison(compared.operator) || compared.bool) return OTHER;
  return asNumber(truthOf(compared.operator, readingOf(compared.left, recorded), readingOf(compared.right, recorded)));
}

function windowOf(expression: Expression): number | undefined {
  if (expression.type === 'range' || expression.type === 'subquery') return expression.seconds || undefined;
  return partsOf(expression)
    .map(windowOf)
    .find(seconds => seconds !== undefined);
}
