import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import { isAsSevere, SEVERITIES } from '../core/diagnostic.ts';
import { positionAt } from '../core/text.ts';
import { fixOptions } from './fix-options.ts';
import { plural } from './plural.ts';
import type { Report, ReporterOptions } from './report.ts';
import { countBySeverity, shownDiagnostics, shownSeverity } from './report.ts';
import { visible } from './visible.ts';

/** Of what is listed, more than this is counted. */
const MOST_SUBJECTS = 5;
const MOST_PLACES = 3;
const MOST_WRITTEN = 10;

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
      ...(options.fixing
        ? [...writtenLines(report, options), ...fixableLine(report, options)]
        : [...fixableLine(report, options), ...writtenLines(report, options)]),
      ...leftOutLine(report),
      ...assumptionLines(report),
      ...handoverLines(report),
    );
  return lines.join('\n');
}

/** What was found, in one line: `1 error, 3 warnings in 2 of 25 files (9 parsed)`. */
export function countLine({ diagnostics, files, parsed }: Report, shown: readonly Diagnostic[], options: ReporterOptions): string {
  if (shown.length > 0) {
    const found = new Set(shown.map(({ primary }) => primary.file.path)).size;
    return `${formatCounts(shown)} in ${found < files ? `${found} of ${plural(files, 'file')}` : plural(found, 'file')} (${parsed} parsed)`;
  }
  if (files === 0) return 'no files linted';
  return `${diagnostics.length > 0 ? NOTHING[shownSeverity(options)] : NOTHING.info} in ${plural(files, 'file')} (${parsed} parsed)`;
}

/** As `1 error, 3 warnings`, the gravest first. */
function formatCounts(diagnostics: readonly Diagnostic[]): string {
  const counts = countBySeverity(diagnostics);
  return SEVERITIES.toReversed()
    .filter(severity => counts[severity] > 0)
    .map(severity => plural(counts[severity], NOUN[severity]))
    .join(', ');
}

function hiddenLine({ diagnostics }: Report, options: ReporterOptions): readonly string[] {
  const hidden = diagnostics.filter(({ severity }) => !isAsSevere(severity, shownSeverity(options)));
  const counts = countBySeverity(hidden);
  const mildest = SEVERITIES.find(severity => counts[severity] > 0);
  return mildest ? [`${formatCounts(hidden)} hidden (--min-severity ${mildest} shows them)`] : [];
}

function writtenLines({ fixed, prepared = 0, written }: Report, { fixing }: ReporterOptions): readonly string[] {
  if (written.length === 0) return [];
  const files = plural(written.length, 'file');
  const [fix, prepare, write] = fixing ? ['fixed', 'prepared', 'wrote'] : ['fixes', 'prepares', 'changes'];
  const done = [
    ...(fixed > 0 || prepared === 0 ? [`${fix} ${plural(fixed, 'finding')}`] : []),
    ...(prepared > 0 ? [`${prepare} ${plural(prepared, 'finding')} for \`--stage finish\``] : []),
    `${write} ${files}:`,
  ];
  const sentence = `${fixing ? '' : 'the patch '}${done.slice(0, -1).join(', ')} and ${done.at(-1) ?? ''}`;
  const { shown, hidden } = cut(written, MOST_WRITTEN);
  return [sentence, ...shown.map(path => `  ${visible(path)}`), ...(hidden > 0 ? [`  and ${hidden} more`] : [])];
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

/** Each sentence once, with all that it is about, below the places it holds for. */
function assumptionLines({ assumptions }: Report): readonly string[] {
  const byText = new Map<string, { readonly subjects: Set<string>; readonly places: Set<string> }>();
  for (const { assumption } of assumptions) {
    const { at, text, subject } = assumption;
    const known = byText.get(text) ?? { subjects: new Set(), places: new Set() };
    if (subject !== undefined) known.subjects.add(`\`${subject}\``);
    known.places.add(`${visible(at.file.path)}:${positionAt(at.file, at.range.start).line}`);
    byText.set(text, known);
  }
  if (byText.size === 0) return [];
  const byPlaces = new Map<string, string[]>();
  for (const [text, { subjects, places }] of byText) {
    const key = [...places].join('\n');
    const lines = byPlaces.get(key) ?? [`  ${enumerate([...places], MOST_PLACES)}`];
    byPlaces.set(key, [...lines, `    - ${visible(text.replaceAll('{}', () => enumerate([...subjects], MOST_SUBJECTS)))}`]);
  }
  return [`${plural(byText.size, 'assumption')} that no file can show:`, ...[...byPlaces.values()].flat()];
}

/** What is left to do by hand, whole: it is copied from here. */
const handoverLines = ({ handovers }: Report): readonly string[] =>
  handovers.flatMap(({ handover: { title }, followUps }) => [`${title}:`, ...followUps.map(item => `  ${visible(item)}`)]);

/** As `a, b and c`, or `a, b and 7 more`. */
function enumerate(words: readonly string[], most: number): string {
  const { shown, hidden } = cut(words, most);
  const all = hidden > 0 ? [...shown, `${hidden} more`] : shown;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}` : all.join('');
}

/** The beginning of a list, and how many are left; one more is shown, since saying so would take no less room. */
function cut(words: readonly string[], most: number): { readonly shown: readonly string[]; readonly hidden: number } {
  const shown = words.length <= most + 1 ? words : words.slice(0, most);
  return { shown, hidden: words.length - shown.length };
}
