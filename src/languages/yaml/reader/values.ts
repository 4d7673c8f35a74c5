import { BACKSLASH, BAR, CARRIAGE_RETURN, DOUBLE_QUOTE, GREATER, isLineBreak, LINE_FEED, SINGLE_QUOTE, SPACE, TAB } from './characters.ts';

/** What a backslash and a character stand for, beside those that are followed by digits. */
const ESCAPED: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** A block scalar in its parts. */
export interface BlockText {
  readonly style: 'literal' | 'folded';
  /** Where the lines below the header begin. */
  readonly start: number;
  /** These lines, without the line breaks that are dropped. */
  readonly lines: string;
  /** By how much they are indented. */
  readonly indent: number;
  readonly chomping: '' | '+' | '-';
}

export function isBlockText(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  return code === BAR || code === GREATER;
}

export function isQuoted(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** The block scalar between two offsets, the second after its last character; `column` is that of the map around it. */
export function blockTextAt(text: string, start: number, end: number, column: number): BlockText {
  const [, style, header] = /([|>])([-+\d]*)/y.exec(text.slice(start, start + 3))!;
  const first = text.indexOf('\n', start) + 1;
  const chomping = header!.includes('+') ? '+' : header!.includes('-') ? '-' : '';
  const breaks = chomping === '+' ? /[\r\n]*/y : /\r?\n?/y;
  breaks.lastIndex = end;
  const lines = text.slice(first, end + breaks.exec(text)![0].length);
  const explicit = /\d/.exec(header!)?.[0];
  const indent = explicit === undefined ? indentOf(lines) : column + Number(explicit);
  return { style: style === '|' ? 'literal' : 'folded', start: first, lines, indent, chomping };
}

/** By how much the first line that is not blank is indented. */
function indentOf(lines: string): number {
  const text = /[^ \r\n]/.exec(lines)?.index ?? lines.length;
  return text - (lines.lastIndexOf('\n', text) + 1);
}

/** What a block scalar says. */
export function valueOfBlock({ style, lines: source, indent, chomping }: BlockText): string {
  // A blank line may be indented less than the text.
  const lines = source.split('\n').map(line => withoutReturn(line.slice(indent)));
  const count = lines.findLastIndex(line => line !== '') + 1;
  const text = lines.slice(0, count);
  const value = style === 'literal' ? text.join('\n') : fold(text);
  if (chomping === '-') return value;
  if (chomping === '') return `${value}\n`;
  const kept = value + '\n'.repeat(lines.length - count);
  return kept.endsWith('\n') ? kept : `${kept}\n`;
}

/** Joins lines that are indented like the first one; deeper ones and those around them stay lines. */
function fold(lines: readonly string[]): string {
  const first = lines.findIndex(line => /[^ ]/.test(line));
  let value = lines
    .slice(0, first)
    .map(line => `${line}\n`)
    .join('');
  let separator = '';
  let wasDeeper = false;
  for (const line of lines.slice(first)) {
    if (isSpaceOrTab(line.charCodeAt(0))) {
      if (separator === ' ') separator = '\n';
      else if (!wasDeeper && separator === '\n') separator = '\n\n';
      value += separator + line;
      separator = '\n';
      wasDeeper = true;
    } else if (line === '') {
      if (separator === '\n') value += '\n';
      else separator = '\n';
    } else {
      value += separator + line;
      separator = ' ';
      wasDeeper = false;
    }
  }
  return value;
}

/** What a scalar in quotes says; `source` is all of it. */
export function valueOfQuoted(source: string): string {
  if (source.startsWith("'")) return unfold(source.slice(1, -1)).replaceAll("''", "'");
  return source.includes('\\') || source.includes('\n') ? unescape(source) : source.slice(1, -1);
}

/** Joins the lines of a plain or single-quoted scalar: a line break is a blank, of several the first one is dropped. */
export function unfold(source: string): string {
  if (!source.includes('\n')) return source;
  const lines = source.split('\n');
  const last = lines.length - 1;
  let value = trimEnd(lines[0]!);
  let separator = ' ';
  for (const line of lines.slice(1, last)) {
    const text = trimEnd(trimStart(line));
    if (text !== '') {
      value += separator + text;
      separator = ' ';
    } else if (separator === '\n') value += separator;
    else separator = '\n';
  }
  return value + separator + trimStart(lines[last]!);
}

function unescape(source: string): string {
  const last = source.length - 1;
  let value = '';
  for (let at = 1; at < last;) {
    const code = source.charCodeAt(at);
    if (code === BACKSLASH) {
      const character = source.charAt(at + 1);
      const digits = DIGITS[character];
      at += 2;
      if (digits !== undefined) {
        value += String.fromCodePoint(parseInt(source.slice(at, at + digits), 16));
        at += digits;
      } else if (character === '\n' || character === '\r') {
        if (character === '\r') at++;
        while (isSpaceOrTab(source.charCodeAt(at))) at++;
      } else value += ESCAPED[character] ?? character;
    } else if (isLineBreak(code)) {
      if (code === CARRIAGE_RETURN) at++;
      let breaks = 0;
      for (at++; isSpaceOrTab(source.charCodeAt(at)) || isLineBreak(source.charCodeAt(at)); at++)
        if (source.charCodeAt(at) === LINE_FEED) breaks++;
      value += breaks === 0 ? ' ' : '\n'.repeat(breaks);
    } else {
      let end = at + 1;
      if (isSpaceOrTab(code)) while (isSpaceOrTab(source.charCodeAt(end))) end++;
      else while (end < last && isOrdinary(source.charCodeAt(end))) end++;
      // Blanks at the end of a line say nothing.
      if (!isSpaceOrTab(code) || !isLineBreak(source.charCodeAt(end))) value += source.slice(at, end);
      at = end;
    }
  }
  return value;
}

const isSpaceOrTab = (code: number): boolean => code === SPACE || code === TAB;

const isOrdinary = (code: number): boolean => code > SPACE && code !== BACKSLASH;

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

function trimStart(line: string): string {
  let start = 0;
  while (isSpaceOrTab(line.charCodeAt(start))) start++;
  return line.slice(start);
}

/** Without blanks at its end, and without a carriage return after them. */
function trimEnd(line: string): string {
  const text = withoutReturn(line);
  let end = text.length;
  while (isSpaceOrTab(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}
