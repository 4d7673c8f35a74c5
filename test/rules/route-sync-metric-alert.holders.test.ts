import rule from '../../rules/route-sync-metric-alert.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const few = (title: string): readonly string[] => [
  `${title} takes few route syncs for a fault, which is the normal state once routes are reconciled by watching`,
];

/** An alert of Grafana: a query, a reduction, a step that decides. */
const grafanaAlert = (model: string, reducer = 'last'): string => `
  apiVersion: 1
  groups:
    - orgId: 1
      name: routes
      folder: cloud
      interval: 1m
      rules:
        - uid: routes-stalled
          title: Routes stalled
          condition: C
          data:
            - refId: A
              datasourceUid: prometheus
              model:
                expr: rate(route_controller_route_sync_total[$__rate_interval])
                refId: A
            - refId: B
              datasourceUid: __expr__
              model:
                type: reduce
                reducer: ${reducer}
                expression: A
                refId: B
            - refId: C
              datasourceUid: __expr__
              model:
                refId: C
${model.replace(/^\n?( *)/, (_, indent: string) => ' '.repeat(16) + indent.slice(indent.length)).replace(/\n *$/, '')}
          for: 5m
`;

testRule(rule, {
  valid: {
    'a panel that only shows': {
      path: 'dashboards/ccm.json',
      input:
        '{"title": "CCM", "panels": [{"title": "Syncs", "targets": [{"expr": "rate(route_controller_route_sync_total[$__rate_interval])", "refId": "A"}]}]}',
    },
    'a threshold for a high rate': grafanaAlert(
      'type: threshold\n                expression: B\n                conditions: [{evaluator: {type: gt, params: [1]}}]',
    ),
    'a threshold on how many samples there were': grafanaAlert(
      'type: threshold\n                expression: B\n                conditions: [{evaluator: {type: lt, params: [1]}}]',
      'count',
    ),
    'a threshold on something else': grafanaAlert(
      'type: threshold\n                expression: D\n                conditions: [{evaluator: {type: lt, params: [1]}}]',
    ),
    'a rule of a template whose expression comes from values': {
      path: 'chart/templates/rules.yaml',
      input: `
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: {name: {{ .Release.Name }}}
        spec:
          groups:
            - name: routes
              rules:
                - alert: A
                  expr: {{ .Values.route_sync.expr }}
                - alert: B
                  expr: |
                    {{- if .Values.on }}
                    rate(route_controller_route_sync_total[5m]) == 0
                    {{- end }}
                    ) x
      `,
    },
    'more syntax than PromQL has, in a VMRule': `
      apiVersion: operator.victoriametrics.com/v1beta1
      kind: VMRule
      metadata: {name: routes}
      spec:
        groups:
          - name: routes
            rules:
              - alert: A
                expr: rate(route_controller_route_sync_total) == 0 if up
    `,
  },

  invalid: {
    'a PrometheusRule, whose annotations hold templates': {
      input: `
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: routes
        spec:
          groups:
            - name: routes
              rules:
                - alert: RoutesStalled
                  expr: «rate(route_controller_route_sync_total[10m]) == 0»
                  for: 10m
                  labels: {severity: warning}
                  annotations:
                    summary: "{{ $labels.instance }} has not synced, {{ $value }}"
      `,
      messages: few('alert `RoutesStalled`'),
    },
    'a VMRule, with MetricsQL': {
      input: `
        apiVersion: operator.victoriametrics.com/v1beta1
        kind: VMRule
        metadata: {name: routes}
        spec:
          groups:
            - name: routes
              rules:
                - alert: RoutesStalled
                  expr: «(sum(rate(route_controller_route_sync_total)) default 0) < 0.05»
      `,
      messages: few('alert `RoutesStalled`'),
    },
    'managed Prometheus of Google, in a list': {
      input: `
        apiVersion: v1
        kind: List
        items:
          - apiVersion: monitoring.googleapis.com/v1
            kind: ClusterRules
            metadata: {name: routes}
            spec:
              groups:
                - name: routes
                  rules:
                    - {alert: RoutesStalled, expr: '«increase(route_controller_route_sync_total{job=''ccm''}[10m]) < 1»'}
      `,
      messages: few('alert `RoutesStalled`'),
    },
    'a rule file in a ConfigMap': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: prometheus-rules
        data:
          routes.rules.yml: |
            groups:
              - name: routes
                rules:
                  - alert: RoutesStalled
                    expr: |
                      # the loop runs every ten seconds
                      «sum(rate(route_controller_route_sync_total[10m]))
                        < 0.05»
      `,
      messages: few('alert `RoutesStalled`'),
    },
    'folded text and escapes': {
      path: 'rules.yaml',
      input: `
        groups:
          - name: routes
            rules:
              - alert: A
                expr: >-
                  «rate(route_controller_route_sync_total{job="ccm"}[10m])
                  == 0»
              - alert: B
                expr: "«rate(route_controller_\\x72oute_sync_total{job=\\"ccm\\"}[10m]) == 0»"
      `,
      messages: [...few('alert `A`'), ...few('alert `B`')],
    },
    'panels in rows, in panels, and of a library': {
      path: 'dashboards/ccm.json',
      input: `
        {
          "title": "CCM",
          "rows": [{"panels": [{"title": "in a row", "targets": [{"expr": "«rate(route_controller_route_sync_total[[[range]]]) < 0.05»"}]}]}],
          "panels": [
            {"type": "row", "title": "a row", "panels": [{"title": "collapsed", "targets": [{"expr": "«sum(increase(route_controller_route_sync_total{job=~\\"$job\\"}[$__range])) == bool 0»"}]}]},
            {"title": "shows", "targets": [{"expr": "rate(route_controller_route_sync_total[5m])"}]}
          ],
          "__elements": {"x": {"name": "library", "kind": 1, "model": {"title": "of a library", "targets": [{"expr": "«rate(route_controller_route_sync_total[\${range}]) <= 0»"}]}}}
        }
      `,
      messages: [...few('panel `in a row`'), ...few('panel `collapsed`'), ...few('panel `of a library`')],
    },
    'a dashboard in a ConfigMap': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: dashboards}
        data:
          ccm.json: |
            {"title": "CCM", "panels": [{"title": "Stalled", "targets": [{"expr": "«rate(route_controller_route_sync_total{job=\\"ccm\\"}[5m]) == 0»"}]}]}
      `,
      messages: few('panel `Stalled`'),
    },
    'a dashboard of the operator of Grafana': {
      input: `
        apiVersion: grafana.integreatly.org/v1beta1
        kind: GrafanaDashboard
        metadata: {name: ccm}
        spec:
          json: >
            {"title": "CCM", "panels": [{"title": "Stalled",
            "targets": [{"expr": "«rate(route_controller_route_sync_total[5m]) == 0»"}]}]}
      `,
      messages: few('panel `Stalled`'),
    },
    'a dashboard of the newer schema': {
      path: 'ccm.json',
      input: `
        {"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "ccm"}, "spec": {"elements": {"panel-1": {"kind": "Panel", "spec": {"title": "Stalled",
          "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {"query": {"kind": "DataQuery", "spec": {"expr": "«rate(route_controller_route_sync_total[5m]) == 0»"}}}}]}}}}}}}
      `,
      messages: few('panel `Stalled`'),
    },
    'the alert of a panel': {
      path: 'ccm.json',
      input: `
        {"panels": [{"title": "Syncs", "targets": [{"expr": "rate(route_controller_route_sync_total[5m])", "refId": "A"}],
          "alert": {"name": "Stalled", "for": "5m", "conditions": [
            {«"evaluator"»: {"type": "lt", "params": [0.05]}, "query": {"params": ["A", "5m", "now"]}, "reducer": {"type": "avg"}},
            {"evaluator": {"type": "lt", "params": [0.05]}, "query": {"params": ["B", "5m", "now"]}, "reducer": {"type": "avg"}}]}}]}
      `,
      messages: few('alert `Stalled`'),
    },
    'a threshold of Grafana': {
      input: grafanaAlert(
        'type: threshold\n                expression: B\n                conditions: [{«evaluator»: {type: lt, params: [0.05]}}]',
      ),
      messages: few('alert `Routes stalled`'),
    },
    'classic conditions of Grafana': {
      input: grafanaAlert(
        'type: classic_conditions\n                conditions: [{«evaluator»: {type: outside_range, params: [0.05, 1]}, query: {params: [A]}, reducer: {type: avg}}]',
      ),
      messages: few('alert `Routes stalled`'),
    },
    'mathematics of Grafana': {
      input: grafanaAlert('type: math\n                «expression»: $B == 0'),
      messages: few('alert `Routes stalled`'),
    },
    'alerts of the operator of Grafana': {
      input: `
        apiVersion: grafana.integreatly.org/v1beta1
        kind: GrafanaAlertRuleGroup
        metadata: {name: routes}
        spec:
          rules:
            - title: Routes stalled
              condition: A
              data:
                - refId: A
                  model: {refId: A, expr: "«increase(route_controller_route_sync_total[10m]) < 1»"}
              for: 5m
      `,
      messages: few('alert `Routes stalled`'),
    },
    'values of kube-prometheus-stack in a HelmRelease': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: monitoring}
        spec:
          values:
            additionalPrometheusRulesMap:
              routes:
                groups:
                  - name: routes
                    rules:
                      - alert: RoutesStalled
                        expr: «rate(route_controller_route_sync_total[10m]) == 0»
            grafana:
              dashboards:
                default:
                  ccm:
                    json: |
                      {"panels": [{"title": "Stalled", "targets": [{"expr": "«rate(route_controller_route_sync_total[5m]) == 0»"}]}]}
      `,
      messages: [...few('panel `Stalled`'), ...few('alert `RoutesStalled`')],
    },
    'values of the chart of Prometheus in an Application': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: prometheus}
        spec:
          source:
            chart: prometheus
            helm:
              values: |
                serverFiles:
                  alerting_rules.yml:
                    groups:
                      - name: routes
                        rules:
                          - alert: RoutesStalled
                            expr: «rate(route_controller_route_sync_total[10m]) == 0»
      `,
      messages: few('alert `RoutesStalled`'),
    },
    'a template of a chart': {
      path: 'chart/templates/rules.yaml',
      input: `
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: {{ .Release.Name }}-routes
        spec:
          groups:
            - name: routes
              rules:
                - alert: RoutesStalled
                  expr: |
                    «rate(route_controller_route_sync_total{job="{{ .Values.job }}"}[{{ .Values.window }}]) == 0»
                - alert: TooFew
                  expr: «rate(route_controller_route_sync_total[5m]) < {{ .Values.least }}»
      `,
      messages: [...few('alert `RoutesStalled`'), ...few('alert `TooFew`')],
    },
    'a patch of a rule': {
      path: 'kustomization.yaml',
      input: `
        resources: [../base]
        patches:
          - target: {kind: PrometheusRule}
            patch: |
              - op: replace
                path: /spec/groups/0/rules/0/expr
                value: «rate(route_controller_route_sync_total[10m]) == 0»
      `,
      messages: few('a query'),
    },
  },
});
