import type { Refusal } from '../core/document.ts';

/** Counts each start of a reconciliation, failed ones included: cloud-provider controllers/route/metrics.go, alpha, since 1.36. */
const METRIC = 'route_controller_route_sync_total';

const SECONDS_OF_WINDOW = 3600;

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** What an expression of PromQL is recorded as, and the expression: `record = expression`. */
const SEPARATOR = ' = ';

/** The interval that is not told. */
export const DEFAULT_PERIOD = '10s';

/**
 * Whether watching nodes saves syncs of routes: what the loop at a fixed interval would do in an hour, and what was done in the last one, each as
 * the name of a recording rule and its PromQL. `period`: as `--route-reconciliation-period` takes it: `10s`, `1m30s`.
 *
 * Both sum up the series of a job, as 1.37 adds the labels `trigger` and `outcome` and each replica has a series, and both have its label, so that
 * one can be divided by the other. The loop starts anew each interval, however long a pass takes (wait.NonSlidingUntil).
 */
export function routeSyncComparison(period: string): readonly [expected: string, measured: string] | Refusal {
  const seconds = secondsOf(period);
  if (seconds === undefined || seconds <= 0) return { refused: `\`${period}\` is no interval such as \`10s\` or \`1m30s\`` };
  const syncs = Number((SECONDS_OF_WINDOW / seconds).toPrecision(6));
  // Loops with several intervals do not share a name.
  const every = period === DEFAULT_PERIOD ? '' : `_every_${period.replace(/\W/g, '_')}`;
  return [
    `job:route_controller_route_sync:expected1h${every}${SEPARATOR}0 * sum by (job) (${METRIC}) + ${syncs}`,
    `job:route_controller_route_sync:increase1h${SEPARATOR}sum by (job) (increase(${METRIC}[1h]))`,
  ];
}

/** A file of recording rules with comparisons. */
export const comparisonFile = (comparisons: readonly string[]): string =>
  [
    '# Syncs of routes in an hour: those of a loop at a fixed interval, and those that were measured.',
    '# The counter is an alpha metric of k8s.io/cloud-provider 1.36 and later: older images have none.',
    'groups:',
    '  - name: route-sync-comparison',
    '    rules:',
    ...comparisons.flatMap(comparison => {
      const at = comparison.indexOf(SEPARATOR);
      return [`      - record: ${comparison.slice(0, at)}`, `        expr: ${comparison.slice(at + SEPARATOR.length)}`];
    }),
    '',
  ].join('\n');

/** A duration as Go writes it: numbers, each with its unit. */
function secondsOf(duration: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(duration)) return undefined;
  return [...duration.matchAll(/([\d.]+)([a-zµ]+)/gy)].reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS[unit!]!, 0);
}
