import type { Refusal } from '../../core/document.ts';
import type { TextRange } from '../../core/text.ts';
import { sliceOf, wholeFile, type Excerpt } from '../regions/excerpt.ts';
import type { ProgramNode } from './node.ts';
import { bareOf } from './part.ts';

const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|\r\n|[^])/g;

/**
 * What a string of a program says, with the places of its characters.
 *
 * It is written where it stands as it is: in backticks, without escapes and expressions. All else is read only.
 */
export function stringOf({ part, document }: ProgramNode): Excerpt | Refusal {
  const { syntax } = document.program!;
  const { compiler, tree } = syntax;
  const bare = part.expression && part.through === undefined ? bareOf(part.expression, syntax) : undefined;
  if (!bare || !(compiler.isStringLiteralLike(bare) || compiler.isTemplateExpression(bare)))
    return { refused: 'it is no string that is written where it is used' };
  const inside = { start: bare.getStart(tree) + 1, end: bare.end - 1 };
  const raw = sliceOf(wholeFile(document.file), inside);
  if (raw.text.includes('\\')) return readOnly(escaped(raw), 'it holds escapes');
  if (!compiler.isNoSubstitutionTemplateLiteral(bare))
    return readOnly(raw, compiler.isTemplateExpression(bare) ? 'it holds expressions, `${…}`' : 'it stands in quotes');
  return {
    ...raw,
    editInFile: edit =>
      /[`\\]|\$\{/.test(edit.newText) ? { refused: 'what is to be written would need escapes', code: 'SYNTAX' } : raw.editInFile(edit),
  };
}

const readOnly = (text: Excerpt, why: string): Excerpt => ({
  ...text,
  editInFile: () => ({ refused: `the text is never written, as ${why}: write it in backticks without them first`, code: 'SYNTAX' }),
});

/** The text with its escapes decoded. */
function escaped(raw: Excerpt): Excerpt {
  const spans: TextRange[] = [];
  let text = '';
  let at = 0;
  const take = (said: string, end: number, each: boolean): void => {
    for (let index = 0; index < said.length; index++) spans.push(each ? { start: at + index, end: at + index + 1 } : { start: at, end });
    text += said;
    at = end;
  };
  for (const { 0: escape, index } of raw.text.matchAll(ESCAPE)) {
    take(raw.text.slice(at, index), index, true);
    take(said(escape), index + escape.length, false);
  }
  take(raw.text.slice(at), raw.text.length, true);
  const startOf = (offset: number): number => spans[offset]?.start ?? raw.text.length;
  return {
    ...raw,
    text,
    rangeInFile: (start, end) => raw.rangeInFile(startOf(start), end > start ? (spans[end - 1]?.end ?? raw.text.length) : startOf(start)),
    offsetOf: fileOffset => {
      const offset = raw.offsetOf(fileOffset);
      const index = spans.findIndex(({ start }) => start >= offset);
      return index === -1 ? text.length : index;
    },
  };
}

/** What an escape says (ECMA-262, 12.9.4). */
function said(escape: string): string {
  const code = /^\\(?:x|u\{?)([0-9a-fA-F]+)\}?$/.exec(escape)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  const sign = escape.slice(1);
  if (/^\r?\n$/.test(sign)) return '';
  return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' }[sign] ?? sign;
}
