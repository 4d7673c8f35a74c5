import { defineRule } from '../src/core/rule.ts';
import { isAtLeast } from '../src/core/version.ts';
import { metricsOf } from '../src/kubernetes/metrics/expression.ts';
import { fewSyncs } from '../src/kubernetes/metrics/few-syncs.ts';
import { labelJoins } from '../src/kubernetes/metrics/label-joins.ts';
import { metricExpressions } from '../src/kubernetes/metrics/metric-expression.ts';
import { LONGEST_PAUSE, ROUTE_SYNC_METRIC } from '../src/kubernetes/metrics/route-syncs.ts';
import { ROUTE_SYNC_WORDS } from '../src/kubernetes/metrics/strings.ts';
import { managersWithoutMetric, routeSyncManagers } from '../src/repository/route-sync-managers.ts';
import { recordedExpressions, recordedFor } from '../src/repository/recorded-expressions.ts';

export default defineRule({
  id: 'route-sync-metric-alert',
  severity: 'by-version',
  severities: 'warning; info for a join where the target is older than 1.37, which brings the labels',
  fixable: 'never',
  words: ROUTE_SYNC_WORDS,
  languages: ['promql'],
  facts: [recordedExpressions, routeSyncManagers],

  docs: {
    summary:
      'An alert or panel on `route_controller_route_sync_total` that takes few syncs for a fault, or breaks when the counter gets labels',
    why: `
      A cloud controller manager used to reconcile all routes every ten seconds, so that no sync for minutes meant that it was stuck. With
      \`CloudControllerManagerWatchBasedRoutesReconciliation\` it reconciles when a node changes. Where none does, the next sync is the resync, after
      12 to 24 hours: a rate of about zero is the normal state, and an alert on it wakes somebody up for nothing.

      From 1.37 on the counter has the labels \`trigger\` and \`outcome\`. A binary operation that matches its series one to one with those of
      another metric then fails, or finds nothing any more.
    `,
    bad: [
      {
        text: `
          apiVersion: monitoring.coreos.com/v1
          kind: PrometheusRule
          metadata:
            name: routes
          spec:
            groups:
              - name: routes
                rules:
                  - alert: RoutesStalled
                    expr: rate(route_controller_route_sync_total[10m]) == 0
        `,
      },
      {
        path: 'rules.yaml',
        text: `
          groups:
            - name: routes
              rules:
                - record: job:route_controller_route_sync:per_node
                  expr: rate(route_controller_route_sync_total[5m]) / on (job) group_right count by (job) (up)
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: monitoring.coreos.com/v1
          kind: PrometheusRule
          metadata:
            name: routes
          spec:
            groups:
              - name: routes
                rules:
                  - alert: RouteSyncStorm
                    expr: sum without (trigger, outcome) (rate(route_controller_route_sync_total[10m])) > 0.5
                  - alert: RoutesQueued
                    expr: min_over_time(workqueue_depth{name="Routes"}[15m]) > 0
                  - alert: NoSyncThoughNodesCame
                    expr: |
                      sum(increase(route_controller_route_sync_total[15m])) == 0
                        and on () count(kube_node_created > time() - 900) > 0
        `,
      },
    ],
    advice: `
      Watch for what shows a fault in either mode: \`workqueue_depth{name="Routes"}\` that does not come down, \`workqueue_retries_total{name="Routes"}\`
      that rises, nodes with the condition \`NetworkUnavailable\`, syncs that come too often, from 1.37 on those with \`outcome="error"\`. Few syncs are a
      fault only while there was something to do, or over more than 24 hours. The counter is an alpha metric: it may still be renamed.
    `,
    references: [
      'https://kep.k8s.io/5237',
      'https://kubernetes.io/blog/2026/05/15/ccm-new-metric-route-sync-total/',
      'https://github.com/kubernetes/kubernetes/pull/140147',
      'https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching',
    ],
  },

  query: metricExpressions,

  check({ title, root, thresholds, holdsFor, resource }, { document, target, facts, report }) {
    const recorded = recordedFor(document.file, facts);
    // What must hold for longer than the longest pause between two syncs is no false alarm.
    const few = holdsFor > LONGEST_PAUSE ? [] : fewSyncs(root, thresholds, recorded);
    const related = [...new Set(metricsOf(root))].flatMap(metric => recorded(metric)?.label ?? []);
    for (const { node, negated } of few)
      report({
        at: node,
        message: `${title} takes few route syncs for a fault, which is the normal state once routes are reconciled by watching`,
        label: `${negated ? 'not true' : 'true'} for up to 24 hours while no node changes`,
        related,
        help: 'watch `workqueue_depth{name="Routes"}` and `workqueue_retries_total{name="Routes"}`, the node condition `NetworkUnavailable`, or an upper bound of the rate instead',
        resource,
      });
    const readsCounter = [...metricsOf(root)].includes(ROUTE_SYNC_METRIC);
    const [older, ...others] = readsCounter ? managersWithoutMetric(document.file, facts) : [];
    if (older)
      report({
        at: root.node,
        message: `${title} reads \`${ROUTE_SYNC_METRIC}\`, which ${others.length > 0 ? 'no cloud controller manager of the repository has' : `${older.value.title} has not`}`,
        label: 'it is empty until the image is built with k8s.io/cloud-provider 1.36 or later',
        related: [older, ...others].map(({ file, range, value: { image } }) => ({ file, range, text: `\`${image ?? ''}\` is older` })),
        help: 'update the cloud controller manager first, or take the expression out until then',
        resource,
      });
    for (const { node, becomes } of labelJoins(root, recorded))
      report({
        at: node,
        severity: isAtLeast(target, 37) ? 'warning' : 'info',
        message:
          becomes === 'many'
            ? `${title} matches each series of route syncs with one other, which fails once the counter has the labels \`trigger\` and \`outcome\``
            : `${title} matches series of route syncs by all labels, so nothing matches once the counter has \`trigger\` and \`outcome\``,
        label: 'from Kubernetes 1.37 on the counter has these labels',
        related,
        help: 'sum the labels away first: `sum without (trigger, outcome) (…)`',
        resource,
      });
  },
});
