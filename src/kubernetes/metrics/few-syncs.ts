import type { Node } from '../../core/document.ts';
import { metricsOf, partsOf, type Expression } from './expression.ts';
import type { Threshold } from './metric-expression.ts';
import { isComparison, truthOf, type Reading } from './reading.ts';
import { readingOf, ROUTE_SYNC_METRIC, type Recorded } from './route-syncs.ts';

/** Metrics that tell whether there was anything to reconcile, as `kube_node_info`, `workqueue_adds_total`. */
const WORK_TO_DO = /node|workqueue/;

/** A comparison that takes few syncs for a fault. */
export interface FewSyncs {
  readonly node: Node;
  /** Whether the fault is that it is not true. */
  readonly negated: boolean;
}

/** What becomes of a comparison: whether it must not be true, and whether another comparison decides about its result. */
interface Around {
  readonly negated: boolean;
  readonly decided: boolean;
}

/**
 * The comparisons that are true because there were few route syncs, or none.
 *
 * That there were none although nodes changed, or the queue of the controller got work, is no such comparison.
 */
export function* fewSyncs(root: Expression, thresholds: readonly Threshold[], recorded: Recorded): Generator<FewSyncs> {
  const bad = [...comparisons(root, { negated: false, decided: thresholds.length > 0 }, recorded)];
  yield* bad;
  if (bad.length > 0) return;
  const reading = readingOf(root, recorded);
  for (const { node, operator, value } of thresholds) {
    const bound: Reading = { of: 'other', idle: value, direction: 0, earlier: false };
    const truth = truthOf(operator, reading, bound);
    if (truth?.whenFew && truth.whenIdle !== false) yield { node, negated: false };
  }
}

function* comparisons(expression: Expression, around: Around, recorded: Recorded): Generator<FewSyncs> {
  const { negated, decided } = around;
  if (expression.type === 'binary' && isComparison(expression.operator)) {
    const { operator, left, right, bool, node } = expression;
    if (decided && bool) return;
    const truth = truthOf(operator, readingOf(left, recorded), readingOf(right, recorded));
    // For what must not be true it counts that many syncs make it true, and that few do not.
    if (truth && truth.whenFew !== negated && truth.whenIdle !== negated) {
      yield { node, negated };
      return;
    }
    for (const part of [left, right]) yield* comparisons(part, { ...around, decided: decided || truth !== undefined }, recorded);
    return;
  }
  if (expression.type === 'binary' && (expression.operator === 'and' || expression.operator === 'unless')) {
    const { left, right } = expression;
    if ([left, right].some(part => isAboutWork(part))) return;
    yield* comparisons(left, around, recorded);
    const flips = expression.operator === 'unless';
    yield* comparisons(right, flips ? { negated: !negated, decided: false } : around, recorded);
    return;
  }
  if (expression.type === 'call' && (expression.function === 'absent' || expression.function === 'absent_over_time')) {
    for (const part of expression.arguments) yield* comparisons(part, { negated: !negated, decided: false }, recorded);
    return;
  }
  const counts = expression.type === 'aggregation' && (expression.function === 'count' || expression.function === 'group');
  if (counts && decided) return;
  for (const part of partsOf(expression)) yield* comparisons(part, around, recorded);
}

/** Whether an expression tells of work, and nothing of syncs. */
function isAboutWork(expression: Expression): boolean {
  const metrics = [...metricsOf(expression)];
  return metrics.some(metric => WORK_TO_DO.test(metric)) && !metrics.includes(ROUTE_SYNC_METRIC);
}
