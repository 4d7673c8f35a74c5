import { isCopy, isList, type Copy, type NewValue } from '../../core/model.ts';
import type { ProgramDocument } from './document.ts';
import { isChain, placeholderOf } from './part.ts';
import { Refused } from './refused.ts';

/** A map that is being made member by member; what is in it may be one as well. */
export type NewMap = Map<string, New>;
export type New = NewValue | NewMap;

/** How a program is written. */
export interface Style {
  readonly quote: string;
  readonly lineBreak: string;
  /** What one more level is indented by. */
  readonly step: string;
  /** Whether a comma follows the last member, where each stands on its line. */
  readonly trailingComma: boolean;
}

const NAME = /^[A-Za-z_$][\w$]*$/;

/** The habits of a file, as most of its lines have them. */
export function styleOf({ file: { text } }: ProgramDocument, lineBreak: string): Style {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return {
    quote: count(/"/g) > count(/'/g) ? '"' : "'",
    lineBreak,
    step: /^\ufeff?(\t| {2,8}(?=\S))/m.exec(text)?.[1] ?? '  ',
    trailingComma: count(/,[^\S\n]*\n\s*[}\]]/g) >= count(/[^\s,;{}[][^\S\n]*\n\s*[}\]]/g),
  };
}

/** A value, over as many lines as it has members; `indent`: of the line that it begins in. */
export function spell(value: New, indent: string, style: Style, document: ProgramDocument): string {
  if (!(value instanceof Map)) {
    if (value === null || typeof value !== 'object') return spellNew(value, style, document);
    if (isCopy(value)) return spellCopy(value, style, document);
    if (isList(value)) return spellList(value, indent, style, document);
  }
  const inner = indent + style.step;
  const members = membersOf(value).map(([key, member]) => spellMember(key, spell(member, inner, style, document), style));
  return members.length === 0 ? '{}' : `{${linesOf(members, inner, style)}${indent}}`;
}

/** A value on one line. */
export function spellInline(value: New, style: Style, document: ProgramDocument): string {
  if (!(value instanceof Map)) {
    if (value === null || typeof value !== 'object') return spellNew(value, style, document);
    if (isCopy(value)) return spellCopy(value, style, document);
    if (isList(value)) return `[${value.map(item => spellInline(item, style, document)).join(', ')}]`;
  }
  const members = membersOf(value).map(([key, member]) => spellMember(key, spellInline(member, style, document), style));
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** A scalar that somebody made of what the program says: a placeholder of an expression is that expression. */
function spellNew(value: string | number | boolean | null, { quote }: Style, document: ProgramDocument): string {
  if (typeof value !== 'string' || !value.includes('${')) return spellScalar(value, quote);
  const held = [...document.expressions()].filter(expression => value.includes(expression));
  const chain = held.includes(value) ? value.slice(2, -1) : undefined;
  if (chain !== undefined && isChain(chain)) return chain;
  if (held[0] !== undefined) throw new Refused(`\`${value}\` holds an expression, which is written nowhere else: give it a name first`);
  return spellScalar(value, quote);
}

export const spellMember = (key: string, value: string, { quote }: Pick<Style, 'quote'>): string =>
  key === value && NAME.test(key) ? key : `${NAME.test(key) ? key : spellText(key, quote)}: ${value}`;

/** A scalar; a text in quotes as `like` has them. */
export const spellScalar = (value: string | number | boolean | null, quote: string): string =>
  typeof value === 'string' ? spellText(value, quote) : String(value);

function spellText(text: string, quote: string): string {
  const body = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${body}"` : `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function spellList(items: readonly NewValue[], indent: string, style: Style, document: ProgramDocument): string {
  const isShort = items.every(item => item === null || typeof item !== 'object' || isCopy(item));
  if (isShort) return `[${items.map(item => spell(item, indent, style, document)).join(', ')}]`;
  const inner = indent + style.step;
  return `[${linesOf(
    items.map(item => spell(item, inner, style, document)),
    inner,
    style,
  )}${indent}]`;
}

function linesOf(elements: readonly string[], indent: string, { lineBreak, trailingComma }: Style): string {
  const lines = elements.map((element, index) => indent + element + (index < elements.length - 1 || trailingComma ? ',' : ''));
  return lineBreak + lines.join(lineBreak) + lineBreak;
}

/** A name, or a literal, as it stands elsewhere in the same program; of all else what it says. */
function spellCopy({ copyOf: { source, value, document: from } }: Copy, { quote }: Style, document: ProgramDocument): string {
  const isOurs = from === document;
  if (isOurs && value === placeholderOf(source)) {
    if (isChain(source)) return source;
    throw new Refused(`\`${source}\` is an expression: give what it yields a name first, so that it can stand in two places`);
  }
  if (value !== null && typeof value === 'object') throw new Refused('only a scalar can be carried over');
  if (typeof value === 'string' && isOurs && source.startsWith('`') && source.includes('${'))
    throw new Refused(`\`${source}\` is an expression: give what it yields a name first, so that it can stand in two places`);
  return isOurs && /^(["'])[^\\]*\1$/.test(source) ? source : spellScalar(value, quote);
}

const membersOf = (value: New): readonly (readonly [string, New])[] =>
  value instanceof Map ? [...value] : Object.entries(value as { readonly [key: string]: NewValue });
