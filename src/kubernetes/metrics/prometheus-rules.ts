import type { Node } from '../../core/document.ts';
import { secondsOf } from '../../core/duration.ts';
import { textOf } from '../object.ts';
import type { Holder } from './metric-expression.ts';
import { around } from './around.ts';

/**
 * A rule of Prometheus, wherever it is written: in a rule file (that of Mimir, Cortex and Thanos Ruler is the same), in a PrometheusRule
 * or VMRule, in values of a chart.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule
 */
export function prometheusRule(expression: Node): Holder | undefined {
  const rule = around(expression, 1);
  const [alert, record] = [textOf(rule?.get('alert')), textOf(rule?.get('record'))];
  const common = { form: 'prometheus-rule', holdsFor: secondsOf(textOf(rule?.get('for')) ?? '0s'), thresholds: [] };
  if (alert !== undefined) return { ...common, kind: 'alert', title: `alert \`${alert}\``, name: alert };
  if (record !== undefined) return { ...common, kind: 'recording', title: `recording rule \`${record}\``, name: record };
  return undefined;
}
