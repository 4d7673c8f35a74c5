import type { Node as TreeNode } from 'web-tree-sitter';
import type { Scalar } from '../../core/document.ts';
import { templateText, textOfLines } from './strings.ts';
import type { CommentSyntax, EntrySyntax, FileSyntax, ListSyntax, MapSyntax, ScalarSyntax, Span, Syntax } from './syntax.ts';

const DEEPEST = 200;

const PLAIN_STRING = /^"[^"\\$%\r\n]*"$/;
const PLAIN_LITERAL = /^(?:true|false|null|0|[1-9]\d*)$/;

/** What a tree of the grammar says; throws `TooDeep`. `text` is that of the file. */
export function read(root: TreeNode, text: string): Omit<FileSyntax, 'errors'> {
  const reader = new Reader(text);
  const inside = { start: 0, end: text.length };
  const body = root.namedChildren.find(({ type }) => type === 'body');
  const comments = root.descendantsOfType('comment').map((node): CommentSyntax => {
    const written = text.slice(node.startIndex, node.endIndex).trimEnd();
    return { start: node.startIndex, end: node.startIndex + written.length, text: written };
  });
  return { root: reader.body(body, 'file', inside, inside), comments };
}

/** What nests deeper than any real file. */
export class TooDeep extends Error {
  override message = `it is nested more than ${DEEPEST} levels deep`;
  readonly at: Span;

  constructor(at: Span) {
    super();
    this.at = at;
  }
}

class Reader {
  readonly #text: string;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Attributes and blocks in the order in which their names first come. Of a repeated attribute the last one counts. */
  body(node: TreeNode | undefined, form: 'file' | 'block', span: Span, inside: Span): MapSyntax {
    const map: MapSyntax = { kind: 'map', form, ...plainSpan(span), entries: [], byKey: new Map(), inside };
    this.#enter(span);
    for (const child of node?.namedChildren ?? []) {
      if (child.type === 'attribute') this.#attribute(child, map);
      else if (child.type === 'block') this.#block(child, map);
    }
    this.#depth--;
    return map;
  }

  #enter(at: Span): void {
    if (++this.#depth > DEEPEST) throw new TooDeep(at);
  }

  #attribute(node: TreeNode, { entries, byKey }: MapSyntax): void {
    const [name, value] = [node.namedChildren.find(isIdentifier), node.namedChildren.find(isExpression)];
    if (!name || !value) return;
    const entry: EntrySyntax = { key: name.text, keySpan: spanOf(name), span: spanOf(node), value: this.#expression(value) };
    const known = byKey.get(entry.key);
    if (known) entries[entries.indexOf(known)] = entry;
    else entries.push(entry);
    byKey.set(entry.key, entry);
  }

  #block(node: TreeNode, body: MapSyntax): void {
    const { namedChildren: children } = node;
    const names = children.filter(child => isIdentifier(child) || child.type === 'string_lit');
    const [open, close] = ['block_start', 'block_end'].map(type => children.find(child => child.type === type));
    const [name, ...labels] = names;
    if (!name || !open) return;
    const inside = { start: open.endIndex, end: close?.startIndex ?? node.endIndex };
    const value = this.body(
      children.find(({ type }) => type === 'body'),
      'block',
      spanOf(node),
      inside,
    );
    let map = body;
    for (const [index, label] of [name, ...labels].entries()) {
      const key = isIdentifier(label) ? label.text : this.#quoted(label);
      let entry = map.byKey.get(key);
      if (!entry) {
        entry = { key, keySpan: spanOf(label), span: undefined, value: index === labels.length ? blocks(node) : labelled(node) };
        map.entries.push(entry);
        map.byKey.set(key, entry);
      }
      const { value: held } = entry;
      if (held.kind === 'map' && held.form === 'labels' && index < labels.length) map = held;
      else if (held.kind === 'list' && held.form === 'blocks' && index === labels.length) held.items.push({ value, keySpan: spanOf(name) });
      // An attribute, or another number of labels, has the name already: Terraform rejects the file.
      else return;
    }
  }

  #expression(node: TreeNode): Syntax {
    this.#enter(spanOf(node));
    const syntax = this.#read(node);
    this.#depth--;
    return syntax;
  }

  #read(node: TreeNode): Syntax {
    const text = this.#text.slice(node.startIndex, node.endIndex);
    // Most values are plain, and each step down the tree is a call into WebAssembly.
    if (PLAIN_STRING.test(text)) return scalar(node, 'string', text.slice(1, -1));
    if (PLAIN_LITERAL.test(text)) return scalar(node, 'literal', JSON.parse(text) as Scalar);
    const [only, ...others] = node.namedChildren.filter(({ type }) => type !== 'comment');
    const isWhole = only?.startIndex === node.startIndex && only.endIndex === node.endIndex;
    if (!only || others.length > 0 || !isWhole) return this.#opaque(node);
    const [inner] = only.namedChildren;
    if (only.type === 'literal_value' && inner) return this.#literal(inner);
    if (only.type === 'template_expr' && inner) return inner.type === 'heredoc_template' ? this.#heredoc(inner) : this.#template(inner);
    if (only.type === 'collection_value' && inner) return inner.type === 'tuple' ? this.#tuple(inner) : this.#object(inner);
    if (only.type === 'function_call') return this.#call(only);
    const number = /^-\s*(\d+(?:\.\d+)?)$/.exec(only.text)?.[1];
    return number === undefined ? this.#opaque(node) : { ...scalar(only, 'literal', -Number(number)) };
  }

  #literal(node: TreeNode): ScalarSyntax {
    if (node.type === 'string_lit') return this.#template(node);
    const text = this.#text.slice(node.startIndex, node.endIndex);
    const value = node.type === 'null_lit' ? null : node.type === 'bool_lit' ? text === 'true' : Number(text);
    return scalar(node, 'literal', value);
  }

  #template(node: TreeNode): ScalarSyntax {
    return scalar(node, 'string', this.#quoted(node));
  }

  /** The text in quotes; what is filled in stays as it is written. */
  #quoted(node: TreeNode): string {
    const filledIn = node.namedChildren.filter(({ type }) => type === 'template_interpolation' || type === 'template_directive');
    return templateText(this.#text, { start: node.startIndex + 1, end: node.endIndex - 1 }, filledIn.map(spanOf));
  }

  #heredoc(node: TreeNode): ScalarSyntax {
    const start = this.#text.indexOf('\n', node.startIndex) + 1;
    const end = Math.max(start, this.#text.lastIndexOf('\n', node.endIndex - 1) + 1);
    const value = textOfLines(this.#text.slice(start, end), this.#text.startsWith('<<-', node.startIndex));
    return { ...scalar(node, 'heredoc', value), lines: { start, end } };
  }

  #tuple(node: TreeNode): ListSyntax {
    const items = node.namedChildren.filter(isExpression).map(child => ({ value: this.#expression(child), keySpan: undefined }));
    return { kind: 'list', form: 'tuple', ...spanOf(node), items, inside: insideOf(node) };
  }

  #object(node: TreeNode): Syntax {
    if (node.type !== 'object') return this.#opaque(node);
    const entries = node.namedChildren.flatMap((child): EntrySyntax | [] => {
      const [key, value] = [child.childForFieldName('key'), child.childForFieldName('val')];
      if (child.type !== 'object_elem' || !key || !value) return [];
      return { key: this.#key(key), keySpan: spanOf(key), span: spanOf(child), value: this.#expression(value) };
    });
    const byKey = new Map(entries.map(entry => [entry.key, entry]));
    return { kind: 'map', form: 'object', ...spanOf(node), entries, byKey, inside: insideOf(node) };
  }

  /** A mere word is a string; so is what has to be computed, in `${…}`. */
  #key(node: TreeNode): string {
    if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(node.text)) return node.text;
    const { kind, value } = this.#expression(node) as { kind: string; value?: Scalar };
    return kind === 'scalar' && value !== undefined ? String(value) : node.text;
  }

  #call(node: TreeNode): ScalarSyntax {
    const name = node.namedChildren.find(isIdentifier)?.text ?? '';
    const given = node.namedChildren.find(({ type }) => type === 'function_arguments')?.namedChildren.filter(isExpression) ?? [];
    const argument = given.length === 1 ? this.#expression(given[0]!) : undefined;
    return { ...this.#opaque(node), call: { name, argument } };
  }

  #opaque(node: TreeNode): ScalarSyntax {
    return scalar(node, 'expression', `\${${this.#text.slice(node.startIndex, node.endIndex).replaceAll('\r\n', '\n')}}`);
  }
}

const blocks = (node: TreeNode): ListSyntax => ({ kind: 'list', form: 'blocks', ...spanOf(node), items: [], inside: spanOf(node) });

const labelled = (node: TreeNode): MapSyntax => ({
  kind: 'map',
  form: 'labels',
  ...spanOf(node),
  entries: [],
  byKey: new Map(),
  inside: spanOf(node),
});

const scalar = (node: TreeNode, form: ScalarSyntax['form'], value: Scalar): ScalarSyntax => ({
  kind: 'scalar',
  form,
  ...spanOf(node),
  value,
});

const isIdentifier = ({ type }: TreeNode): boolean => type === 'identifier';

const isExpression = ({ type }: TreeNode): boolean => type === 'expression';

const spanOf = ({ startIndex, endIndex }: TreeNode): Span => ({ start: startIndex, end: endIndex });

const plainSpan = ({ start, end }: Span): Span => ({ start, end });

/** Between the brackets, which are one character each. */
const insideOf = ({ startIndex, endIndex }: TreeNode): Span => ({ start: startIndex + 1, end: Math.max(startIndex + 1, endIndex - 1) });
