import type { Node } from '../../core/document.ts';
import { secondsOf } from '../../core/duration.ts';
import { textOf } from '../object.ts';
import { around } from './around.ts';
import type { Holder, Threshold } from './metric-expression.ts';

/** A step of an alert: a query, or an expression of Grafana on the result of others. */
interface Step {
  readonly id: string;
  readonly model: Node;
}

const OPERATORS: Readonly<Record<string, Threshold['operator']>> = { lt: '<', lte: '<=', gt: '>', gte: '>=', eq: '==', ne: '!=' };

/** `$B < 1`, as far as it is a comparison with a number and nothing else. */
const MATH = /^\s*\$\{?(\w+)\}?\s*(<=?|>=?|==|!=)\s*([\d.]+)\s*$/;

/** The reducers whose result is a rate where their input is one. */
const KEEPS_RATE = /^(?:last|mean|avg|min|max|median)$/;

/**
 * A query of an alert of Grafana: a provisioned file, or a GrafanaAlertRuleGroup, which say the same.
 *
 * https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/
 */
export function grafanaAlert(expression: Node): Holder | undefined {
  // rules[].data[].model.expr
  const [step, rule] = [around(expression, 2), around(expression, 4)];
  const data = rule?.get('data');
  if (expression.path.at(-2) !== 'model' || data?.kind !== 'list') return undefined;
  const steps = data.items().flatMap((item): Step[] => {
    const [id, model] = [textOf(item.get('refId')), item.get('model')];
    return id !== undefined && model ? [{ id, model }] : [];
  });
  const name = textOf(rule?.get('title'));
  return {
    form: 'grafana-alert',
    kind: 'alert',
    title: name === undefined ? 'an alert' : `alert \`${name}\``,
    name,
    holdsFor: secondsOf(textOf(rule?.get('for')) ?? '0s'),
    thresholds: thresholdsOn(textOf(step?.get('refId')) ?? '', steps, new Set()),
  };
}

/** A query of a panel that has an alert of its own, as Grafana had them up to version 10. */
export function legacyPanelAlert(expression: Node): Holder | undefined {
  // panels[].targets[].expr
  const [target, panel] = [around(expression, 1), around(expression, 3)];
  const alert = panel?.get('alert');
  if (expression.path.at(-3) !== 'targets' || alert?.kind !== 'map') return undefined;
  const name = textOf(alert.get('name')) ?? textOf(panel?.get('title'));
  return {
    form: 'grafana-panel',
    kind: 'alert',
    title: name === undefined ? 'an alert' : `alert \`${name}\``,
    name,
    holdsFor: secondsOf(textOf(alert.get('for')) ?? '0s'),
    thresholds: classicConditions(textOf(target?.get('refId')) ?? '', alert),
  };
}

/** The comparisons of a step's result, by itself or reduced to a number. */
function thresholdsOn(id: string, steps: readonly Step[], seen: Set<string>): readonly Threshold[] {
  if (seen.has(id)) return [];
  seen.add(id);
  return steps.flatMap(step => {
    const { model } = step;
    const [type, on] = [textOf(model.get('type')), textOf(model.get('expression'))];
    if (type === 'classic_conditions') return classicConditions(id, model);
    if (type === 'math') return mathThreshold(id, model.get('expression'));
    if (on !== id) return [];
    if (type === 'threshold')
      return (model.get('conditions')?.items() ?? []).flatMap(condition => evaluatorThresholds(condition.get('evaluator')));
    const keepsRate = type === 'resample' || (type === 'reduce' && KEEPS_RATE.test(textOf(model.get('reducer')) ?? ''));
    return keepsRate ? thresholdsOn(step.id, steps, seen) : [];
  });
}

/** A condition that names no query is on the only one. */
function classicConditions(id: string, model: Node): readonly Threshold[] {
  return (model.get('conditions')?.items() ?? [])
    .filter(condition => (textOf(condition.get('query', 'params', 0)) ?? id) === id)
    .filter(condition => KEEPS_RATE.test(textOf(condition.get('reducer', 'type')) ?? 'last'))
    .flatMap(condition => evaluatorThresholds(condition.get('evaluator')));
}

function mathThreshold(id: string, node: Node | undefined): readonly Threshold[] {
  const [, on, operator, value] = MATH.exec(textOf(node) ?? '') ?? [];
  return node && on === id ? [{ node, operator: operator as Threshold['operator'], value: Number(value) }] : [];
}

/** A range says what is below it and what is above: only the first matters here, and what is outside of a range is below it too. */
function evaluatorThresholds(evaluator: Node | undefined): readonly Threshold[] {
  const type = textOf(evaluator?.get('type')) ?? '';
  const [low, high] = (evaluator?.get('params')?.items() ?? []).map(({ value }) => Number(value));
  if (!evaluator || low === undefined) return [];
  if (type === 'outside_range') return [{ node: evaluator, operator: '<', value: low }];
  if (type === 'within_range') return low <= 0 && high !== undefined ? [{ node: evaluator, operator: '<', value: high }] : [];
  const operator = OPERATORS[type];
  return operator ? [{ node: evaluator, operator, value: low }] : [];
}
