import type { Diagnostic, Label } from '../../src/core/diagnostic.ts';
import type { Document } from '../../src/core/document.ts';
import type { SourceFile, TextRange } from '../../src/core/text.ts';
import type { Report, ReporterOptions } from '../../src/reporters/report.ts';

export const OPTIONS: ReporterOptions = { minSeverity: 'warning', color: false, quiet: false, fixing: false };

/** A file whose «marked» spans are the ranges, in the order they begin; the marks are no part of the text. */
export function marked(path: string, input: string): { file: SourceFile; ranges: readonly TextRange[] } {
  let text = '';
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  for (const character of input) {
    if (character === '«') {
      const range = { start: text.length, end: text.length };
      ranges.push(range);
      open.push(range);
    } else if (character === '»') open.pop()!.end = text.length;
    else text += character;
  }
  return { file: { path, text }, ranges };
}

/** A label for each marked span. */
export function labels(path: string, input: string, ...texts: readonly string[]): readonly Label[] {
  const { file, ranges } = marked(path, input);
  return ranges.map((range, index) => ({ file, range, text: texts[index] ?? '' }));
}

/** A finding at the first label; the others are related places. */
export function finding([primary, ...related]: readonly Label[], more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    rule: 'some-rule',
    severity: 'warning',
    message: 'something is wrong',
    primary: primary!,
    related,
    document: documentOf(primary!.file),
    ...more,
  };
}

export function reportOf(diagnostics: readonly Diagnostic[], more: Partial<Report> = {}): Report {
  return {
    tool: { name: 'kubemend', version: '0.1.0' },
    target: { major: 1, minor: 36 },
    diagnostics,
    edits: new Map(),
    files: 1,
    parsed: 1,
    fixed: 0,
    suppressed: 0,
    skipped: [],
    written: [],
    assumptions: [],
    handovers: [],
    ...more,
  };
}

/** Lines without the indentation of the test around them, so that expected output reads as it is printed. */
export function block(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const lines = String.raw({ raw: strings.raw }, ...values)
    .replaceAll('\\`', '`')
    .split('\n')
    .slice(1);
  const indent = lines.at(-1)!.length;
  return lines
    .slice(0, -1)
    .map(line => `${line.slice(indent)}\n`)
    .join('');
}

const documentOf = (file: SourceFile): Document => ({
  file,
  isTemplate: false,
  editor: { plan: () => [], commentsOf: () => [] },
  index: 0,
  range: { start: 0, end: file.text.length },
  root: undefined,
  errors: [],
  model: () => ({ kind: 'scalar', value: null }),
  comments: () => [],
});
