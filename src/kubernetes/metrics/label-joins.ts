import type { Node } from '../../core/document.ts';
import { partsOf, type Expression } from './expression.ts';
import { isComparison } from './reading.ts';
import { ROUTE_SYNC_METRIC, type Recorded } from './route-syncs.ts';

/**
 * The labels that the counter has from 1.37 on.
 *
 * https://github.com/kubernetes/kubernetes/pull/140147, https://github.com/kubernetes/kubernetes/pull/140824
 */
export const ROUTE_SYNC_LABELS = ['trigger', 'outcome'] as const;

/** A match of two sides that is no longer one once the counter has labels. */
export interface LabelJoin {
  readonly node: Node;
  /** `many`: several series of one side match one of the other, which is an error. `none`: no series matches any more. */
  readonly becomes: 'many' | 'none';
}

const MATCHES_MANY: ReadonlySet<string> = new Set(['and', 'unless', 'or']);

/** Functions whose result has no labels to match. */
const SCALARS: ReadonlySet<string> = new Set(['scalar', 'time', 'pi', 'start', 'end', 'step', 'range']);

/** The matches in an expression that break when the counter gets its labels. */
export function* labelJoins(expression: Expression, recorded: Recorded): Generator<LabelJoin> {
  if (expression.type === 'binary') {
    const becomes = breaks(expression, recorded);
    if (becomes) yield { node: expression.node, becomes };
  }
  for (const part of partsOf(expression)) yield* labelJoins(part, recorded);
}

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching */
function breaks(binary: Expression & { type: 'binary' }, recorded: Recorded): LabelJoin['becomes'] | undefined {
  const { operator, left, right, on, ignoring, group } = binary;
  if (operator === 'or' || !isVector(left) || !isVector(right)) return undefined;
  const [isLeft, isRight] = [left, right].map(side => carriesLabels(side, recorded));
  const matchesLabels = on
    ? ROUTE_SYNC_LABELS.every(label => on.includes(label))
    : !ROUTE_SYNC_LABELS.every(label => ignoring?.includes(label));
  if (matchesLabels) return isLeft !== isRight ? 'none' : undefined;
  if (MATCHES_MANY.has(operator)) return undefined;
  return (isLeft && group !== 'left') || (isRight && group !== 'right') ? 'many' : undefined;
}

/** Whether the result of an expression has a series for each value of the labels. */
export function carriesLabels(expression: Expression, recorded: Recorded): boolean {
  switch (expression.type) {
    case 'selector': {
      const recording = recorded(expression.metric ?? '');
      if (recording) return recording.carriesLabels;
      const pinned = expression.matchers.filter(({ operator }) => operator === '=').map(({ label }) => label);
      return expression.metric === ROUTE_SYNC_METRIC && !ROUTE_SYNC_LABELS.every(label => pinned.includes(label));
    }
    case 'aggregation': {
      const { by, without, function: name, arguments: parameters } = expression;
      const [inner] = parameters.slice(-1);
      // These choose series and leave them as they are.
      const chooses = /^(?:topk|bottomk|limitk|limit_ratio)$/.test(name);
      const drops =
        !chooses &&
        (without ? ROUTE_SYNC_LABELS.every(label => without.includes(label)) : !ROUTE_SYNC_LABELS.some(label => by?.includes(label)));
      return inner !== undefined && !drops && carriesLabels(inner, recorded);
    }
    case 'call':
      return (
        !SCALARS.has(expression.function) &&
        !expression.function.startsWith('absent') &&
        expression.arguments.some(part => carriesLabels(part, recorded))
      );
    case 'binary': {
      const { operator, left, right, on, group } = expression;
      const isFilter = isComparison(operator) && !expression.bool;
      if (operator === 'or') return [left, right].some(side => carriesLabels(side, recorded));
      if (MATCHES_MANY.has(operator) || group === 'left') return carriesLabels(left, recorded);
      if (group === 'right') return carriesLabels(right, recorded);
      if (on && !isFilter) return ROUTE_SYNC_LABELS.some(label => on.includes(label));
      return [left, right].filter(isVector).some(side => carriesLabels(side, recorded));
    }
    default:
      return 'operand' in expression && carriesLabels(expression.operand, recorded);
  }
}

function isVector(expression: Expression): boolean {
  if (['number', 'string', 'variable'].includes(expression.type)) return false;
  if (expression.type === 'call') return !SCALARS.has(expression.function);
  if (expression.type === 'unary') return isVector(expression.operand);
  return expression.type !== 'binary' || isVector(expression.left) || isVector(expression.right);
}
