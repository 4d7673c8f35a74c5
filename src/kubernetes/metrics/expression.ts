import type { Node } from '../../core/document.ts';
import { secondsOf } from '../../core/duration.ts';
import { textOf } from '../object.ts';

/** A PromQL expression; each part knows its place. https://prometheus.io/docs/prometheus/latest/querying/basics/ */
export type Expression = { readonly node: Node } & (
  | { readonly type: 'number'; readonly value: number }
  /** A variable is one of a dashboard or a template. */
  | { readonly type: 'string' | 'variable' }
  | { readonly type: 'selector'; readonly metric: string | undefined; readonly matchers: readonly Matcher[] }
  /** `seconds`: of the window. */
  | { readonly type: 'range' | 'subquery'; readonly operand: Expression; readonly seconds: number }
  | { readonly type: 'offset' | 'at'; readonly operand: Expression }
  | { readonly type: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly type: 'call'; readonly function: string; readonly arguments: readonly Expression[] }
  | Aggregation
  | Binary
);

export interface Aggregation {
  readonly type: 'aggregation';
  readonly function: string;
  readonly arguments: readonly Expression[];
  readonly by: readonly string[] | undefined;
  readonly without: readonly string[] | undefined;
}

export interface Binary {
  readonly type: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  /** Whether a comparison gives 0 or 1 instead of leaving out what it is not true of. */
  readonly bool: boolean;
  readonly on: readonly string[] | undefined;
  readonly ignoring: readonly string[] | undefined;
  /** The side of which several series may match one of the other. */
  readonly group: string | undefined;
}

export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** The expression that a node of the language `promql` says. */
export function expressionOf(node: Node): Expression {
  const inner = (name: string): Expression => expressionOf(node.get(name)!);
  const word = (name: string): string => textOf(node.get(name)) ?? '';
  const words = (name: string): readonly string[] | undefined =>
    node
      .get(name)
      ?.items()
      .map(item => textOf(item) ?? '');
  const type = word('type');
  switch (type) {
    case 'number':
      return { node, type, value: node.get('value')!.value as number };
    case 'selector':
      return { node, type, metric: textOf(node.get('metric')), matchers: node.get('matchers')!.value as unknown as readonly Matcher[] };
    case 'range':
    case 'subquery':
      return { node, type, operand: inner('operand'), seconds: secondsOf(word('range')) };
    case 'offset':
    case 'at':
      return { node, type, operand: inner('operand') };
    case 'unary':
      return { node, type, operator: word('operator'), operand: inner('operand') };
    case 'call':
      return { node, type, function: word('function'), arguments: argumentsOf(node) };
    case 'aggregation':
      return { node, type, function: word('function'), arguments: argumentsOf(node), by: words('by'), without: words('without') };
    case 'binary':
      return {
        node,
        type,
        operator: word('operator'),
        left: inner('left'),
        right: inner('right'),
        bool: node.get('bool') !== undefined,
        on: words('on'),
        ignoring: words('ignoring'),
        group: textOf(node.get('group')),
      };
    default:
      return { node, type: type === 'variable' ? type : 'string' };
  }
}

/** The expressions that an expression is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  if ('arguments' in expression) return expression.arguments;
  if ('operand' in expression) return [expression.operand];
  return 'left' in expression ? [expression.left, expression.right] : [];
}

/** The metrics that an expression reads. */
export function* metricsOf(expression: Expression): Generator<string> {
  if (expression.type === 'selector' && expression.metric !== undefined) yield expression.metric;
  for (const part of partsOf(expression)) yield* metricsOf(part);
}

const argumentsOf = (node: Node): readonly Expression[] => node.get('arguments')!.items().map(expressionOf);
