import rule from '../../rules/route-sync-metric-alert.ts';
import { testRule, type InvalidCase } from '../../src/testing/test-rule.ts';

const METRIC = 'route_controller_route_sync_total';

const few = (title: string): string =>
  `${title} takes few route syncs for a fault, which is the normal state once routes are reconciled by watching`;

const many = (title: string): string =>
  `${title} matches each series of route syncs with one other, which fails once the counter has the labels \`trigger\` and \`outcome\``;

const none = (title: string): string =>
  `${title} matches series of route syncs by all labels, so nothing matches once the counter has \`trigger\` and \`outcome\``;

/** A rule file with one alert; `m` stands for the metric. */
const alert = (expression: string, more = ''): string =>
  `groups:\n  - name: routes\n    rules:\n      - alert: A\n        expr: |-\n          ${expression.replaceAll(/\bm\b/g, METRIC).replaceAll('\n', '\n          ')}\n${more}`;

/** Each with the reason why it is right. */
const RIGHT: Readonly<Record<string, string>> = {
  'a high rate as a fault is right': 'rate(m[5m]) > 0.5',
  'a high rate as a fault is right with the operands swapped': '0.5 < rate(m[5m])',
  'a high increase is a storm': 'increase(m[10m]) >= 100',
  'a rate at or above zero is always true': 'rate(m[5m]) >= 0',
  'a rate below zero is never true': 'rate(m[5m]) < 0',
  'the counter itself tells how often since the start': 'm < 1',
  'the counter is there as long as the route controller runs': 'absent(m)',
  'its rate is there as long as it is': 'absent(rate(m[10m]))',
  'without a comparison on the right of `unless` only its presence counts': 'up unless on (job) sum without (trigger, outcome) (m)',
  'there is a resync in more than a day': 'increase(m[25h]) < 1',
  'there is a resync in every window of more than a day': 'max_over_time(rate(m[5m])[25h:5m]) == 0',
  'no errors are no fault': 'rate(m{outcome="error"}[15m]) == 0',
  'errors are a fault': 'rate(m{outcome="error"}[15m]) > 0',
  'a share of errors is no rate': 'sum(rate(m{outcome="error"}[1h])) / sum(rate(m[1h])) > 0.1',
  'no sync though nodes changed is a fault': 'sum(rate(m[10m])) == 0 and on () sum(changes(kube_node_created[10m])) > 0',
  'no sync though the queue got work is a fault':
    'sum(increase(m[10m])) < 1 and on () sum(increase(workqueue_adds_total{name="Routes"}[10m])) > 0',
  'no sync unless no node changed is a fault': 'sum(rate(m[10m])) == 0 unless on () sum(changes(kube_node_created[10m])) == 0',
  'it must not be quiet: that is the other way round': 'up unless on (job) sum by (job) (rate(m[10m])) == 0',
  'absent comparisons of a high rate are right': 'absent(rate(m[10m]) < 0.1)',
  'how often it was scraped is not how often it synced': 'count_over_time(m[10m]) < 5',
  'a rate that is not zero is activity': 'rate(m[10m]) != 0',
  'what is negative is not below': '-rate(m[5m]) < -0.5',
  'more than before is right': 'rate(m[1h]) > 10 * rate(m[1h] offset 1d)',
  'a side that was summed has no labels to match': 'sum without (trigger, outcome) (rate(m[5m])) / on (job) up > 1',
  'an aggregation by other labels has none either': 'sum by (job) (rate(m[5m])) / on (job) sum by (job) (up) > 1',
  'the many side of a group may have labels': 'rate(m[5m]) * on (job) group_left sum by (job) (up) > 1',
  'both sides have the labels': 'rate(m[5m]) / rate(m[1h]) > 5',
  'pinned labels are one series': 'rate(m{trigger="periodic", outcome="changed"}[5m]) / on (job) up > 1',
  'sets may match many by some labels': 'rate(m[5m]) > 1 and on (job) up == 1',
  'numbers have no labels': 'rate(m[5m]) * scalar(sum(up)) > 10',
};

/** Each with the reason why it is wrong, the comparison in «guillemets». */
const FEW: Readonly<Record<string, string>> = {
  'no sync in ten minutes is normal': '«rate(m[10m]) == 0»',
  'a rate below one in ten seconds is normal': '«rate(m[5m]) < 0.09»',
  'an increase below one is normal': '«increase(m[15m]) < 1»',
  'the operands may be swapped': '«0.01 > rate(m[5m])»',
  'swapped zero': '«0 == sum(rate(m[5m]))»',
  '`bool` makes it no better': '«sum by (job) (rate(m[5m])) <= bool 0»',
  'what is done with 0 and 1 afterwards decides': '«(rate(m[5m]) > bool 0) == 0»',
  'a factor changes nothing': '«rate(m[5m]) * 60 < 5»',
  'neither does the share of what was expected': '«sum(increase(m[1m])) / 6 < 0.9»',
  'nor the distance from it': '«1 - rate(m[5m]) / 0.1 > 0.5»',
  'nor a unary minus': '«-rate(m[5m]) > -0.01»',
  'the share of a number of others is as low': '«sum(rate(m[5m])) / sum(up) < 0.01»',
  '`unless` it syncs': 'up == 1 unless on (job) «sum by (job) (rate(m[10m])) > 0»',
  '`absent` as long as it does not sync': 'absent(«rate(m[10m]) > 0»)',
  'a counter that stays what it was': '«m == m offset 15m»',
  'a difference that is zero': '«m - m offset 15m == 0»',
  'less than a day before': '«rate(m[1h]) < 0.5 * rate(m[1h] offset 1d)»',
  'a subquery over some hours': '«max_over_time(rate(m[5m])[6h:]) == 0»',
  'the number of those that sync': '«(count(rate(m[10m]) > 0) or vector(0)) < 1»',
  'the time since the last sync': '«time() - max_over_time(timestamp(changes(m[2m]) > 0)[1d:]) > 900»',
  'no changes': '«changes(m[30m]) == 0»',
  'a rate that is not what the loop makes': '«rate(m[5m]) != 0.1»',
  'with a condition that says nothing about work': '«rate(m[10m]) == 0» and on (job) up == 1',
  'one of several': 'absent(m) or «sum(rate(m[10m])) < 0.05»',
  'under its quoted name': '«rate({"m"}[10m]) == 0»',
  'by `__name__`': '«rate({__name__="m", job="ccm"}[10m]) == 0»',
  'with a limit that only the repository knows': '«sum(rate(m[10m])) < ccm:routes:expected»',
  clamped: '«clamp_max(increase(m[10m]), 1) == 0»',
  'keywords in capitals, over several lines': '«SUM BY (job) (\n  rate(m[10m]) # per cluster\n)\n  == 0»',
};

const MANY: Readonly<Record<string, string>> = {
  'a match by `on` has several series of the counter for one': '«rate(m[5m]) / on (job) up» > 1',
  'the one side of a group must not have several': '«up * on (job) group_left rate(m[5m])» > 1',
  'ignoring the labels makes several of one': '«rate(m[5m]) / ignoring (trigger, outcome) rate(up[5m])» > 1',
};

const NONE: Readonly<Record<string, string>> = {
  'without `on` all labels must be the same': '«rate(m[5m]) / rate(process_cpu_seconds_total[5m])» > 1',
  'ignoring other labels leaves them': '«rate(m[5m]) * ignoring (pod) group_left up» > 1',
  '`and` without `on` finds nothing': '«rate(m[5m]) > 1 and up == 1»',
  'an aggregation that keeps a label': '«sum by (job, trigger) (rate(m[5m])) / sum by (job) (up)» > 1',
};

const cases = (expressions: Readonly<Record<string, string>>, message: (title: string) => string): Record<string, InvalidCase> =>
  Object.fromEntries(
    Object.entries(expressions).map(([title, expression]) => [
      title,
      { path: 'rules.yaml', input: alert(expression), messages: [message('alert `A`')], severity: 'warning' as const },
    ]),
  );

/** Each records the one before it, the first one the rate of the counter. */
const chainOfRules = (length: number): string =>
  Array.from(
    { length },
    (_, index) => `      - {record: r${index + 1}, expr: "${index === 0 ? `rate(${METRIC}[5m])` : `r${index}`}"}`,
  ).join('\n        ');

/** Rules that all read each other, more often than could be followed one by one. */
const TANGLE = Array.from({ length: 40 }, (_, index) => {
  const others = Array.from({ length: 40 }, (_, other) => `route_sync:${other}`).join(' + ');
  return `{record: "route_sync:${index}", expr: "${others}"}`;
}).join(', ');

testRule(rule, {
  valid: {
    'rules that all record each other': { path: 'rules.yaml', input: `groups: [{name: a, rules: [${TANGLE}]}]` },
    'aliases that lead back': { path: 'rules.yaml', input: 'a: &a\n  b: *a\n  expr: rate(route_controller_route_sync_total[5m]) > 1\n' },
    'an expression of a megabyte, which `syntax` reports': { path: 'rules.yaml', input: alert(`m == 0 ${'or m'.repeat(250_000)}`) },
    ...Object.fromEntries(Object.entries(RIGHT).map(([title, expression]) => [title, { path: 'rules.yaml', input: alert(expression) }])),
    'what holds for more than a day is no pause between syncs': {
      path: 'rules.yaml',
      input: alert('rate(m[10m]) == 0', '        for: 25h\n'),
    },
    'another metric with the word': { path: 'rules.yaml', input: alert('rate(bgp_route_sync_total[5m]) == 0') },
    'the word outside of expressions': `
      apiVersion: v1
      kind: ConfigMap
      data:
        notes: route_controller_route_sync_total == 0
        expr: nothing of Prometheus
    `,
    'a rule that records itself': {
      path: 'rules.yaml',
      input:
        'groups: [{name: a, rules: [{record: route_sync:a, expr: "route_sync:a < route_sync:b"}, {record: route_sync:b, expr: "route_sync:a"}]}]',
    },
  },

  invalid: {
    ...cases(FEW, few),
    ...cases(MANY, many),
    ...cases(NONE, none),
    'as deep as people may go': {
      path: 'rules.yaml',
      input: alert(`${'('.repeat(200)}«sum(rate(m[5m])) == 0»${')'.repeat(200)}`),
      messages: [few('alert `A`')],
    },
    'a chain of rules': {
      path: 'rules.yaml',
      input: `
        groups:
          - name: routes
            rules:
              - alert: Stalled
                expr: «r50 == 0»
        ${chainOfRules(50)}
      `,
      messages: [few('alert `Stalled`')],
    },
    'two things are wrong with it': {
      path: 'rules.yaml',
      input: alert('««rate(m[5m]) / on (job) up» < 0.01»'),
      messages: [few('alert `A`'), many('alert `A`')],
    },
    'before 1.37 a join is only worth knowing': {
      path: 'rules.yaml',
      version: '1.36',
      input: alert('«rate(m[5m]) / on (job) up» > 1'),
      messages: [many('alert `A`')],
      severity: 'info',
      help: 'sum the labels away first: `sum without (trigger, outcome) (…)`',
    },
    'an hour is no pause between syncs': {
      path: 'rules.yaml',
      input: alert('«rate(m[10m]) == 0»', '        for: 1h\n'),
      messages: [few('alert `A`')],
      help: 'watch `workqueue_depth{name="Routes"}` and `workqueue_retries_total{name="Routes"}`, the node condition `NetworkUnavailable`, or an upper bound of the rate instead',
    },
    'a recording rule of the same document, by whatever name, through another one': {
      path: 'rules.yaml',
      input: `
        groups:
          - name: routes
            rules:
              - record: job:cloud:rate5m
                expr: sum by (job) (rate(route_controller_route_sync_total[5m]))
              - record: cloud:rate5m
                expr: sum(job:cloud:rate5m)
              - alert: Stalled
                expr: «cloud:rate5m == 0»
      `,
      messages: [few('alert `Stalled`')],
    },
    'a recording rule of another file, by a name that keeps the word': {
      path: 'alerts.yaml',
      input: `
        groups:
          - name: routes
            rules:
              - alert: Stalled
                expr: «job:route_sync:rate5m < 0.05»
      `,
      files: {
        'records.yaml':
          'groups: [{name: a, rules: [{record: "job:route_sync:rate5m", expr: "sum by (job) (rate(route_controller_route_sync_total[5m]))"}]}]',
      },
      messages: [few('alert `Stalled`')],
    },
    'labels come through a recording rule': {
      path: 'rules.yaml',
      input: `
        groups:
          - name: routes
            rules:
              - record: instance:route_sync:rate5m
                expr: rate(route_controller_route_sync_total[5m])
              - alert: Storm
                expr: «instance:route_sync:rate5m / on (instance) up» > 1
      `,
      messages: [many('alert `Storm`')],
    },
    'what a rule records as a fault is reported there, and once': {
      path: 'rules.yaml',
      input: `
        groups:
          - name: routes
            rules:
              - record: job:route_sync:stalled
                expr: «sum by (job) (rate(route_controller_route_sync_total[5m])) == bool 0»
              - alert: Stalled
                expr: job:route_sync:stalled == 1
      `,
      messages: [few('recording rule `job:route_sync:stalled`')],
    },
  },
});
