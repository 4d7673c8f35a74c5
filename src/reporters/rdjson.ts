import { Buffer } from 'node:buffer';
import type { Diagnostic, FileEdit, Severity } from '../core/diagnostic.ts';
import type { SourceFile } from '../core/text.ts';
import { lineText, positionAt } from '../core/text.ts';
import { changedLines } from './changed-lines.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './report.ts';
import { shownDiagnostics } from './report.ts';

const SEVERITY: Record<Severity, string> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/**
 * For reviewdog, which makes suggestions of fixes that a click takes over. Paths are those of the working directory, from which
 * reviewdog starts as well. Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
 */
export const formatRdjson: Reporter = (report, options) =>
  jsonText({
    source: { name: report.tool.name },
    diagnostics: shownDiagnostics(report, options).map(diagnostic => {
      const { rule, severity, message, help, url, primary } = diagnostic;
      return {
        message: help ? `${message}\n${help}` : message,
        location: {
          path: primary.file.path,
          range: { start: placeAt(primary.file, primary.range.start), end: placeAt(primary.file, primary.range.end) },
        },
        severity: SEVERITY[severity],
        code: { value: rule, url },
        suggestions: suggestionsOf(diagnostic, report.edits.get(diagnostic) ?? []),
      };
    }),
  });

/** Columns are counted in bytes of UTF-8, from 1. */
function placeAt(file: SourceFile, offset: number): object {
  const { line, column } = positionAt(file, offset);
  return { line, column: Buffer.byteLength(lineText(file, line).slice(0, column - 1)) + 1 };
}

/**
 * One suggestion of whole lines: a host takes those only, and the first one decides which lines the comment is about. A fix that
 * reaches into other files is none, as a part of it must not be taken over alone.
 */
function suggestionsOf({ primary, fix }: Diagnostic, edits: readonly FileEdit[]): readonly object[] | undefined {
  if (!fix || fix.applicability === 'manual' || edits.length === 0) return undefined;
  if (edits.some(({ path, create }) => create || path !== primary.file.path)) return undefined;
  const { first, last, after = '' } = changedLines(primary.file, edits);
  return [{ range: { start: { line: first }, end: { line: last } }, text: after }];
}
