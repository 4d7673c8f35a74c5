import type { Refusal } from '../../core/document.ts';
import type { SourceFile } from '../../core/text.ts';
import { wholeFile, type Excerpt } from '../regions/excerpt.ts';
import { flowText } from '../regions/flow-text.ts';
import { literalBlock } from '../regions/literal-block.ts';
import type { Syntax } from './syntax.ts';

/** Functions that hand on a text, or make of it what it says. */
const PASSING: ReadonlySet<string> = new Set([
  'base64encode',
  'base64gzip',
  'chomp',
  'jsondecode',
  'nonsensitive',
  'sensitive',
  'trimspace',
  'yamldecode',
]);

/** What a string, or one that a function is given, says, with the places of its characters. */
export function stringOf(file: SourceFile, syntax: Syntax): Excerpt | Refusal {
  if (syntax.kind !== 'scalar' || typeof syntax.value !== 'string') return { refused: 'it is no string' };
  const { call, lines, form, value, start, end } = syntax;
  if (call) return call.argument && PASSING.has(call.name) ? stringOf(file, call.argument) : { refused: 'it is an expression' };
  const outer = wholeFile(file);
  if (lines) {
    const source = file.text.slice(lines.start, lines.end);
    return literalBlock({ outer, start: lines.start, source, value: withShortBlanks(source, value) });
  }
  if (form !== 'string') return { refused: 'it is an expression' };
  return flowText({ outer, start, source: file.text.slice(start, end), value });
}

/** A blank line is as long as it is; so much of it is taken for indentation as of the others. */
function withShortBlanks(source: string, value: string): string {
  const written = source.split(/\r?\n/);
  const says = value.split('\n');
  const index = says.findIndex(line => line.trim() !== '');
  const depth = index === -1 ? 0 : written[index]!.length - says[index]!.length;
  return says.map((line, at) => (line.trim() === '' ? (written[at] ?? '').slice(depth) : line)).join('\n');
}
