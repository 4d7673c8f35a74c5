import type { Diagnostic } from '../core/diagnostic.ts';
import type { SourceFile } from '../core/text.ts';

/** The files that findings and their fixes are about, by path. */
export function sourcesOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, SourceFile> {
  const files = diagnostics.flatMap(({ primary, related, fix }) => [
    ...(fix?.plan.changes ?? []).map(({ document }) => document.file),
    ...related.map(({ file }) => file),
    primary.file,
  ]);
  return new Map(files.map(file => [file.path, file]));
}
