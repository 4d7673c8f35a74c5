import type { Diagnostic } from '../core/diagnostic.ts';
import type { Document } from '../core/document.ts';
import { UNUSED_IGNORE, type Rule } from '../core/rule.ts';
import type { TextRange } from '../core/text.ts';
import { fingerprints } from './fingerprint.ts';

/** A finding that was there when a baseline was written. */
export interface BaselineEntry {
  readonly rule: string;
  /** Relative to the folder of the baseline. */
  readonly file: string;
  readonly message: string;
  readonly fingerprint: string;
}

/** The findings that were there before, as a file holds them. */
export interface Baseline {
  readonly document: Document;
  readonly entries: readonly (BaselineEntry & { readonly range: TextRange })[];
  /** A path as seen from the folder of the file. */
  readonly fromFolder: (path: string) => string;
  /** The way back. */
  readonly toPath: (file: string) => string;
}

/** What a baseline makes of findings. */
export interface Known {
  readonly fresh: readonly Diagnostic[];
  readonly known: readonly Diagnostic[];
  /** The fingerprints that were met. */
  readonly met: ReadonlySet<string>;
}

/** Tells findings that were there before from new ones. What is suppressed in vain is always told. */
export function compare(diagnostics: readonly Diagnostic[], { entries, fromFolder }: Baseline): Known {
  const before = new Set(entries.map(({ fingerprint }) => fingerprint));
  const [fresh, known]: [Diagnostic[], Diagnostic[]] = [[], []];
  const met = new Set<string>();
  for (const [diagnostic, fingerprint] of fingerprints(diagnostics, fromFolder)) {
    const isKnown = diagnostic.rule !== UNUSED_IGNORE && before.has(fingerprint);
    if (isKnown) met.add(fingerprint);
    (isKnown ? known : fresh).push(diagnostic);
  }
  return { fresh, known, met };
}

/** The findings about entries that hide nothing any more. */
export const unusedEntries = (entries: Baseline['entries'], { document }: Baseline, rule: Rule): readonly Diagnostic[] =>
  entries.map(({ rule: id, file, range }) => ({
    rule: rule.id,
    severity: rule.severity === 'by-version' ? 'warning' : rule.severity,
    message: `the baseline holds a finding of \`${id}\` in \`${file}\` that is gone`,
    primary: { file: document.file, range, text: 'hides nothing' },
    related: [],
    document,
    help: '`kubemend baseline` takes it out',
    url: rule.docs.references[0],
  }));

/** What to write down of findings. */
export const entriesOf = (diagnostics: readonly Diagnostic[], fromFolder: (path: string) => string): readonly BaselineEntry[] =>
  Array.from(fingerprints(diagnostics, fromFolder), ([{ rule, primary, message }, fingerprint]) => ({
    rule,
    file: fromFolder(primary.file.path),
    message,
    fingerprint,
  })).filter(({ rule }) => rule !== UNUSED_IGNORE);
