import { inReadingOrder, type Diagnostic, type FixPlan, type Label } from './core/diagnostic.ts';
import type { SourceFile, TextRange } from './core/text.ts';
import { fingerprints } from './lint/fingerprint.ts';

export interface NarrowingOptions {
  /** Whether a place of a file, as it was before any fix, is one that counts; all do where not given. */
  readonly hasPlace?: ((file: SourceFile, range: TextRange) => boolean) | undefined;
  /** The only files that fixes may write; all where not given. */
  readonly writable?: ReadonlySet<string> | undefined;
}

/** Leaves out findings, and fixes, that a run is not about though it looks at their files. For one session: fixes move lines. */
export class Narrowing {
  readonly #options: NarrowingOptions;
  /** The fingerprints of findings at places that did not count before the fixes. */
  #elsewhere: ReadonlySet<string> | undefined;

  constructor(options: NarrowingOptions) {
    this.#options = options;
  }

  of(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const { writable } = this.#options;
    const counting = this.#counting(diagnostics);
    return writable ? counting.map(diagnostic => withoutFixBeyond(writable, diagnostic)) : counting;
  }

  /** Findings at a place that counts, or that point to one. */
  #counting(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const { hasPlace } = this.#options;
    if (!hasPlace) return diagnostics;
    const names = fingerprints(diagnostics.toSorted(inReadingOrder));
    const counts = ({ file, range }: Label): boolean => hasPlace(file, range);
    this.#elsewhere ??= new Set(
      diagnostics.filter(({ primary, related }) => ![primary, ...related].some(counts)).map(diagnostic => names.get(diagnostic)!),
    );
    return diagnostics.filter(diagnostic => this.#elsewhere?.has(names.get(diagnostic)!) !== true);
  }
}

/** The files that a fix writes. */
export const pathsOf = ({ changes, create = [] }: FixPlan): readonly string[] => [
  ...changes.map(({ document }) => document.file.path),
  ...create.map(({ path }) => path),
];

function withoutFixBeyond(writable: ReadonlySet<string>, diagnostic: Diagnostic): Diagnostic {
  const other = diagnostic.fix && pathsOf(diagnostic.fix.plan).find(path => !writable.has(path));
  if (other === undefined) return diagnostic;
  return { ...diagnostic, fix: undefined, skip: `the fix writes \`${other}\` as well, which is not staged: run it without \`--staged\`` };
}
