import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import { isAsSevere, SEVERITIES } from '../core/diagnostic.ts';
import { positionAt } from '../core/text.ts';
import { fixOptions } from './fix-options.ts';
import { plural } from './plural.ts';
import type { Report, ReporterOptions } from './report.ts';
import { countBySeverity, shownDiagnostics, shownSeverity } from './report.ts';
import { visible } from './visible.ts';

const MOST_PLACES = 5;

/** More skipped files than this are counted, not listed. */
const MOST_SKIPPED = 3;

const NOUN: Record<Severity, string> = { info: 'info finding', warning: 'warning', error: 'error' };

/** What nothing shown means: it may be that nothing was found, or nothing so grave. */
const NOTHING: Record<Severity, string> = { info: 'no findings', warning: 'no warnings or errors', error: 'no errors' };

/** The paragraph below the findings. With `quiet` its first line only. */
export function formatSummary(report: Report, options: ReporterOptions): string {
  const shown = shownDiagnostics(report, options);
  const lines = [countLine(report, shown, options)];
  if (!options.quiet)
    lines.push(
      ...hiddenLine(report, options),
      ...writtenLines(report, options),
      ...fixableLine(report, options),
      ...leftOutLine(report),
      ...assumptionLines(report),
      ...handoverLines(report),
    );
  return lines.join('\n');
}

function countLine({ diagnostics, files, parsed }: Report, shown: readonly Diagnostic[], options: ReporterOptions): string {
  const scanned = plural(files, 'file');
  if (shown.length > 0) {
    const found = new Set(shown.map(({ primary }) => primary.file.path)).size;
    return `${formatCounts(shown)} in ${plural(found, 'file')} (${scanned}, ${parsed} parsed)`;
  }
  if (files === 0) return 'no files linted';
  return `${diagnostics.length > 0 ? NOTHING[shownSeverity(options)] : NOTHING.info} in ${scanned} (${parsed} parsed)`;
}

/** As `3 warnings, 1 error`. */
function formatCounts(diagnostics: readonly Diagnostic[]): string {
  const counts = countBySeverity(diagnostics);
  return SEVERITIES.filter(severity => counts[severity] > 0)
    .map(severity => plural(counts[severity], NOUN[severity]))
    .join(', ');
}

function hiddenLine({ diagnostics }: Report, options: ReporterOptions): readonly string[] {
  const hidden = diagnostics.filter(({ severity }) => !isAsSevere(severity, shownSeverity(options)));
  const counts = countBySeverity(hidden);
  const mildest = SEVERITIES.find(severity => counts[severity] > 0);
  return mildest ? [`${formatCounts(hidden)} hidden (--min-severity ${mildest} shows them)`] : [];
}

function writtenLines({ fixed, written }: Report, { fixing }: ReporterOptions): readonly string[] {
  if (written.length === 0) return [];
  const findings = plural(fixed, 'finding');
  const files = plural(written.length, 'file');
  const done = fixing ? `fixed ${findings} and wrote ${files}:` : `the patch fixes ${findings} and changes ${files}:`;
  return [done, ...written.map(path => `  ${visible(path)}`)];
}

/** Hidden findings count: `--fix` mends them too. */
function fixableLine({ diagnostics }: Report, options: ReporterOptions): readonly string[] {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) {
    const option = fixOptions(diagnostic, options);
    // What must be asked for by its rule is told beside the finding.
    if (option !== undefined && !option.includes(' --rule ')) counts.set(option, (counts.get(option) ?? 0) + 1);
  }
  const parts = [...counts]
    .toSorted(([a], [b]) => a.length - b.length)
    .map(([option, count], index) => `${count}${index > 0 ? ' more' : ''} with ${option}`);
  return parts.length > 0 ? [`fixable: ${parts.join(', ')}`] : [];
}

function leftOutLine({ suppressed, skipped }: Report): readonly string[] {
  const listed = skipped.length <= MOST_SKIPPED;
  return [
    ...(suppressed ? [`${plural(suppressed, 'finding')} suppressed`] : []),
    ...(skipped.length > 0 ? [`${plural(skipped.length, 'file')} skipped${listed ? ':' : ' (--stats lists them)'}`] : []),
    ...(listed ? skipped.map(({ path, reason }) => `  ${visible(path)}: ${visible(reason)}`) : []),
  ];
}

/** Each sentence once, with what it is about and where. */
function assumptionLines({ assumptions }: Report): readonly string[] {
  const byText = new Map<string, { subjects: Set<string>; places: Set<string> }>();
  for (const { assumption } of assumptions) {
    const { at, text, subject } = assumption;
    const known = byText.get(text) ?? { subjects: new Set(), places: new Set() };
    if (subject !== undefined) known.subjects.add(`\`${subject}\``);
    known.places.add(`${visible(at.file.path)}:${positionAt(at.file, at.range.start).line}`);
    byText.set(text, known);
  }
  if (byText.size === 0) return [];
  return [
    'assumed, since no file can show it:',
    ...Array.from(byText, ([text, { subjects, places }]) => [
      `  - ${visible(text.replaceAll('{}', formatSome([...subjects])))}`,
      `    ${formatSome([...places])}`,
    ]).flat(),
  ];
}

/** What is left to do by hand, whole: it is copied from here. */
const handoverLines = ({ handovers }: Report): readonly string[] =>
  handovers.flatMap(({ handover: { title }, followUps }) => [`${title}:`, ...followUps.map(item => `  ${visible(item)}`)]);

function formatSome(words: readonly string[]): string {
  const shown = words.slice(0, MOST_PLACES).join(', ');
  const hidden = words.length - MOST_PLACES;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}
