import { parser } from '@prometheus-io/lezer-promql';
import type { Scalar } from '../../core/document.ts';
import { numberOf, unquote } from './literals.ts';
import { isVariable, maskVariables } from './mask.ts';
import { childrenOf, isExpression, mapOf, type Members, type Part, type SyntaxNode } from './syntax.ts';

/** What a text says as PromQL, or where it stops being PromQL. */
export type Reading =
  | { readonly part: Part; readonly error?: undefined }
  | { readonly part?: undefined; readonly error: { readonly message: string; readonly start: number; readonly end: number } };

/** No expression that people write comes near; a parser that tries to make sense of a megabyte of brackets takes seconds. */
const LONGEST = 32 * 1024;

const DEEPEST = 500;

/** What follows the expression that it is about. Anchored, smoothed and at an instant: what is measured stays the same. */
const POSTFIXES: ReadonlySet<string> = new Set([
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'StepInvariantExpr',
  'AnchoredExpr',
  'SmoothedExpr',
]);

/**
 * Reads an expression with the grammar of Prometheus' own editor. Each part is a map that says its `type`:
 *
 * - `number`, `string`: `value`
 * - `variable`: what stands there is decided elsewhere
 * - `selector`: `metric`, where it has a name; `matchers`, each with `label`, `operator`, `value`
 * - `range`, `subquery`: `operand`, `range` as it is written
 * - `offset`: `operand`, `offset`; `at`: `operand`
 * - `call`: `function`, `arguments`
 * - `aggregation`: `function`, `arguments`, `by` or `without`
 * - `unary`: `operator`, `operand`
 * - `binary`: `operator`, `left`, `right`; `bool`; `on` or `ignoring`; `group`: `left` or `right`
 *
 * Parentheses are no part. Variables of dashboards are read as what can stand in their place.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export function readExpression(text: string): Reading {
  if (text.length > LONGEST) return { error: { message: 'an expression of more than 32 KiB is not read', start: 0, end: 0 } };
  const masked = maskVariables(text);
  const tree = parser.parse(masked);
  let error: { start: number; end: number } | undefined;
  tree.iterate({
    enter({ type, from, to }) {
      if (type.isError) error ??= { start: from, end: to };
    },
  });
  if (error) return { error: { message: 'the expression cannot be read as PromQL here', ...error } };
  const expression = childrenOf(tree.topNode)[0];
  if (!expression) return { error: { message: 'the expression is empty', start: 0, end: text.length } };
  const part = new Reader(text, masked).read(expression);
  return part ? { part } : { error: { message: `the expression is nested more than ${DEEPEST} levels deep`, start: 0, end: 0 } };
}

class Reader {
  readonly #text: string;
  readonly #masked: string;

  constructor(text: string, masked: string) {
    this.#text = text;
    this.#masked = masked;
  }

  /**
   * Nothing where it is nested too deeply.
   *
   * `postfixes`: what follows the last operand, the innermost first. The grammar takes `a - b offset 5m` for `(a - b) offset 5m`, which
   * Prometheus does not: it has no parentheses there.
   */
  read(node: SyntaxNode, depth = 0, postfixes: readonly SyntaxNode[] = []): Part | undefined {
    if (depth === DEEPEST) return undefined;
    const children = childrenOf(node);
    const [first] = children;
    if (POSTFIXES.has(node.name)) return first && this.read(first, depth + 1, [node, ...postfixes]);
    const operands = children.flatMap(child =>
      child.name === 'FunctionCallBody' ? childrenOf(child) : isExpression(child) ? [child] : [],
    );
    const isOpen = node.name === 'BinaryExpr' || node.name === 'UnaryExpr';
    const parts: Part[] = [];
    for (const operand of operands) {
      const part = this.read(operand, depth + 1, isOpen && operand === operands.at(-1) ? postfixes : []);
      if (!part) return undefined;
      parts.push(part);
    }
    if (isOpen) return mapOf(node.from, postfixes.at(-1)?.to ?? node.to, this.#members(node, children, parts));
    const part = node.name === 'ParenExpr' ? parts[0] : mapOf(node.from, node.to, this.#members(node, children, parts));
    return postfixes.reduce((operand, postfix) => operand && mapOf(node.from, postfix.to, this.#postfix(postfix, operand)), part);
  }

  #members(node: SyntaxNode, children: readonly SyntaxNode[], parts: readonly Part[]): Members {
    const child = (name: string): SyntaxNode | undefined => children.find(found => found.name === name);
    const [first] = children;
    const [operand, right] = parts;
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { type: this.#is(node, 'number'), value: this.#is(node, numberOf(this.#masked.slice(node.from, node.to))) };
      case 'VectorSelector':
        return this.#isVariable(first)
          ? { type: this.#is(node, 'variable') }
          : { type: this.#is(node, 'selector'), ...this.#selector(node, children) };
      case 'FunctionCall':
        return {
          type: this.#is(node, 'call'),
          function: this.#keyword(child('FunctionIdentifier')),
          arguments: this.#list(node, parts),
        };
      case 'AggregateExpr':
        return {
          type: this.#is(node, 'aggregation'),
          function: this.#keyword(child('AggregateOp')),
          arguments: this.#list(node, parts),
          ...this.#labels(child('AggregateModifier'), { By: 'by', Without: 'without' }),
        };
      case 'UnaryExpr':
        return { type: this.#is(node, 'unary'), operator: this.#keyword(child('UnaryOp')), operand };
      case 'BinaryExpr':
        return { type: this.#is(node, 'binary'), operator: this.#operator(children), left: operand, right, ...this.#modifiers(children) };
      default:
        return { type: this.#is(node, 'string'), value: this.#is(node, unquote(this.#source(node))) };
    }
  }

  #postfix(node: SyntaxNode, operand: Part): Members {
    const child = (name: string): SyntaxNode | undefined => childrenOf(node).find(found => found.name === name);
    switch (node.name) {
      case 'MatrixSelector':
        return { type: this.#is(node, 'range'), operand, range: this.#word(child('DurationExpr'), this.#masked) };
      case 'SubqueryExpr':
        return { type: this.#is(node, 'subquery'), operand, range: this.#word(child('DurationExpr'), this.#masked) };
      case 'OffsetExpr':
        return { type: this.#is(node, 'offset'), operand, offset: this.#word(child('OffsetDurationExpr'), this.#masked) };
      default:
        return { type: this.#is(node, 'at'), operand };
    }
  }

  #selector(node: SyntaxNode, children: readonly SyntaxNode[]): Members {
    const written = children.flatMap(child => (child.name === 'LabelMatchers' ? childrenOf(child) : []));
    const quoted = written.find(({ name }) => name === 'QuotedLabelName');
    const matchers = written.filter(child => child !== quoted).map(matcher => this.#matcher(matcher));
    const named = matchers.find(({ label, operator }) => label.content === '__name__' && operator.content === '=');
    const identifier = children.find(({ name }) => name === 'Identifier');
    return {
      metric: identifier ? this.#word(identifier) : quoted ? this.#is(quoted, unquote(this.#source(quoted))) : named?.value,
      matchers: this.#list(
        node,
        matchers.map(matcher => ({ ...matcher.label, content: new Map(Object.entries(matcher)) })),
      ),
    };
  }

  #matcher(node: SyntaxNode): { readonly label: Part; readonly operator: Part; readonly value: Part } {
    const [label, operator, value] = childrenOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode];
    return {
      label: this.#is(label, unquote(this.#source(label))),
      operator: this.#is(operator, this.#source(operator)),
      value: this.#is(value, unquote(this.#source(value))),
    };
  }

  #isVariable(node: SyntaxNode | undefined): boolean {
    return node?.name === 'Identifier' && isVariable(this.#source(node));
  }

  #operator(children: readonly SyntaxNode[]): Part | undefined {
    return this.#keyword(children.find(child => !isExpression(child) && !/Modifier|Comment/.test(child.name)));
  }

  #modifiers(children: readonly SyntaxNode[]): Members {
    const bool = children.find(({ name }) => name === 'BoolModifier');
    const matching = children.find(({ name }) => name === 'MatchingModifierClause');
    const group = matching && childrenOf(matching).find(({ name }) => name.startsWith('Group') && name !== 'GroupingLabels');
    return {
      bool: bool && this.#is(bool, true),
      ...this.#labels(matching, { On: 'on', Ignoring: 'ignoring' }),
      group: group && this.#is(group, group.name === 'GroupLeft' ? 'left' : 'right'),
    };
  }

  /** The labels of `by (…)`, `on (…)` and their like, under the word for which of them it is. */
  #labels(clause: SyntaxNode | undefined, words: Readonly<Record<string, string>>): Readonly<Record<string, Part>> {
    const children = clause ? childrenOf(clause) : [];
    const word = children.map(({ name }) => words[name]).find(found => found !== undefined);
    const labels = children.find(({ name }) => name === 'GroupingLabels');
    if (word === undefined || !labels) return {};
    return {
      [word]: this.#list(
        labels,
        childrenOf(labels).map(label => this.#is(label, unquote(this.#source(label)))),
      ),
    };
  }

  #word(node: SyntaxNode | undefined, text = this.#text): Part | undefined {
    return node && this.#is(node, text.slice(node.from, node.to));
  }

  /** Keywords may be written in any case. */
  #keyword(node: SyntaxNode | undefined): Part | undefined {
    return node && this.#is(node, this.#masked.slice(node.from, node.to).toLowerCase());
  }

  #is({ from, to }: SyntaxNode, content: Scalar): Part {
    return { start: from, end: to, content };
  }

  #list({ from, to }: SyntaxNode, content: readonly Part[]): Part {
    return { start: from, end: to, content };
  }

  #source({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }
}
