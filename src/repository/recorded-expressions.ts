import { defineFact, type Facts, type Located } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { fewSyncs } from '../kubernetes/metrics/few-syncs.ts';
import { carriesLabels } from '../kubernetes/metrics/label-joins.ts';
import { metricExpressions, type MetricExpression } from '../kubernetes/metrics/metric-expression.ts';
import { OTHER } from '../kubernetes/metrics/reading.ts';
import { readingOf, type Recorded, type Recording } from '../kubernetes/metrics/route-syncs.ts';
import { ROUTE_SYNC_WORDS } from '../kubernetes/metrics/strings.ts';

/** The recording rules on route syncs, and on what others of them record. */
export const recordedExpressions = defineFact<MetricExpression>({
  id: 'recorded-expressions',
  words: ROUTE_SYNC_WORDS,
  *read(document) {
    for (const expression of metricExpressions(document))
      if (expression.kind === 'recording') yield { value: expression, file: document.file, range: expression.node.range };
  },
});

/** What the rules of the scopes of a file record. */
export function recordedFor(file: SourceFile, facts: Facts): Recorded {
  const all = facts.scopesOf(file).map(scope => recordedIn(facts.all(recordedExpressions, scope)));
  return metric => all.map(recorded => recorded(metric)).find(recording => recording !== undefined);
}

/** What was made of the rules that were read: they are read anew when something changes. */
const made = new WeakMap<readonly Located<MetricExpression>[], Recorded>();

/** Rules on rules on rules: deeper than any real file goes. */
const DEEPEST = 100;

function recordedIn(rules: readonly Located<MetricExpression>[]): Recorded {
  const before = made.get(rules);
  if (before) return before;
  const byName = new Map(rules.map(rule => [rule.value.name, rule]));
  const known = new Map<string, Recording | undefined>();
  let depth = 0;
  const recorded: Recorded = metric => {
    const rule = byName.get(metric);
    if (!rule || known.has(metric) || depth === DEEPEST) return known.get(metric);
    // For the time being: a rule that leads back to itself records nothing.
    known.set(metric, undefined);
    depth++;
    const { root } = rule.value;
    const recording: Recording = {
      label: { file: rule.file, range: rule.range, text: `\`${metric}\` records route syncs` },
      // What is wrong where it is recorded is reported there.
      reading: [...fewSyncs(root, [], recorded)].length > 0 ? OTHER : readingOf(root, recorded),
      carriesLabels: carriesLabels(root, recorded),
    };
    depth--;
    known.set(metric, recording);
    return recording;
  };
  made.set(rules, recorded);
  return recorded;
}
