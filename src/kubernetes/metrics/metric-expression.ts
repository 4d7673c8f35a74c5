import type { Resource } from '../../core/diagnostic.ts';
import type { Document, Node } from '../../core/document.ts';
import { isBelow } from '../../core/model.ts';
import { objects, resourceOf } from '../object.ts';
import { expressionOf, type Expression } from './expression.ts';
import { grafanaAlert, legacyPanelAlert } from './grafana-alerts.ts';
import { grafanaPanel } from './grafana-panels.ts';
import { prometheusRule } from './prometheus-rules.ts';

/** An expression on metrics, and what becomes of its result. */
export interface MetricExpression extends Holder {
  /** The string it is written in. */
  readonly node: Node;
  readonly root: Expression;
  readonly resource: Resource | undefined;
}

/** What an expression is written for. */
export interface Holder {
  /** How the file holds it. */
  readonly form: string;
  readonly kind: 'alert' | 'recording' | 'panel';
  /** What the user calls it: "alert `RoutesStalled`". */
  readonly title: string;
  readonly name: string | undefined;
  /** How many seconds a comparison must be true before anybody is told. */
  readonly holdsFor: number;
  /** What its result is compared with outside of it. */
  readonly thresholds: readonly Threshold[];
}

/** A comparison that is not written in PromQL. */
export interface Threshold {
  readonly node: Node;
  readonly operator: '<' | '<=' | '==' | '!=' | '>' | '>=';
  readonly value: number;
}

const HOLDERS: readonly ((expression: Node) => Holder | undefined)[] = [prometheusRule, grafanaAlert, legacyPanelAlert, grafanaPanel];

/** The expression of a document, if it is one that can be read. */
export function* metricExpressions({ within, root }: Document): Generator<MetricExpression> {
  if (within?.language !== 'promql' || !root) return;
  const { node } = within;
  for (const holderOf of HOLDERS) {
    const holder = holderOf(node);
    if (!holder) continue;
    yield { ...holder, node, root: expressionOf(root), resource: resourceAround(node, holder.form) };
    return;
  }
}

/** The object that a string belongs to, be it in a string of that object. */
function resourceAround(node: Node, form: string): Resource | undefined {
  for (let at: Node | undefined = node; at; at = at.document.within?.node) {
    const { path } = at;
    const object = [...objects(at.document)].findLast(candidate => isBelow(path, candidate.node.path));
    if (object) return resourceOf(object, path, form);
  }
  return undefined;
}
