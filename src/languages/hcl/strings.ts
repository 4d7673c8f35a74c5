import type { Span } from './syntax.ts';

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g;

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What a template in quotes says; the spans in it that are filled in stay as they are written. */
export function templateText(text: string, { start, end }: Span, filledIn: readonly Span[]): string {
  let result = '';
  let at = start;
  for (const span of filledIn) {
    result += unescaped(text.slice(at, span.start)) + text.slice(span.start, span.end);
    at = span.end;
  }
  return result + unescaped(text.slice(at, end));
}

/** What a heredoc says. Where it is indented (`<<-`) the least indentation of a line that is not blank is no part of it, as in hcl `flushHeredocTemplateParts`. */
export function textOfLines(lines: string, isIndented: boolean): string {
  const text = lines.replaceAll('\r\n', '\n');
  if (!isIndented) return text;
  const depths = text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.length - line.trimStart().length]));
  const depth = depths.length === 0 ? 0 : Math.min(...depths);
  return text
    .split('\n')
    .map(line => (line.trim() === '' ? line : line.slice(depth)))
    .join('\n');
}

/** A string in quotes. What stands in `${…}` is filled in, as it is where the words come from. */
export function quoted(value: string): string {
  const escaped = value
    .replace(/[\\"]/g, character => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

const unescaped = (text: string): string =>
  text.replace(ESCAPE, (_, short: string | undefined, long: string | undefined, other: string | undefined) => {
    const code = short ?? long;
    return code === undefined ? (NAMED[other ?? ''] ?? other ?? '') : String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
  });
