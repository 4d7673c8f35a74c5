import type { ts } from 'ts-morph';
import type { Plain, Scalar } from '../../core/document.ts';
import type { TextRange } from '../../core/text.ts';
import { type Scope } from './scope.ts';
import { type Syntax } from './syntax.ts';

/** A literal that holds others. */
export type Collection = ts.ObjectLiteralExpression | ts.ArrayLiteralExpression;

/** A part of what a program says: a value, where it is used, and where it is written. */
export interface Part extends TextRange {
  readonly content: ReadonlyMap<string, Part> | readonly Part[] | Scalar;
  readonly key?: TextRange | undefined;
  /** The expression in the place where it is used. */
  readonly expression?: ts.Expression | undefined;
  /** Its literal, where that is written in the place where it is used. */
  readonly literal?: Collection | undefined;
  /** What stands in the literal around it. */
  readonly element?: ts.ObjectLiteralElementLike | ts.Expression | undefined;
  /** The constant, function or spread that it, or what is around it, comes from. */
  readonly through?: string | undefined;
  /** Whether it is an expression whose value is not written in the file. */
  readonly isOpen?: boolean;
}

/** Constants that name constants that name constants: further than any program goes on purpose. */
const MAX_DEPTH = 16;

/** So many values are read of constants. A few lines of constants can stand for more than there is memory. */
const MOST_FOLLOWED = 20_000;

export const isParts = (content: Part['content']): content is readonly Part[] => Array.isArray(content);

/** What a key or an index leads to. */
export function childOf({ content }: Part, step: string | number): Part | undefined {
  if (content instanceof Map) return (content as ReadonlyMap<string, Part>).get(String(step));
  return isParts(content) ? content[Number(step)] : undefined;
}

export function plainOf({ content }: Part): Plain {
  if (content instanceof Map)
    return Object.fromEntries([...(content as ReadonlyMap<string, Part>)].map(([key, part]) => [key, plainOf(part)]));
  return isParts(content) ? content.map(plainOf) : (content as Scalar);
}

/** The value of an expression that is not known, as a placeholder: `${props.address}`. */
export const placeholderOf = (text: string): string => `\${${text}}`;

/** Whether an expression is a name, or names with dots: it may stand in several places, and means the same in each. */
export const isChain = (text: string): boolean => /^(?:this|[A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)*$/.test(text);

/** An expression without what only types it, and without parentheses. */
export function bareOf(expression: ts.Expression, { compiler }: Pick<Syntax, 'compiler'>): ts.Expression {
  let bare = expression;
  while (
    compiler.isParenthesizedExpression(bare) ||
    compiler.isAsExpression(bare) ||
    compiler.isSatisfiesExpression(bare) ||
    compiler.isTypeAssertionExpression(bare) ||
    compiler.isNonNullExpression(bare)
  )
    bare = bare.expression;
  return bare;
}

/** What a literal of a scalar says; nothing for all else. */
export function scalarOf(expression: ts.Expression, { compiler }: Pick<Syntax, 'compiler'>): { readonly value: Scalar } | undefined {
  const { SyntaxKind } = compiler;
  if (compiler.isStringLiteralLike(expression)) return { value: expression.text };
  if (compiler.isNumericLiteral(expression)) return { value: Number(expression.text) };
  if (expression.kind === SyntaxKind.TrueKeyword) return { value: true };
  if (expression.kind === SyntaxKind.FalseKeyword) return { value: false };
  if (expression.kind === SyntaxKind.NullKeyword) return { value: null };
  if (compiler.isIdentifier(expression) && expression.text === 'undefined') return { value: null };
  if (
    compiler.isPrefixUnaryExpression(expression) &&
    expression.operator === SyntaxKind.MinusToken &&
    compiler.isNumericLiteral(expression.operand)
  )
    return { value: -Number(expression.operand.text) };
  return undefined;
}

/** The name of a member, where it is written out. */
export function keyOf(element: ts.ObjectLiteralElementLike, { compiler }: Pick<Syntax, 'compiler'>): string | undefined {
  const { name } = element;
  if (!name) return undefined;
  if (compiler.isComputedPropertyName(name)) return compiler.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  return name.text;
}

/** Reads expressions, and follows the constants of the file. */
export class Reader {
  readonly #syntax: Syntax;
  readonly #scope: Scope;
  #followed = 0;

  constructor(syntax: Syntax, scope: Scope) {
    this.#syntax = syntax;
    this.#scope = scope;
  }

  /** `through`: the constant that the expression is a part of. */
  read(expression: ts.Expression, from: Pick<Part, 'key' | 'element' | 'through'> = {}, depth = 0): Part {
    const { compiler, tree } = this.#syntax;
    if (from.through !== undefined) this.#followed++;
    const place = { start: expression.getStart(tree), end: expression.end, expression, ...from };
    const bare = bareOf(expression, this.#syntax);
    const scalar = scalarOf(bare, this.#syntax);
    if (scalar) return { ...place, content: scalar.value };
    const literal = from.through === undefined ? { literal: bare as Collection } : {};
    if (compiler.isObjectLiteralExpression(bare)) return { ...place, ...literal, content: this.#members(bare, from.through, depth) };
    if (compiler.isArrayLiteralExpression(bare)) return { ...place, ...literal, content: this.#items(bare, from.through, depth) };
    const known = depth < MAX_DEPTH && this.#followed < MOST_FOLLOWED ? this.#follow(bare, depth) : undefined;
    if (known) return { ...known, ...place, literal: undefined, through: from.through ?? bare.getText(tree) };
    const content = compiler.isTemplateExpression(bare) ? this.#textOf(bare) : placeholderOf(bare.getText(tree));
    return { ...place, content, isOpen: true };
  }

  #members(literal: ts.ObjectLiteralExpression, through: string | undefined, depth: number): ReadonlyMap<string, Part> {
    const { compiler, tree } = this.#syntax;
    const members = new Map<string, Part>();
    const add = (name: string, part: Part): void => {
      // The last one counts, and stands where it is written.
      members.delete(name);
      members.set(name, part);
    };
    for (const element of literal.properties) {
      const name = keyOf(element, this.#syntax);
      const key = element.name && { start: element.name.getStart(tree), end: element.name.end };
      if (compiler.isSpreadAssignment(element)) {
        const spread = this.read(element.expression, {}, depth + 1);
        const words = element.getText(tree);
        if (spread.content instanceof Map)
          for (const [inner, part] of spread.content as ReadonlyMap<string, Part>)
            add(inner, { ...part, literal: undefined, through: words });
      } else if (name !== undefined && compiler.isPropertyAssignment(element)) {
        add(name, this.read(element.initializer, { key, element, through }, depth + 1));
      } else if (name !== undefined && compiler.isShorthandPropertyAssignment(element)) {
        add(name, this.read(element.name, { key, element, through }, depth + 1));
      }
    }
    return members;
  }

  #items(literal: ts.ArrayLiteralExpression, through: string | undefined, depth: number): readonly Part[] {
    const { compiler } = this.#syntax;
    return literal.elements.flatMap((element): readonly Part[] => {
      if (!compiler.isSpreadElement(element)) return [this.read(element, { element, through }, depth + 1)];
      const spread = this.read(element.expression, {}, depth + 1);
      const words = element.getText(this.#syntax.tree);
      return isParts(spread.content)
        ? spread.content.map(part => ({ ...part, literal: undefined, through: words }))
        : [{ ...spread, element, content: placeholderOf(words), isOpen: true }];
    });
  }

  /** What the constants of the file say for a name, a member of one, or a call of a function that only returns something. */
  #follow(expression: ts.Expression, depth: number): Part | undefined {
    const { compiler } = this.#syntax;
    const { constants } = this.#scope;
    if (compiler.isPropertyAccessExpression(expression)) {
      const holder = this.#follow(expression.expression, depth);
      return holder?.content instanceof Map ? (holder.content as ReadonlyMap<string, Part>).get(expression.name.text) : undefined;
    }
    const name = compiler.isIdentifier(expression)
      ? expression.text
      : compiler.isCallExpression(expression) && compiler.isIdentifier(expression.expression) && expression.arguments.length === 0
        ? `${expression.expression.text}()`
        : undefined;
    const value = name === undefined ? undefined : constants.get(name);
    if (!value || name === undefined) return undefined;
    const part = this.read(value, { through: name }, depth + 1);
    return part.isOpen === true ? undefined : part;
  }

  #textOf({ head, templateSpans }: ts.TemplateExpression): string {
    const { tree } = this.#syntax;
    return head.text + templateSpans.map(({ expression, literal }) => placeholderOf(expression.getText(tree)) + literal.text).join('');
  }
}
