import type { CST } from 'yaml';
import {
  Composer,
  Lexer,
  Parser,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Alias,
  type Document as YamlTree,
  type Pair,
  type ParsedNode,
  type Scalar as YamlScalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Scalar } from '../../core/document.ts';
import { hidePlaceholders, showPlaceholders } from './placeholders.ts';
import { resolvePlain } from './scalar.ts';

/** Deep enough for every real file (the deepest of 50,000 has 40 levels), far from where recursion in a parser can abort the process. */
const MAX_DEPTH = 256;

export type YamlNode = ParsedNode;
export type YamlPair = Pair<ParsedNode, ParsedNode | null>;
export type YamlCollection = YAMLMap.Parsed | YAMLSeq.Parsed;

const LEAD_SIGNS: ReadonlySet<string> = new Set(['map-value-ind', 'seq-item-ind', 'comma']);

/** Why a text cannot be read, and where. */
export interface SyntaxProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of YAML as the parser sees it: the tree, and the tokens with their places. Offsets count from the start of the piece. */
export interface Syntax {
  readonly text: string;
  readonly tree: YamlTree.Parsed | undefined;
  readonly tokens: readonly CST.Token[];
  readonly errors: readonly SyntaxProblem[];
}

/**
 * Parses one document. Every scalar of the tree is a string; `scalarValue` says what it means.
 *
 * Repeated keys are no error here: looking for them takes the parser quadratic time. Placeholders are none either: `[${KEYS}]` is YAML once it
 * is filled in.
 */
export function parseSyntax(text: string): Syntax {
  const syntax = parseAsWritten(text);
  const hidden = syntax.errors.length > 0 ? hidePlaceholders(text) : undefined;
  const filled = hidden === undefined ? syntax : parseAsWritten(hidden);
  if (filled === syntax || filled.errors.length > 0) return syntax;
  for (const token of sourceTokens(filled.tokens)) token.source = showPlaceholders(token.source);
  if (filled.tree)
    visit(filled.tree, {
      Scalar: (_key, node) => void (node.value = typeof node.value === 'string' ? showPlaceholders(node.value) : node.value),
    });
  return { ...filled, text };
}

function parseAsWritten(text: string): Syntax {
  const { tokens, tooDeep } = tokenize(text);
  if (tooDeep !== undefined) {
    const message = `it is nested more than ${MAX_DEPTH} levels deep`;
    return { text, tree: undefined, tokens, errors: [{ message, start: tooDeep, end: tooDeep + 1 }] };
  }
  const leftOut = text.includes('?') ? findLeftOut(tokens) : undefined;
  if (leftOut !== undefined) {
    const message = 'what follows a key that is written with `?` has no `:` before it';
    return { text, tree: undefined, tokens, errors: [{ message, start: leftOut, end: leftOut + 1 }] };
  }
  const composer = new Composer({
    keepSourceTokens: true,
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'failsafe',
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  const trees = [...composer.compose(tokens, true, text.length)];
  // What is missing at the end of the text is missing behind it, to the parser.
  const within = (offset: number): number => Math.min(offset, text.length);
  const errors = trees.flatMap(tree =>
    tree.errors.map(({ message, pos: [start, end] }) => ({ message, start: within(start), end: within(end) })),
  );
  return { text, tree: trees[0], tokens, errors };
}

/** The tokens of a text, or those up to where it is nested too deep: what is open there would take a kilobyte for each bracket. */
function tokenize(text: string): { readonly tokens: readonly CST.Token[]; readonly tooDeep: number | undefined } {
  const parser = new Parser();
  // Of the parser itself: what it has not closed yet, from the outside in.
  const { stack: open } = parser as unknown as { readonly stack: readonly CST.Token[] };
  const tokens: CST.Token[] = [];
  let wasDeep = false;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // One sign may open and close a few.
    wasDeep ||= open.length > MAX_DEPTH / 2;
    if (open.length <= MAX_DEPTH) continue;
    const tooDeep = open.filter(token => 'items' in token)[MAX_DEPTH]?.offset;
    if (tooDeep !== undefined) return { tokens: [...tokens, ...open], tooDeep };
  }
  tokens.push(...parser.end());
  return { tokens, tooDeep: wasDeep ? findTooDeep(tokens) : undefined };
}

/** The value of a scalar as Kubernetes reads it. */
export function scalarValue(node: YamlScalar): Scalar {
  const text = String(node.value);
  const isText = node.type !== 'PLAIN' || node.tag === '!' || node.tag === 'tag:yaml.org,2002:str';
  return isText ? text : resolvePlain(text);
}

/** The text of a key; that of a key which is no scalar is its source. */
export const keyText = (syntax: Syntax, pair: YamlPair): string =>
  isScalar(pair.key) ? String(pair.key.value) : syntax.text.slice(pair.key.range[0], endOf(pair.key));

export const isMergeKey = (pair: YamlPair): boolean => isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.value === '<<';

/** Whether a node has a text of its own; the nulls of `a:` and `-` have none. */
export const isWritten = (node: YamlNode | null): node is YamlNode => node !== null && (isAlias(node) || node.range[1] > node.range[0]);

/** Whether a collection is written with indentation, not brackets. */
export const isBlock = (node: YamlNode | null): node is YamlCollection => isCollection(node) && node.flow !== true;

export const isCollection = (node: YamlNode | null): node is YamlCollection => isMap(node) || isSeq(node);

/** Whether a node is a scalar written with `|` or `>`. */
export const isBlockScalar = (node: YamlNode | null): boolean =>
  isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');

/** What stands before a value: of a member the tokens after its key, of an item those from its `-` or comma. */
export type Lead = readonly CST.SourceToken[];

/** The tokens before the key of a member, and those between it and its value. */
export function tokensOf(pair: YamlPair): { readonly start: readonly CST.SourceToken[]; readonly lead: Lead } {
  const token = pair.srcToken;
  return { start: token?.start ?? [], lead: token?.sep ?? [] };
}

/** The tokens before an item of a list. */
export function leadOfItem(list: YAMLSeq.Parsed, index: number): Lead {
  const token = list.srcToken;
  return token?.items[index]?.start ?? [];
}

export const isProperty = ({ type }: CST.SourceToken): boolean => type === 'anchor' || type === 'tag';

/** Where the last sign, anchor or tag before a value ends; nothing where there is none. */
export function endOfLead(lead: Lead): number | undefined {
  const last = lead.findLast(token => LEAD_SIGNS.has(token.type) || isProperty(token));
  return last && last.offset + last.source.length;
}

/** Where a member or item ends, comments and line breaks after it not included (those of a block scalar are its own). */
export function endOfMember(pair: YamlPair): number {
  return isWritten(pair.value) ? endOf(pair.value) : Math.max(pair.key.range[1], endOfLead(tokensOf(pair).lead) ?? 0);
}

export function endOfItem(list: YAMLSeq.Parsed, index: number): number {
  const item = list.items[index] as YamlNode;
  return isWritten(item) ? endOf(item) : (endOfLead(leadOfItem(list, index)) ?? list.range[1]);
}

/** Where the last character of a node ends. */
export function endOf(node: YamlNode): number {
  let current = node;
  while (isBlock(current)) {
    const last: YamlNode | null | undefined = isMap(current) ? (current.items.at(-1) as YamlPair | undefined)?.value : current.items.at(-1);
    if (last === undefined) return current.range[1];
    if (!isWritten(last))
      return isMap(current) ? endOfMember(current.items.at(-1) as YamlPair) : endOfItem(current, current.items.length - 1);
    current = last;
  }
  return isBlockScalar(current) ? endOfBlockScalar(current) : current.range[1];
}

/** The node that is written last in a node: what a text that follows stands next to. */
export function lastWithin(node: YamlNode | null): YamlNode | null {
  let current = node;
  while (isBlock(current))
    current = isMap(current) ? ((current.items.at(-1) as YamlPair | undefined)?.value ?? null) : (current.items.at(-1) ?? null);
  return current;
}

/** What a block scalar does with the line breaks after its text. */
export function chompingOf(node: YamlNode): 'clip' | 'keep' | 'strip' {
  const [header] = (node.srcToken as CST.BlockScalar | undefined)?.props.filter(({ type }) => type === 'block-scalar-header') ?? [];
  const source = header && 'source' in header ? header.source : '';
  return source.includes('+') ? 'keep' : source.includes('-') ? 'strip' : 'clip';
}

/** How a scalar is written, as far as it matters to its value: of a block scalar without the line breaks that it drops. */
export function sourceOf(text: string, node: YamlScalar.Parsed): string {
  if (!isBlockScalar(node)) return text.slice(node.range[0], node.range[1]);
  const source = text.slice(node.range[0], endOf(node));
  return chompingOf(node) === 'strip' ? source.replace(/\r?\n$/, '') : source;
}

/** Blank lines after a block scalar belong to it only where it keeps them. */
function endOfBlockScalar(node: YamlNode): number {
  const [, end] = node.range;
  if (chompingOf(node) === 'keep') return end;
  const body = (node.srcToken as CST.BlockScalar | undefined)?.source ?? '';
  const blank = body.slice(startOfLastBreaks(body));
  const isAllBlank = blank.length === body.length;
  const ownBreak = isAllBlank ? 0 : (/^\r?\n/.exec(blank)?.[0].length ?? 0);
  return end - blank.length + ownBreak;
}

/** Where the line breaks begin that a text ends with. */
function startOfLastBreaks(text: string): number {
  let start = text.length;
  while (text[start - 1] === '\n') start -= text[start - 2] === '\r' ? 2 : 1;
  return start;
}

/** The tokens that have a source of their own, in no order. */
export function* sourceTokens(tokens: readonly CST.Token[]): Generator<CST.Token & { source: string }> {
  const stack: (CST.Token | CST.CollectionItem)[] = [...tokens];
  for (let token = stack.pop(); token; token = stack.pop()) {
    if ('source' in token) yield token;
    pushChildren(stack, token);
  }
}

export { isAlias, isMap, isScalar, isSeq };
export type { Alias, YamlScalar, YAMLMap, YAMLSeq };

/** The offset of a collection that is nested too deep, found without recursion. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const stack: { token: CST.Token | CST.CollectionItem; depth: number; offset: number }[] = tokens.map(token => ({
    token,
    depth: 0,
    offset: token.offset,
  }));
  const children: (CST.Token | CST.CollectionItem)[] = [];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { token } = top;
    const offset = 'offset' in token ? token.offset : top.offset;
    const depth = 'items' in token ? top.depth + 1 : top.depth;
    if (depth > MAX_DEPTH) return offset;
    children.length = 0;
    pushChildren(children, token);
    for (const child of children) stack.push({ token: child, depth, offset });
  }
  return undefined;
}

/** Where something follows the key of a `?` without a `:`: no YAML, but the parser leaves it out without a word. */
function findLeftOut(tokens: readonly CST.Token[]): number | undefined {
  const stack: (CST.Token | CST.CollectionItem)[] = [...tokens];
  for (let token = stack.pop(); token; token = stack.pop()) {
    if (!('type' in token) && hasNoColon(token)) return token.value?.offset;
    pushChildren(stack, token);
  }
  return undefined;
}

const hasNoColon = ({ start, sep, value }: CST.CollectionItem): boolean =>
  value !== undefined && start.some(({ type }) => type === 'explicit-key-ind') && !sep?.some(({ type }) => type === 'map-value-ind');

function pushChildren(stack: (CST.Token | CST.CollectionItem)[], token: CST.Token | CST.CollectionItem): void {
  const groups: (readonly (CST.Token | CST.CollectionItem)[] | CST.Token | null | undefined)[] = [
    'items' in token ? token.items : undefined,
    'start' in token ? token.start : undefined,
    'sep' in token ? token.sep : undefined,
    'props' in token ? token.props : undefined,
    'end' in token ? token.end : undefined,
    'key' in token ? token.key : undefined,
    'value' in token ? token.value : undefined,
  ];
  for (const group of groups) {
    if (Array.isArray(group)) for (const child of group as readonly CST.Token[]) stack.push(child);
    else if (group) stack.push(group as CST.Token);
  }
}
